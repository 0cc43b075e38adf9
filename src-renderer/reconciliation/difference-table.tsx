import { useTranslation } from 'react-i18next'
import type { Difference, DifferenceKind } from '../../src-contract/model/reconciliation.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import { reconciliationEn } from '../i18n/en/reconciliation.ts'
import { CallStatus } from '../ui/call-status.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { orderColumn, phoneColumn, rowColumn } from '../ui/list-columns.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PagedTable } from '../ui/paged-table.tsx'

type OurState = keyof typeof reconciliationEn.ours
const isOurState = (state: string): state is OurState => Object.hasOwn(reconciliationEn.ours, state)

/** The orders of one kind of difference: ours beside the platform's. */
export function DifferenceTable({ submissionId, kind }: { submissionId: string; kind: DifferenceKind }) {
  const { t } = useTranslation()
  const rows = useRowPages('reconciliations.rows', { submissionId, kind }, { on: ['reconciliations'], id: submissionId })
  const ours = (state: string | null) =>
    state === null ? t('reconciliation.ours.stranger') : isOurState(state) ? t(`reconciliation.ours.${state}`) : state
  const columns: DataColumn<Difference>[] = [
    rowColumn(t('reconciliation.column.row')),
    phoneColumn(t('reconciliation.column.phone')),
    { id: 'ours', header: t('reconciliation.column.ours'), width: 120, render: row => ours(row.ours) },
    {
      id: 'theirs',
      header: t('reconciliation.column.theirs'),
      width: 160,
      grow: 1,
      render: row =>
        row.callStatus === null ? <span className="cb-quiet">{t('reconciliation.notListed')}</span> : <CallStatus code={row.callStatus} />,
    },
    { id: 'times', header: t('reconciliation.column.times'), width: 64, align: 'right', render: row => formatCount(row.times) },
    orderColumn(t('reconciliation.column.order')),
  ]
  return (
    <PagedTable
      rows={rows}
      rowKey={row => row.orderID}
      label={t(`reconciliation.kind.${kind}`)}
      columns={columns}
      empty={t('reconciliation.none')}
    />
  )
}
