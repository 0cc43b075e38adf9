import { CopyText, shortId } from './copy-text.tsx'
import type { DataColumn } from './data-table.tsx'
import { MaskedPhone } from './masked-phone.tsx'
import { formatCount, UNKNOWN } from './number-format.ts'

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
