import type { ContactMapping, RefusalReason } from '../../src-contract/model/contact.ts'
import type { Db } from '../db/open.ts'
import type { RowVerdict } from './check-row.ts'
import { rowIdOf, rowNumberOf } from './contact-row-id.ts'
import { isBlankCell } from './detect-layout.ts'
import type { ListRecord, ReasonCounts } from './list-record.ts'

/** Rows that are committed together, and where the file goes on after them. */
export interface Slice {
  readonly rows: readonly string[][]
  readonly brokenQuotes: ReadonlySet<number>
  readonly nextByte: number
  readonly nextLine: number
}

export interface SliceWriter {
  /** Rows of the list so far. */
  readonly rowCount: number
  /** Checks and stores one slice in one durable transaction; a slice that fails leaves no trace. */
  write(slice: Slice, rowsPerSecond: number): void
}

interface Totals {
  rows: number
  ready: number
  byReason: ReasonCounts
  blanks: number[]
}

/**
 * Writes the rows of one list. The unique index over the ready phones finds the duplicates: it stays right
 * after a kill and for any size of file, which a table in memory would not.
 */
export function createSliceWriter(db: Db, list: ListRecord, check: (cells: string[], brokenQuotes: boolean) => RowVerdict): SliceWriter {
  const phoneColumn = (JSON.parse(list.mapping) as ContactMapping).phone
  let totals: Totals = {
    rows: list.row_count,
    ready: list.ready_count,
    byReason: JSON.parse(list.by_reason) as ReasonCounts,
    blanks: JSON.parse(list.blank_cells) as number[],
  }
  const insertReady = db.prepare(`
    INSERT INTO contact_row (id, list_no, phone, country, cells) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (list_no, phone) WHERE reason IS NULL DO NOTHING`)
  const insertRefused = db.prepare(
    'INSERT INTO contact_row (id, list_no, reason, reason_column, reason_detail, cells) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const firstWith = db.prepare('SELECT id FROM contact_row WHERE list_no = ? AND phone = ? AND reason IS NULL').pluck()
  const insertSlice = db.prepare('INSERT INTO contact_slice (list_no, first_row, row_count, ready_count, by_reason) VALUES (?, ?, ?, ?, ?)')
  const saveProgress = db.prepare(`
    UPDATE contact_list SET row_count = ?, ready_count = ?, by_reason = ?, blank_cells = ?, next_byte = ?, next_line = ?, rows_per_second = ? WHERE list_no = ?`)

  const write = db.transaction((slice: Slice, rowsPerSecond: number): Totals => {
    const next: Totals = { rows: totals.rows, ready: totals.ready, byReason: { ...totals.byReason }, blanks: [...totals.blanks] }
    const sliceReasons: ReasonCounts = {}
    const refuse = (id: number, reason: RefusalReason, column: number | null, detail: string, cells: string) => {
      insertRefused.run(id, list.list_no, reason, column, detail, cells)
      sliceReasons[reason] = (sliceReasons[reason] ?? 0) + 1
      next.byReason[reason] = (next.byReason[reason] ?? 0) + 1
    }
    for (const [index, cells] of slice.rows.entries()) {
      next.rows += 1
      const id = rowIdOf(list.list_no, next.rows)
      const verdict = check(cells, slice.brokenQuotes.has(index))
      const text = JSON.stringify(cells)
      if (verdict.reason !== null) {
        refuse(id, verdict.reason, verdict.column, verdict.detail, text)
      } else if (insertReady.run(id, list.list_no, verdict.phone, verdict.country, text).changes === 0) {
        refuse(id, 'duplicate_in_file', phoneColumn, String(rowNumberOf(Number(firstWith.get(list.list_no, verdict.phone)))), text)
      } else {
        next.ready += 1
        for (let column = 0; column < cells.length; column += 1)
          if (isBlankCell(cells[column] ?? '')) next.blanks[column] = (next.blanks[column] ?? 0) + 1
      }
    }
    if (slice.rows.length > 0)
      insertSlice.run(list.list_no, totals.rows + 1, slice.rows.length, next.ready - totals.ready, JSON.stringify(sliceReasons))
    saveProgress.run(
      next.rows,
      next.ready,
      JSON.stringify(next.byReason),
      JSON.stringify(next.blanks),
      slice.nextByte,
      slice.nextLine,
      rowsPerSecond,
      list.list_no,
    )
    return next
  })
  return {
    get rowCount() {
      return totals.rows
    },
    write(slice, rowsPerSecond) {
      totals = write.immediate(slice, rowsPerSecond)
    },
  }
}
