import { useTranslation } from 'react-i18next'
import type { RefusedOrder } from '../../src-contract/model/submission.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { MaskedPhone } from '../ui/masked-phone.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'

/** Every refused order of a submission with the platform's words. */
export function RefusedTable({ id, onShowBatch }: { id: string; onShowBatch: (number: number) => void }) {
  const { t } = useTranslation()
  const rows = useRowPages('submissions.refused', { id }, { on: ['submissions'], id })
  const columns: DataColumn<RefusedOrder>[] = [
    {
      id: 'row',
      header: t('submissions.column.row'),
      width: 80,
      align: 'right',
      render: row => (row.rowNumber === null ? UNKNOWN : formatCount(row.rowNumber)),
    },
    { id: 'phone', header: t('submissions.column.phone'), width: 150, render: row => <MaskedPhone phone={row.phone} /> },
    {
      id: 'reason',
      header: t('submissions.column.reason'),
      width: 240,
      grow: 1,
      render: row => (
        <span className="cb-ellipsis" title={row.reason}>
          {row.reason || t('submissions.refused.noReason')}
        </span>
      ),
    },
    {
      id: 'batch',
      header: t('submissions.column.batch'),
      width: 72,
      align: 'right',
      render: row => (row.batchNumber === null ? UNKNOWN : formatCount(row.batchNumber)),
    },
    {
      id: 'order',
      header: t('submissions.column.order'),
      width: 132,
      render: row => <CopyText text={row.orderID} short={shortId(row.orderID)} what={t('submissions.column.order')} />,
    },
  ]
  if (rows.error && rows.total === null) return <ErrorPanel error={rows.error} />
  return (
    <DataTable<RefusedOrder>
      label={t('submissions.refused.title')}
      columns={columns}
      rowCount={rows.total ?? 0}
      rowAt={rows.rowAt}
      rowKey={row => row.orderID}
      onRange={rows.onRange}
      onOpen={row => row.batchNumber !== null && onShowBatch(row.batchNumber)}
      frozenFirst={false}
      loading={rows.total === null}
      empty={<p className="cb-quiet submission-empty">{t('submissions.refused.none')}</p>}
    />
  )
}
