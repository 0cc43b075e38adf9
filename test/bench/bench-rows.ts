import type { ReadyRow } from '../../src-core/contacts/contact-reader.ts'

/** Row of the made-up list both sides of the submit bench send; the same for the same number, from 1. */
export function benchRow(rowNumber: number): ReadyRow {
  const phone = `8613${String(100_000_000 + rowNumber)}`
  const name = `Customer ${rowNumber % 50_000}`
  return { rowNumber, phone, name, customerName: '', other: `ref-${rowNumber}`, cells: [phone, name, String(rowNumber % 1000)] }
}

/** Rows after a row, at most `limit`, of a list of `rows`. */
export const benchRows = (rows: number, after: number, limit: number): ReadyRow[] =>
  Array.from({ length: Math.max(0, Math.min(limit, rows - after)) }, (_, index) => benchRow(after + index + 1))
