import { useTranslation } from 'react-i18next'
import type { Batch } from '../../src-contract/model/submission.ts'
import { batchStatusLooks } from '../ui/batch-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { errorWords } from '../ui/error-words.ts'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'

/** Batches of a submission, newest first. */
export function BatchTable({
  batches,
  selected,
  loading,
  onSelect,
}: {
  batches: readonly Batch[]
  selected: number | null
  loading: boolean
  onSelect: (number: number) => void
}) {
  const { t } = useTranslation()
  const newestFirst = [...batches].reverse()
  const what = (batch: Batch): string => {
    if (batch.problem && batch.state === 'accepted') return t('submissions.settledByCheck')
    if (batch.problem) return errorWords(t, batch.problem).title
    return batch.refused > 0 ? t('submissions.refusedIn', { count: batch.refused }) : ''
  }
  const columns: DataColumn<Batch>[] = [
    { id: 'batch', header: t('submissions.column.batch'), width: 56, align: 'right', render: batch => formatCount(batch.number) },
    {
      id: 'state',
      header: t('submissions.column.state'),
      width: 156,
      render: batch => <StatusLine look={batchStatusLooks[batch.state]}>{t(`submissions.batchState.${batch.state}`)}</StatusLine>,
    },
    { id: 'orders', header: t('submissions.column.orders'), width: 68, align: 'right', render: batch => formatCount(batch.orders) },
    {
      id: 'accepted',
      header: t('submissions.column.accepted'),
      width: 88,
      align: 'right',
      render: batch =>
        batch.state === 'unknown'
          ? t('submissions.found', { count: batch.found })
          : batch.answeredAt || batch.state === 'accepted'
            ? formatCount(batch.accepted)
            : '',
    },
    {
      id: 'refused',
      header: t('submissions.column.refused'),
      width: 72,
      align: 'right',
      render: batch => (
        <span className={batch.refused > 0 ? 'batch-refused' : 'cb-quiet'}>{batch.answeredAt ? formatCount(batch.refused) : ''}</span>
      ),
    },
    {
      id: 'answer',
      header: t('submissions.column.answer'),
      width: 80,
      align: 'right',
      render: batch => (batch.answeredAt === null ? '' : `${formatDecimal((batch.answeredAt - batch.sentAt) / 1000, 2)} s`),
    },
    {
      id: 'code',
      header: t('submissions.column.code'),
      width: 60,
      align: 'right',
      render: batch => <span className="cb-quiet">{batch.retCode ?? (batch.state === 'unknown' ? t('submissions.noCode') : '')}</span>,
    },
    {
      id: 'request',
      header: t('submissions.column.request'),
      width: 104,
      render: batch => <span className="cb-mono">{shortId(batch.requestId)}</span>,
    },
    {
      id: 'what',
      header: t('submissions.column.what'),
      width: 200,
      grow: 1,
      render: batch => <span className="cb-ellipsis">{what(batch)}</span>,
    },
  ]
  return (
    <DataTable<Batch>
      label={t('submissions.title')}
      columns={columns}
      rowCount={newestFirst.length}
      rowAt={index => newestFirst[index]}
      rowKey={batch => String(batch.number)}
      selectedKey={selected === null ? null : String(selected)}
      onOpen={batch => onSelect(batch.number)}
      frozenFirst={false}
      loading={loading}
      empty={<p className="cb-quiet submission-empty">{t('submissions.empty')}</p>}
    />
  )
}
