import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeliveryRow } from '../../src-contract/model/webhook.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { formatBytes, formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import { TaskStatus } from '../ui/task-status.tsx'
import { formatMoment, formatTimeSeconds } from '../ui/time-format.ts'
import { StandingLine } from './standing.tsx'

const quiet = (text: string) => <span className="cb-quiet">{text}</span>

/** The columns of the delivery log. */
export function deliveryColumns(t: TFunction): DataColumn<DeliveryRow>[] {
  return [
    { id: 'receivedAt', header: t('webhooks.column.receivedAt'), width: 110, render: row => <ReceivedAt at={row.receivedAt} /> },
    { id: 'kind', header: t('webhooks.column.kind'), width: 52, render: row => t(`webhooks.kind.${row.kind}`) },
    { id: 'phone', header: t('webhooks.column.phone'), width: 116, render: row => (row.phone ? maskPhone(row.phone) : quiet(UNKNOWN)) },
    { id: 'status', header: t('webhooks.column.status'), width: 164, render: row => <DeliveryStatus row={row} /> },
    { id: 'standing', header: t('webhooks.column.standing'), width: 132, render: row => <StandingLine standing={row.standing} /> },
    { id: 'answer', header: t('webhooks.column.answer'), width: 92, align: 'right', render: row => <OurAnswer row={row} /> },
    { id: 'bytes', header: t('webhooks.column.bytes'), width: 62, align: 'right', render: row => quiet(formatBytes(row.bytes)) },
    {
      id: 'note',
      header: t('webhooks.column.note'),
      width: 140,
      grow: 1,
      render: row => <span className="cb-quiet cb-ellipsis">{noteOf(t, row)}</span>,
    },
  ]
}

/** callStatus of an order or call, taskStatus of a task; NXLink's record tells words only. */
export function DeliveryStatus({ row }: { row: Pick<DeliveryRow, 'kind' | 'status'> }) {
  if (row.status === null) return quiet(UNKNOWN)
  return row.kind === 'task' ? <TaskStatus code={row.status} /> : <CallStatus code={row.status} />
}

function ReceivedAt({ at }: { at: number }) {
  const isToday = formatMoment(at) === formatTimeSeconds(at)
  return (
    <time dateTime={new Date(at).toISOString()}>
      {formatMoment(at)}
      {isToday ? <span className="cb-quiet">.{String(at % 1000).padStart(3, '0')}</span> : null}
    </time>
  )
}

/** "0 in 11 ms", or "refused, 6": the retCode we answered and how long that took. */
function OurAnswer({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation()
  if (row.retCode === null) return quiet(UNKNOWN)
  if (row.retCode !== 0) return <span className="webhook-refused">{t('webhooks.answer.refused', { code: row.retCode })}</span>
  if (row.answerMs === null) return quiet('0')
  return quiet(t('webhooks.answer.in', { ms: formatDecimal(row.answerMs, row.answerMs < 10 ? 1 : 0) }))
}

/** What is worth knowing of a delivery in one line. */
export function noteOf(t: TFunction, row: DeliveryRow): string {
  if (row.sameAs) return t('webhooks.note.sameAs', { time: formatMoment(row.sameAs.receivedAt) })
  if (row.standing === 'older') return t('webhooks.note.older')
  if (row.standing === 'stale' && row.clockOffMs !== null)
    return t('webhooks.note.stale', { seconds: Math.round(Math.abs(row.clockOffMs) / 1000) })
  if (row.standing === 'test') return t('webhooks.note.test')
  return row.taskName ?? (row.userTaskID ? shortId(row.userTaskID) : '')
}
