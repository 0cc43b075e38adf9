import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import { batchStatusLooks, shownState } from '../ui/batch-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { wordsColumn } from '../ui/list-columns.tsx'
import { formatCount, formatFixed } from '../ui/number-format.ts'
import { PagedTable } from '../ui/paged-table.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { useNow } from '../ui/use-now.ts'
import { whatHappened } from './batch-words.tsx'

const tints: Partial<Record<Batch['state'], 'amber' | 'violet' | 'red'>> = { backoff: 'amber', unknown: 'violet' }

/** Batches of a submission, newest first; only those in view are asked for. */
export function BatchTable({
  submission,
  selected,
  onSelect,
}: {
  submission: Pick<Submission, 'id' | 'state' | 'isResting'>
  selected: number | null
  onSelect: (number: number) => void
}) {
  const { t } = useTranslation()
  const now = useNow(1000)
  const { id } = submission
  const rows = useRowPages('submissions.batches', { id }, { on: ['submissions'], id })
  // Of a batch that was refused as a whole no order stays refused: they wait again.
  const isCounted = (batch: Batch) => batch.state === 'accepted' || batch.refused > 0
  const columns: DataColumn<Batch>[] = [
    { id: 'batch', header: t('submissions.column.batch'), width: 56, align: 'right', render: batch => formatCount(batch.number) },
    {
      id: 'state',
      header: t('submissions.column.state'),
      width: 148,
      render: batch => (
        <StatusLine look={batchStatusLooks[shownState(batch)]}>{t(`submissions.batchState.${shownState(batch)}`)}</StatusLine>
      ),
    },
    { id: 'orders', header: t('submissions.column.orders'), width: 60, align: 'right', render: batch => formatCount(batch.orders) },
    {
      id: 'accepted',
      header: t('submissions.column.accepted'),
      width: 80,
      align: 'right',
      render: batch =>
        batch.state === 'unknown' ? t('submissions.found', { count: batch.found }) : isCounted(batch) ? formatCount(batch.accepted) : '',
    },
    {
      id: 'refused',
      header: t('submissions.column.refused'),
      width: 62,
      align: 'right',
      render: batch => (
        <span className={batch.refused > 0 ? 'batch-refused' : 'cb-quiet'}>{isCounted(batch) ? formatCount(batch.refused) : ''}</span>
      ),
    },
    {
      id: 'answer',
      header: t('submissions.column.answer'),
      width: 72,
      align: 'right',
      render: batch => (batch.answeredAt === null ? '' : `${formatFixed((batch.answeredAt - batch.sentAt) / 1000, 2)} s`),
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
      width: 92,
      render: batch => <span className="cb-mono cb-quiet">{batch.state === 'queued' ? '' : shortId(batch.requestId)}</span>,
    },
    wordsColumn('what', t('submissions.column.what'), 200, batch => whatHappened(t, submission, batch, now)),
  ]
  return (
    <PagedTable
      rows={rows}
      label={t('submissions.title')}
      columns={columns}
      rowKey={batch => String(batch.number)}
      rowTint={batch => tints[batch.state]}
      selectedKey={selected === null ? null : String(selected)}
      onOpen={batch => onSelect(batch.number)}
      empty={t('submissions.empty')}
    />
  )
}
