import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { DeliveryKind, TestAnswer } from '../../src-contract/model/webhook.ts'
import { useCommand } from '../bridge/use-command.ts'
import { callStatusName, knownCallStatuses } from '../ui/call-status-look.ts'
import { DialogFrame } from '../ui/dialog-frame.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { Segmented } from '../ui/segmented.tsx'
import { taskStatusWords } from '../ui/task-status-look.ts'

const kindsOf = { callbot: ['task', 'order', 'call'], nxlink: ['nxlink'] } as const
const taskStatuses = [1, 2, 3, 4, 5]

/** Sends a signed callback to this computer, to see that everything between the address and the log works. */
export function TestDialog({ account, onSent, onClose }: { account: AccountView; onSent: (id: number) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const kinds: readonly DeliveryKind[] = kindsOf[account.kind]
  const [kind, setKind] = useState<DeliveryKind>(kinds[0] ?? 'call')
  const [status, setStatus] = useState<number | null>(null)
  const [orderID, setOrderID] = useState('')
  const [userTaskID, setUserTaskID] = useState('')
  const [answer, setAnswer] = useState<TestAnswer | null>(null)
  const [removed, setRemoved] = useState<number | null>(null)
  const send = useCommand('webhooks.sendTest')
  const remove = useCommand('webhooks.removeTests')
  const codes: readonly number[] = kind === 'task' ? taskStatuses : knownCallStatuses
  const code = status ?? (kind === 'task' ? 2 : 6)
  const run = async () => {
    setRemoved(null)
    const told = await send.run({
      accountId: account.id,
      kind,
      status: kind === 'nxlink' ? 0 : code,
      orderID: orderID.trim(),
      userTaskID: userTaskID.trim(),
    })
    if (told.ok) setAnswer(told.value)
  }
  const clear = async () => {
    const told = await remove.run({ accountId: account.id })
    if (told.ok) setRemoved(told.value.removed)
    setAnswer(null)
  }
  const problem = send.error ?? remove.error
  return (
    <DialogFrame opened title={t('webhooks.test.title')} onClose={onClose}>
      <div className="cb-dialog-text webhook-dialog">
        <p>{t('webhooks.test.text')}</p>
        {kinds.length > 1 ? (
          <Segmented<DeliveryKind>
            label={t('webhooks.filter.kind')}
            value={kind}
            onChange={next => {
              setKind(next)
              setStatus(null)
            }}
            options={kinds.map(one => ({ value: one, label: t(`webhooks.kind.${one}`) }))}
          />
        ) : null}
        {kind === 'nxlink' ? null : (
          <Select
            label={t('webhooks.filter.status')}
            allowDeselect={false}
            data={codes.map(one => ({ value: String(one), label: kind === 'task' ? taskStatusWords(t, one) : callStatusName(t, one) }))}
            value={String(code)}
            onChange={next => setStatus(next === null ? null : Number(next))}
          />
        )}
        {kind === 'task' ? null : (
          <TextInput
            label={t('webhooks.test.orderID')}
            placeholder={t('webhooks.test.madeUp')}
            maxLength={64}
            value={orderID}
            onChange={event => setOrderID(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('webhooks.test.userTaskID')}
          placeholder={t('webhooks.test.madeUp')}
          maxLength={64}
          value={userTaskID}
          onChange={event => setUserTaskID(event.currentTarget.value)}
        />
        {answer ? (
          <Notice
            inline
            tone={answer.retCode === 0 && answer.httpStatus === 200 ? 'green' : 'red'}
            title={t('webhooks.test.answered', {
              status: answer.httpStatus,
              retCode: answer.retCode ?? '—',
              ms: formatDecimal(answer.roundTripMs),
            })}
            actions={
              answer.deliveryId === null ? undefined : (
                <Button variant="default" onClick={() => answer.deliveryId !== null && onSent(answer.deliveryId)}>
                  {t('webhooks.test.show')}
                </Button>
              )
            }
          >
            {answer.retMsg}
          </Notice>
        ) : null}
        {removed === null ? null : <p role="status">{t('webhooks.test.removed', { count: removed, number: formatCount(removed) })}</p>}
        {problem ? <ErrorPanel compact error={problem} /> : null}
      </div>
      <div className="cb-dialog-foot">
        <Button variant="subtle" loading={remove.running} onClick={() => void clear()}>
          {t('webhooks.test.remove')}
        </Button>
        <div className="cb-spacer" />
        <Button variant="default" onClick={onClose}>
          {t('webhooks.replay.close')}
        </Button>
        <Button loading={send.running} onClick={() => void run()}>
          {t('webhooks.test.send')}
        </Button>
      </div>
    </DialogFrame>
  )
}
