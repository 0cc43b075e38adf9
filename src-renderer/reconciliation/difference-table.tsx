import { useTranslation } from 'react-i18next'
import type { Difference, DifferenceKind } from '../../src-contract/model/reconciliation.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import { reconciliationEn } from '../i18n/en/reconciliation.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { MaskedPhone } from '../ui/masked-phone.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'

type OurState = keyof typeof reconciliationEn.ours
const isOurState = (state: string): state is OurState => Object.hasOwn(reconciliationEn.ours, state)

/** The orders of one kind of difference: ours beside the platform's. */
export function DifferenceTable({ submissionId, kind }: { submissionId: string; kind: DifferenceKind }) {
  const { t } = useTranslation()
  const rows = useRowPages('reconciliations.rows', { submissionId, kind }, { on: ['reconciliations'], id: submissionId })
  const ours = (state: string | null) =>
    state === null ? t('reconciliation.ours.stranger') : isOurState(state) ? t(`reconciliation.ours.${state}`) : state
  const columns: DataColumn<Difference>[] = [
    {
      id: 'row',
      header: t('reconciliation.column.row'),
      width: 80,
      align: 'right',
      render: row => (row.rowNumber === null ? UNKNOWN : formatCount(row.rowNumber)),
    },
    { id: 'phone', header: t('reconciliation.column.phone'), width: 150, render: row => <MaskedPhone phone={row.phone} /> },
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
    {
      id: 'order',
      header: t('reconciliation.column.order'),
      width: 140,
      render: row => <CopyText text={row.orderID} short={shortId(row.orderID)} what={t('reconciliation.column.order')} />,
    },
  ]
  if (rows.error && rows.total === null) return <ErrorPanel error={rows.error} />
  return (
    <DataTable<Difference>
      label={t(`reconciliation.kind.${kind}`)}
      columns={columns}
      rowCount={rows.total ?? 0}
      rowAt={rows.rowAt}
      rowKey={row => row.orderID}
      onRange={rows.onRange}
      frozenFirst={false}
      loading={rows.total === null}
      empty={<p className="cb-quiet submission-empty">{t('reconciliation.none')}</p>}
    />
  )
}
