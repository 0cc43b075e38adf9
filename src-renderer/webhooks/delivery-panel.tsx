import { Button } from '@mantine/core'
import { IconExternalLink, IconRotateClockwise } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatDate, formatTimeSeconds } from '../ui/time-format.ts'
import { AnswerTab } from './answer-tab.tsx'
import { BodyTab } from './body-tab.tsx'
import { CopyForSupport } from './copy-for-support.tsx'
import { EffectTab } from './effect-tab.tsx'
import { SignatureTab } from './signature-tab.tsx'
import { standingLooks } from './standing.tsx'

type Tab = 'signature' | 'body' | 'headers' | 'answer' | 'effect'

/** One delivery: the proof of its signature, its body and headers as they came, our answer, and what it did to the cache. */
export function DeliveryPanel({
  id,
  accountId,
  onOpen,
  onReplay,
  onClose,
}: {
  id: number
  accountId: string
  onOpen: (id: number) => void
  onReplay: (id: number) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [tab, setTab] = useState<Tab>('signature')
  const [revealedId, setRevealedId] = useState<number | null>(null)
  const { data, error, outdated } = useQuery('webhooks.delivery', { id }, { on: ['webhooks'], accountId })
  const detail = outdated ? null : data
  if (!detail)
    return error ? (
      <SidePanel name="webhooks" width={472} label={t('webhooks.panel.label')} title={t('webhooks.panel.label')} onClose={onClose}>
        <PanelSection>
          <ErrorPanel compact error={error} />
        </PanelSection>
      </SidePanel>
    ) : null
  const { row } = detail
  const look = standingLooks[row.standing]
  const phonesShown = revealedId === id
  return (
    <SidePanel
      name="webhooks"
      width={472}
      label={t('webhooks.panel.label')}
      onClose={onClose}
      title={
        <span className="cb-status">
          <StatusGlyph glyph={look.glyph} hue={look.hue} size={14} />{' '}
          <span className="cb-ellipsis">{t(`webhooks.standing.${row.standing}`)}</span>
        </span>
      }
      subtitle={[
        t('webhooks.panel.webhook', { kind: t(`webhooks.kind.${row.kind}`) }),
        row.phone ? maskPhone(row.phone) : null,
        `${formatDate(row.receivedAt)} ${formatTimeSeconds(row.receivedAt)}.${String(row.receivedAt % 1000).padStart(3, '0')}`,
        row.retCode === null || row.retCode === 0 ? null : t('webhooks.panel.refusedWith', { code: row.retCode }),
      ]
        .filter(Boolean)
        .join(', ')}
      actions={
        <>
          {row.orderID ? (
            <Button
              variant="default"
              leftSection={<IconExternalLink size={14} />}
              onClick={() => row.orderID && go({ name: 'orders', filter: { accountId, orderIDs: [row.orderID] } })}
            >
              {t('webhooks.panel.order')}
            </Button>
          ) : row.userTaskID ? (
            <Button
              variant="default"
              leftSection={<IconExternalLink size={14} />}
              onClick={() => row.userTaskID && go({ name: 'tasks', userTaskID: row.userTaskID })}
            >
              {t('webhooks.panel.task')}
            </Button>
          ) : null}
          <CopyForSupport key={id} detail={detail} phonesShown={phonesShown} />
          <IconButton bordered label={t('webhooks.panel.replay')} onClick={() => onReplay(id)}>
            <IconRotateClockwise size={16} />
          </IconButton>
        </>
      }
    >
      <div className="webhook-tabs">
        <Segmented<Tab>
          small
          label={t('webhooks.panel.label')}
          value={tab}
          onChange={setTab}
          options={[
            { value: 'signature', label: t('webhooks.tab.signature') },
            { value: 'body', label: t('webhooks.tab.body') },
            { value: 'headers', label: t('webhooks.tab.headers'), count: String(detail.headers.length) },
            { value: 'answer', label: t('webhooks.tab.answer') },
            { value: 'effect', label: t('webhooks.tab.effect') },
          ]}
        />
      </div>
      {tab === 'signature' ? <SignatureTab detail={detail} onOpen={onOpen} /> : null}
      {tab === 'body' ? <BodyTab detail={detail} shown={phonesShown} onShow={show => setRevealedId(show ? id : null)} /> : null}
      {tab === 'headers' ? (
        <PanelSection>
          <Facts
            labelWidth={132}
            rows={detail.headers.map(({ name, value }) => [
              <code key={name} className="cb-mono">
                {name}
              </code>,
              <code key="v" className="cb-mono">
                {value}
              </code>,
            ])}
          />
        </PanelSection>
      ) : null}
      {tab === 'answer' ? <AnswerTab detail={detail} /> : null}
      {tab === 'effect' ? <EffectTab detail={detail} /> : null}
    </SidePanel>
  )
}
