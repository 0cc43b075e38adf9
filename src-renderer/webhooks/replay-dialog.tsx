import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplayPreview, ReplayRange } from '../../src-contract/model/webhook.ts'
import { useCommand } from '../bridge/use-command.ts'
import { DialogFrame } from '../ui/dialog-frame.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { formatCount } from '../ui/number-format.ts'
import { Segmented } from '../ui/segmented.tsx'
import { RowChanges } from './row-changes.tsx'

type Of = 'chosen' | 'span' | 'since'

/** "2026-04-02T10:24" of an instant here, as a date and time field has it. */
const fieldOf = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const instantOf = (field: string): number | null => (field === '' || Number.isNaN(Date.parse(field)) ? null : Date.parse(field))

/** Applies kept deliveries again: which ones, what that would change, and then the change. Nothing is changed before the rows were shown. */
export function ReplayDialog({
  accountId,
  chosen,
  onClose,
}: {
  accountId: string
  /** Deliveries ticked or open. */
  chosen: readonly number[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [of, setOf] = useState<Of>(chosen.length > 0 ? 'chosen' : 'since')
  const [from, setFrom] = useState(() => fieldOf(Date.now() - 3_600_000))
  const [to, setTo] = useState(() => fieldOf(Date.now()))
  const preview = useCommand('webhooks.previewReplay')
  const replay = useCommand('webhooks.replay')
  const [shown, setShown] = useState<ReplayPreview | null>(null)
  const [done, setDone] = useState<string | null>(null)

  const start = instantOf(from)
  const end = of === 'span' ? instantOf(to) : null
  const range: ReplayRange | null =
    of === 'chosen'
      ? { of: 'chosen', accountId, ids: [...chosen].slice(0, 5_000) }
      : start === null || (of === 'span' && (end === null || end <= start))
        ? null
        : { of: 'span', accountId, from: start, to: end }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another range makes what was shown untrue
  useEffect(() => setShown(null), [of, from, to])

  const changes = shown ? shown.changedOrders + shown.changedTasks : 0
  const look = async () => {
    if (!range) return
    const answer = await preview.run({ range })
    if (answer.ok) setShown(answer.value)
  }
  const run = async () => {
    if (!range) return
    const answer = await replay.run({ range })
    if (!answer.ok) return
    const { deliveries, changedOrders, changedTasks } = answer.value
    setDone(
      t('webhooks.replay.done', {
        deliveries: formatCount(deliveries),
        orders: formatCount(changedOrders),
        tasks: formatCount(changedTasks),
      }),
    )
  }
  const problem = preview.error ?? replay.error
  return (
    <DialogFrame opened title={t('webhooks.replay.title')} onClose={onClose}>
      <div className="cb-dialog-text webhook-dialog">
        <p>{t('webhooks.replay.text')}</p>
        <Segmented<Of>
          label={t('webhooks.replay.which')}
          value={of}
          onChange={setOf}
          options={[
            ...(chosen.length > 0 ? [{ value: 'chosen' as const, label: t('webhooks.replay.chosen', { count: chosen.length }) }] : []),
            { value: 'since', label: t('webhooks.replay.since') },
            { value: 'span', label: t('webhooks.replay.span') },
          ]}
        />
        {of === 'chosen' ? null : (
          <div className="webhook-times">
            <TextInput
              type="datetime-local"
              label={t('webhooks.replay.from')}
              value={from}
              onChange={event => setFrom(event.currentTarget.value)}
            />
            {of === 'span' ? (
              <TextInput
                type="datetime-local"
                label={t('webhooks.replay.to')}
                value={to}
                onChange={event => setTo(event.currentTarget.value)}
              />
            ) : null}
          </div>
        )}
        {done !== null ? (
          <p role="status" className="cb-strong">
            {done}
          </p>
        ) : shown ? (
          <div className="webhook-preview" role="status">
            <Facts
              labelWidth={168}
              rows={[
                [
                  t('webhooks.replay.deliveries'),
                  formatCount(shown.deliveries) + (shown.cutShort ? ` ${t('webhooks.replay.cutShort')}` : ''),
                ],
                [t('webhooks.replay.newlyVerified'), formatCount(shown.newlyVerified)],
                [t('webhooks.replay.leftAlone'), formatCount(shown.leftAlone)],
                [
                  t('webhooks.replay.changes'),
                  <b key="changes">
                    {t('webhooks.replay.rows', { orders: formatCount(shown.changedOrders), tasks: formatCount(shown.changedTasks) })}
                  </b>,
                ],
              ]}
            />
            {shown.changes.length > 0 ? <RowChanges changes={shown.changes} /> : null}
            {changes > shown.changes.length ? (
              <p className="cb-second webhook-space">
                {t('webhooks.replay.moreRows', { number: formatCount(changes - shown.changes.length) })}
              </p>
            ) : null}
            {changes === 0 ? (
              <p className="cb-strong webhook-space">{t(shown.deliveries === 0 ? 'webhooks.replay.none' : 'webhooks.replay.noChange')}</p>
            ) : null}
          </div>
        ) : null}
        {problem ? <ErrorPanel compact error={problem} /> : null}
      </div>
      <div className="cb-dialog-foot">
        <div className="cb-spacer" />
        <Button variant="default" onClick={onClose}>
          {t(done === null ? 'webhooks.replay.cancel' : 'webhooks.replay.close')}
        </Button>
        {done !== null ? null : shown ? (
          <Button loading={replay.running} disabled={changes === 0 && shown.newlyVerified === 0} onClick={() => void run()}>
            {t('webhooks.replay.run', { count: shown.applied, number: formatCount(shown.applied) })}
          </Button>
        ) : (
          <Button loading={preview.running} disabled={!range} onClick={() => void look()}>
            {t('webhooks.replay.preview')}
          </Button>
        )}
      </div>
    </DialogFrame>
  )
}
