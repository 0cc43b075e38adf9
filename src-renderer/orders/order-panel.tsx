import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { MaskedPhone } from '../ui/masked-phone.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { RawText } from '../ui/raw-text.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { CallList } from './call-list.tsx'
import { OrderFacts } from './order-facts.tsx'

type Tab = 'story' | 'raw'

/** One order: its calls, intents, SMS, agent, variables, ids, and the JSON as it came. */
export function OrderPanel({ accountId, orderID, onClose }: { accountId: string; orderID: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [tab, setTab] = useState<Tab>('story')
  const [revealedID, setRevealedID] = useState<string | null>(null)
  const detail = useQuery('orders.get', { accountId, orderID }, { on: ['orders'], accountId })
  const pull = useCommand('orders.pullCalls')
  const order = detail.data
  const missing = detail.error?.code === 'not_found' && detail.error.params.id === orderID ? detail.error.params.gone : undefined
  if (typeof missing === 'number')
    return (
      <SidePanel name="orders" width={344} label={t('orders.title')} title={shortId(orderID)} onClose={onClose}>
        <PanelSection title={t('orders.panel.goneTitle')}>
          <p className="cb-quiet">{t('orders.panel.gone', { time: formatMoment(missing) })}</p>
        </PanelSection>
      </SidePanel>
    )
  if (!order)
    return detail.error ? (
      <SidePanel name="orders" width={344} label={t('orders.title')} title={shortId(orderID)} onClose={onClose}>
        <PanelSection>
          <ErrorPanel error={detail.error} compact />
        </PanelSection>
      </SidePanel>
    ) : null
  const { row } = order
  const known = formatCount(order.calls.length)
  return (
    <SidePanel
      name="orders"
      width={344}
      label={t('orders.title')}
      onClose={onClose}
      title={<MaskedPhone key={row.orderID} phone={row.phone} revealable />}
      subtitle={
        <span className="order-subtitle">
          <CallStatus code={row.callStatus} statusText={row.statusText} />
          <span className="cb-quiet cb-ellipsis">{row.name}</span>
        </span>
      }
    >
      <div className="order-tabs">
        <Segmented<Tab>
          small
          label={t('orders.title')}
          value={tab}
          onChange={setTab}
          options={[
            { value: 'story', label: t('orders.panel.story') },
            { value: 'raw', label: t('orders.panel.raw') },
          ]}
        />
      </div>
      {tab === 'raw' ? (
        <PanelSection>
          <RawText
            text={order.rawJson}
            phone={row.phone}
            shown={revealedID === orderID}
            onShow={show => setRevealedID(show ? orderID : null)}
            what={t('orders.panel.raw')}
          />
        </PanelSection>
      ) : (
        <>
          <PanelSection
            title={t('orders.panel.calls')}
            extra={
              <span className="cb-quiet">
                {order.callsPulledAt === null
                  ? t('orders.panel.known', { known })
                  : t('orders.panel.knownOf', { known, time: formatMoment(order.callsPulledAt) })}
              </span>
            }
          >
            <CallList calls={order.calls} />
            <p className="order-task">
              <button type="button" className="cb-link cb-ellipsis" onClick={() => go({ name: 'tasks', userTaskID: row.userTaskID })}>
                {row.taskName || t('orders.panel.task')}
              </button>
            </p>
            <div className="cb-actions">
              <Button
                variant="default"
                size="compact-sm"
                loading={pull.running}
                onClick={() => void pull.run({ accountId, orderID }).then(answer => answer.ok && detail.refresh())}
              >
                {t('orders.panel.pullCalls')}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => go({ name: 'webhooks', text: orderID })}>
                {t('webhooks.ofOrder')}
              </Button>
            </div>
            {pull.error ? <ErrorPanel error={pull.error} compact /> : null}
          </PanelSection>
          <OrderFacts order={order} />
        </>
      )}
    </SidePanel>
  )
}
