import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeliveryRow } from '../../src-contract/model/webhook.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { formatBytes, formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import { TaskStatus } from '../ui/task-status.tsx'
import { formatMoment, formatSpan, formatTimeSeconds } from '../ui/time-format.ts'
import { StandingLine } from './standing.tsx'

const quiet = (text: string) => <span className="cb-quiet">{text}</span>

/** The columns of the delivery log; `narrow` leaves out the size and gives the rest less air, so that the note is still seen beside a panel. */
export function deliveryColumns(t: TFunction, narrow = false): DataColumn<DeliveryRow>[] {
  const size: DataColumn<DeliveryRow>[] = narrow
    ? []
    : [
        {
          id: 'bytes',
          header: t('webhooks.column.bytes'),
          width: 62,
          align: 'right',
          render: row => quiet(formatBytes(row.bytes)),
        },
      ]
  return [
    { id: 'receivedAt', header: t('webhooks.column.receivedAt'), width: 110, render: row => <ReceivedAt at={row.receivedAt} /> },
    { id: 'kind', header: t('webhooks.column.kind'), width: 60, render: row => t(`webhooks.kind.${row.kind}`) },
    { id: 'phone', header: t('webhooks.column.phone'), width: 116, render: row => (row.phone ? maskPhone(row.phone) : quiet(UNKNOWN)) },
    { id: 'status', header: t('webhooks.column.status'), width: narrow ? 160 : 164, render: row => <DeliveryStatus row={row} /> },
    {
      id: 'standing',
      header: t('webhooks.column.standing'),
      width: narrow ? 140 : 136,
      render: row => <StandingLine standing={row.standing} />,
    },
    { id: 'answer', header: t('webhooks.column.answer'), width: 100, align: 'right', render: row => <OurAnswer row={row} /> },
    ...size,
    {
      id: 'note',
      header: t('webhooks.column.note'),
      width: narrow ? 76 : 140,
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
  if (row.standing === 'stale' && row.clockOffMs !== null) return t('webhooks.note.stale', { span: formatSpan(Math.abs(row.clockOffMs)) })
  if (row.standing === 'test') return t('webhooks.note.test')
  return row.taskName ?? (row.userTaskID ? shortId(row.userTaskID) : '')
}
