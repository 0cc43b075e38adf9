import { useTranslation } from 'react-i18next'
import type { RefusedOrder } from '../../src-contract/model/submission.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import type { DataColumn } from '../ui/data-table.tsx'
import { orderColumn, phoneColumn, rowColumn, wordsColumn } from '../ui/list-columns.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PagedTable } from '../ui/paged-table.tsx'

/** Every refused order of a submission with the platform's words. */
export function RefusedTable({ id, onShowBatch }: { id: string; onShowBatch: (number: number) => void }) {
  const { t } = useTranslation()
  const rows = useRowPages('submissions.refused', { id }, { on: ['submissions'], id })
  const columns: DataColumn<RefusedOrder>[] = [
    rowColumn(t('submissions.column.row')),
    phoneColumn(t('submissions.column.phone')),
    wordsColumn('reason', t('submissions.column.reason'), 240, row => row.reason || t('submissions.refused.noReason')),
    {
      id: 'batch',
      header: t('submissions.column.batch'),
      width: 72,
      align: 'right',
      render: row => (row.batchNumber === null ? UNKNOWN : formatCount(row.batchNumber)),
    },
    orderColumn(t('submissions.column.order')),
  ]
  return (
    <PagedTable
      rows={rows}
      rowKey={row => row.orderID}
      label={t('submissions.refused.title')}
      columns={columns}
      empty={t('submissions.refused.none')}
      onOpen={row => row.batchNumber !== null && onShowBatch(row.batchNumber)}
    />
  )
}
