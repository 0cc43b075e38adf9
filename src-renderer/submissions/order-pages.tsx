import type { ReactNode } from 'react'
import type { RowPages } from '../bridge/use-row-pages.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { MaskedPhone } from '../ui/masked-phone.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import './submissions.css'

/** Row of the contact list. */
export const rowColumn = <Row extends { readonly rowNumber: number | null }>(header: string): DataColumn<Row> => ({
  id: 'row',
  header,
  width: 80,
  align: 'right',
  render: row => (row.rowNumber === null ? UNKNOWN : formatCount(row.rowNumber)),
})

/** Phone, masked until the operator shows it. */
export const phoneColumn = <Row extends { readonly phone: string }>(header: string): DataColumn<Row> => ({
  id: 'phone',
  header,
  width: 150,
  render: row => <MaskedPhone phone={row.phone} />,
})

/** orderID, short, with the way to copy the whole. */
export const orderColumn = <Row extends { readonly orderID: string }>(header: string): DataColumn<Row> => ({
  id: 'order',
  header,
  width: 140,
  render: row => <CopyText text={row.orderID} short={shortId(row.orderID)} what={header} />,
})

/** A column of words that may be longer than it is wide; the whole is its tip. */
export const wordsColumn = <Row,>(id: string, header: string, width: number, words: (row: Row) => string): DataColumn<Row> => ({
  id,
  header,
  width,
  grow: 1,
  render: row => (
    <span className="cb-ellipsis" title={words(row)}>
      {words(row)}
    </span>
  ),
})

/** Orders of a list that is read by stretches: those of a submission, of a withdrawal, of a difference. */
export function OrderPages<Row extends { readonly orderID: string }>({
  rows,
  label,
  columns,
  empty,
  onOpen,
}: {
  rows: RowPages<Row>
  label: string
  columns: readonly DataColumn<Row>[]
  empty: ReactNode
  onOpen?: (row: Row) => void
}) {
  if (rows.error && rows.total === null)
    return (
      <div className="submission-stuck">
        <ErrorPanel compact error={rows.error} />
      </div>
    )
  return (
    <DataTable<Row>
      label={label}
      columns={columns}
      rowCount={rows.total ?? 0}
      rowAt={rows.rowAt}
      rowKey={row => row.orderID}
      onRange={rows.onRange}
      {...(onOpen ? { onOpen } : {})}
      frozenFirst={false}
      loading={rows.total === null}
      empty={<p className="cb-quiet submission-empty">{empty}</p>}
    />
  )
}
