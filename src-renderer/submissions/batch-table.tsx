import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { batchStatusLooks } from '../ui/batch-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { formatCount, formatFixed } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import { useNow } from '../ui/use-now.ts'
import { shownStates } from './batch-facts.ts'
import { whatHappened } from './batch-words.tsx'

const tints: Partial<Record<Batch['state'], 'amber' | 'violet' | 'red'>> = { backoff: 'amber', unknown: 'violet' }

/** Batches of a submission, newest first. */
export function BatchTable({
  submission,
  batches,
  selected,
  loading,
  onSelect,
}: {
  submission: Pick<Submission, 'state' | 'problem'>
  batches: readonly Batch[]
  selected: number | null
  loading: boolean
  onSelect: (number: number) => void
}) {
  const { t } = useTranslation()
  const now = useNow(1000)
  const newestFirst = [...batches].reverse()
  const shown = shownStates(batches)
  const isAnswered = (batch: Batch) => shown(batch) === 'accepted' || shown(batch) === 'refused'
  const columns: DataColumn<Batch>[] = [
    { id: 'batch', header: t('submissions.column.batch'), width: 56, align: 'right', render: batch => formatCount(batch.number) },
    {
      id: 'state',
      header: t('submissions.column.state'),
      width: 148,
      render: batch => <StatusLine look={batchStatusLooks[shown(batch)]}>{t(`submissions.batchState.${shown(batch)}`)}</StatusLine>,
    },
    { id: 'orders', header: t('submissions.column.orders'), width: 60, align: 'right', render: batch => formatCount(batch.orders) },
    {
      id: 'accepted',
      header: t('submissions.column.accepted'),
      width: 80,
      align: 'right',
      render: batch =>
        batch.state === 'unknown' ? t('submissions.found', { count: batch.found }) : isAnswered(batch) ? formatCount(batch.accepted) : '',
    },
    {
      id: 'refused',
      header: t('submissions.column.refused'),
      width: 62,
      align: 'right',
      render: batch => (
        <span className={batch.refused > 0 ? 'batch-refused' : 'cb-quiet'}>{isAnswered(batch) ? formatCount(batch.refused) : ''}</span>
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
    {
      id: 'what',
      header: t('submissions.column.what'),
      width: 200,
      grow: 1,
      render: batch => {
        const words = shown(batch) === 'halved' ? t('submissions.halved') : whatHappened(t, submission, batch, now)
        return (
          <span className="cb-ellipsis" title={words}>
            {words}
          </span>
        )
      },
    },
  ]
  return (
    <DataTable<Batch>
      label={t('submissions.title')}
      columns={columns}
      rowCount={newestFirst.length}
      rowAt={index => newestFirst[index]}
      rowKey={batch => String(batch.number)}
      rowTint={batch => tints[batch.state]}
      selectedKey={selected === null ? null : String(selected)}
      onOpen={batch => onSelect(batch.number)}
      frozenFirst={false}
      loading={loading}
      empty={<p className="cb-quiet submission-empty">{t('submissions.empty')}</p>}
    />
  )
}
