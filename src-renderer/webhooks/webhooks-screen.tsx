import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery, ListenerStatus } from '../../src-contract/model/system.ts'
import { useQuery } from '../bridge/use-query.ts'
import { listenerLooks } from '../shell/listener-state.tsx'
import { agoWords } from '../ui/age.tsx'
import { Verdict } from '../ui/batch-status.tsx'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatBytes, formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment, hereZone } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { DeliveryPanel } from './delivery-panel.tsx'
import { useDeliveries } from './use-deliveries.ts'
import './webhooks.css'

/** What the platform sent to this computer: the listener's state, every delivery, and one with its proof. */
export function WebhooksScreen() {
  const { t } = useTranslation()
  const status = useQuery('webhooks.status', {}, { on: ['webhooks', 'system'] })
  const deliveries = useDeliveries()
  const [openId, setOpenId] = useState<number | null>(null)
  const { rows, total, reload } = deliveries
  const received = status.data?.received ?? 0
  const [seen, setSeen] = useState<number | null>(null)
  useEffect(() => {
    if (rows !== null) setSeen(before => before ?? received)
  }, [rows, received])
  const fresh = seen === null ? 0 : Math.max(0, received - seen)
  // The first ones ever appear by themselves: there is nothing they could push away.
  useEffect(() => {
    if (rows?.length === 0 && fresh > 0) {
      setSeen(received)
      reload()
    }
  }, [rows, fresh, received, reload])

  const opened = rows?.find(row => row.id === openId) ?? null
  const columns: DataColumn<Delivery>[] = [
    { id: 'receivedAt', header: t('webhooks.column.receivedAt'), width: 120, render: row => formatMoment(row.receivedAt) },
    { id: 'kind', header: t('webhooks.column.kind'), width: 104, render: row => t(`webhooks.kind.${row.kind}`) },
    { id: 'verdict', header: t('webhooks.column.verdict'), width: 150, render: row => <Verdict verdict={row.verdict} /> },
    { id: 'task', header: t('webhooks.column.task'), width: 120, grow: 1, render: row => <Id id={row.userTaskID} /> },
    { id: 'order', header: t('webhooks.column.order'), width: 120, grow: 1, render: row => <Id id={row.orderID} /> },
    { id: 'request', header: t('webhooks.column.request'), width: 120, grow: 1, render: row => <Id id={row.requestId} /> },
    {
      id: 'bytes',
      header: t('webhooks.column.bytes'),
      width: 80,
      align: 'right',
      render: row => <span className="cb-quiet">{formatBytes(row.bytes)}</span>,
    },
  ]
  return (
    <div className="cb-columns">
      <div className="cb-column">
        <PageHead title={t('webhooks.title')} />
        {status.data ? <ListenerLine status={status.data} /> : null}
        {status.data?.problem ? (
          <div className="cb-section">
            <ErrorPanel compact error={status.data.problem} />
          </div>
        ) : null}
        {deliveries.error ? (
          <div className="cb-section">
            <ErrorPanel compact error={deliveries.error} actions={<Button onClick={reload}>{t('shell.start.tryAgain')}</Button>} />
          </div>
        ) : null}
        {fresh > 0 && rows !== null && rows.length > 0 ? (
          <button
            type="button"
            className="cb-new-rows"
            onClick={() => {
              setSeen(received)
              reload()
            }}
          >
            {t('webhooks.newRows', { count: fresh, number: formatCount(fresh) })}
          </button>
        ) : null}
        <DataTable
          label={t('webhooks.title')}
          columns={columns}
          rowCount={rows?.length ?? 0}
          rowAt={at => rows?.[at]}
          rowKey={row => String(row.id)}
          loading={rows === null && deliveries.error === null}
          selectedKey={openId === null ? null : String(openId)}
          onOpen={row => setOpenId(row.id)}
          onRange={(_, end) => rows !== null && end >= rows.length - 20 && rows.length < total && deliveries.more()}
          empty={
            <EmptyState
              sketch
              title={t('webhooks.empty.title')}
              actions={status.data?.url ? <CopyText text={status.data.url} what={t('webhooks.listener.address')} /> : undefined}
            >
              {t('webhooks.empty.text')}
            </EmptyState>
          }
        />
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('webhooks.hint.move') },
            { keys: ['Enter'], label: t('webhooks.hint.open') },
          ]}
        >
          <span>{t('webhooks.footer.shown', { count: total, number: formatCount(total) })}</span>
          <span>{t('webhooks.footer.stored')}</span>
          <span>{t('ui.timesHere', { zone: hereZone() })}</span>
        </FooterBar>
      </div>
      {opened ? <DeliveryPanel delivery={opened} onClose={() => setOpenId(null)} /> : null}
    </div>
  )
}

const Id = ({ id }: { id: string | null }) =>
  id ? (
    <span className="cb-mono" title={id}>
      {shortId(id)}
    </span>
  ) : (
    <span className="cb-quiet">{UNKNOWN}</span>
  )

function ListenerLine({ status }: { status: ListenerStatus }) {
  const { t } = useTranslation()
  const now = useNow()
  if (status.state === 'off')
    return (
      <Notice inline title={`${t('webhooks.listener.off')}.`}>
        {t('webhooks.listener.offText')}
      </Notice>
    )
  const look = listenerLooks[status.state]
  return (
    <div className="cb-filter-row cb-listener">
      <span className="cb-status">
        <StatusGlyph glyph={look.glyph} hue={look.hue} /> {t('webhooks.listener.label')}{' '}
        <strong>{t(`status.listener.${status.state}`)}</strong>
      </span>
      {status.url ? <CopyText text={status.url} what={t('webhooks.listener.address')} /> : null}
      <span className="cb-quiet cb-ellipsis">{t('webhooks.address')}</span>
      <span className="cb-spacer" />
      {status.lastAt === null ? null : <span>{t('webhooks.listener.last', { ago: agoWords(t, now - status.lastAt) })}</span>}
    </div>
  )
}
