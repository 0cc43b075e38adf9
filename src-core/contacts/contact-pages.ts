import type { ContactGroup, ContactRow, RefusalReason } from '../../src-contract/model/contact.ts'
import type { Db } from '../db/open.ts'
import { rowIdOf, rowNumberOf } from './contact-row-id.ts'
import type { ListRecord, ReasonCounts } from './list-record.ts'

interface SliceCounts {
  first_row: number
  row_count: number
  ready_count: number
  by_reason: string
}
interface StoredRow {
  id: number
  phone: string | null
  country: string | null
  cells: string
  reason: RefusalReason | null
  reason_column: number | null
  reason_detail: string | null
}

export interface ContactPages {
  /** How many rows of a list are in a group. */
  total(list: ListRecord, group: ContactGroup): number
  /** Row ids of a group by position. */
  idsAt(list: ListRecord, group: ContactGroup, start: number, count: number): number[]
  /** Row ids of a group between two row numbers (both included), in file order. */
  idsBetween(list: ListRecord, group: ContactGroup, first: number, last: number): number[]
  rows(ids: readonly number[]): ContactRow[]
}

/**
 * Finds rows by their position within a group without OFFSET: the counts of the slices say in which slice a position
 * lies, and one slice is a few thousand rows.
 */
export function createContactPages(db: Db): ContactPages {
  const slices = db.prepare('SELECT first_row, row_count, ready_count, by_reason FROM contact_slice WHERE list_no = ? ORDER BY first_row')
  const readyIds = db.prepare('SELECT id FROM contact_row WHERE id BETWEEN ? AND ? AND reason IS NULL ORDER BY id').pluck()
  const problemIds = db.prepare('SELECT id FROM contact_row WHERE id BETWEEN ? AND ? AND reason IS NOT NULL ORDER BY id').pluck()
  const reasonIds = db.prepare('SELECT id FROM contact_row WHERE id BETWEEN ? AND ? AND reason = ? ORDER BY id').pluck()
  const one = db.prepare('SELECT id, phone, country, cells, reason, reason_column, reason_detail FROM contact_row WHERE id = ?')

  const idsBetween: ContactPages['idsBetween'] = (list, group, first, last) => {
    const from = rowIdOf(list.list_no, first)
    const to = rowIdOf(list.list_no, last)
    if (group === 'all') return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
    if (group === 'ready') return readyIds.all(from, to) as number[]
    if (group === 'problems') return problemIds.all(from, to) as number[]
    return reasonIds.all(from, to, group) as number[]
  }
  return {
    total(list, group) {
      if (group === 'all') return list.row_count
      if (group === 'ready') return list.ready_count
      if (group === 'problems') return list.row_count - list.ready_count
      return (JSON.parse(list.by_reason) as ReasonCounts)[group] ?? 0
    },
    idsAt(list, group, start, count) {
      if (group === 'all') return idsBetween(list, group, start + 1, Math.min(start + count, list.row_count))
      const ids: number[] = []
      let before = 0
      for (const slice of slices.all(list.list_no) as SliceCounts[]) {
        const here = countOf(slice, group)
        if (here > 0 && before + here > start) {
          const inSlice = idsBetween(list, group, slice.first_row, slice.first_row + slice.row_count - 1)
          ids.push(...inSlice.slice(Math.max(0, start - before), start + count - before))
        }
        before += here
        if (before >= start + count) break
      }
      return ids
    },
    idsBetween,
    rows: ids =>
      ids.flatMap(id => {
        const row = one.get(id) as StoredRow | undefined
        return row ? [toContactRow(row)] : []
      }),
  }
}

function countOf(slice: SliceCounts, group: ContactGroup): number {
  if (group === 'all') return slice.row_count
  if (group === 'ready') return slice.ready_count
  if (group === 'problems') return slice.row_count - slice.ready_count
  return slice.by_reason === '{}' ? 0 : ((JSON.parse(slice.by_reason) as ReasonCounts)[group] ?? 0)
}

const toContactRow = (row: StoredRow): ContactRow => ({
  rowNumber: rowNumberOf(row.id),
  phone: row.phone,
  country: row.country,
  cells: JSON.parse(row.cells) as string[],
  reason: row.reason,
  reasonColumn: row.reason_column,
  reasonDetail: row.reason_detail ?? '',
})
