import { AppError } from '../app-error.ts'
import type { ContactReader } from '../contacts/contact-reader.ts'
import type { Db } from '../db/open.ts'
import { csvLine, guardCell, guardDigits } from './cell-guard.ts'
import type { ExportJobs } from './export-jobs.ts'

export interface RefusedExportDeps {
  readonly ledger: Db
  readonly contacts: Pick<ContactReader, 'list' | 'cells'>
  readonly jobs: ExportJobs
}

interface RefusedRow {
  readonly seq: number
  readonly orderID: string
  readonly rowNumber: number | null
  readonly phone: string
  readonly name: string
  readonly customerName: string
  readonly other: string
  readonly params: string
  readonly reason: string
  readonly batch: number | null
}

/** Rows of one slice: read, written and forgotten. */
const SLICE = 1000

/**
 * Writes the refused orders of a submission as CSV (UTF-8 with BOM, CRLF): the columns of their contact list as imported, so that the file
 * can be corrected and imported again, and behind them why, the orderID and the batch. When the list is gone, or the order went to another
 * phone than the row's (one row tried first), what was sent stands in its place. `not_found` for an unknown submission.
 */
export function createRefusedExport({ ledger, contacts, jobs }: RefusedExportDeps): (input: { id: string }) => Promise<{ id: string }> {
  const submission = ledger.prepare<[string], { listId: string; mode: string }>(
    'SELECT list_id AS listId, mode FROM submission WHERE id = ?',
  )
  const total = ledger
    .prepare<[string], number>(
      `SELECT count(*) FROM submission_order INDEXED BY submission_order_refused WHERE submission_id = ? AND state = 'refused'`,
    )
    .pluck()
  const slice = ledger.prepare<[string, number, number], RefusedRow>(`
    SELECT seq, order_id AS orderID, row_number AS rowNumber, phone, name, customer_name AS customerName, other, params, reason, batch_number AS batch
    FROM submission_order INDEXED BY submission_order_refused WHERE submission_id = ? AND state = 'refused' AND seq > ? ORDER BY seq LIMIT ?`)

  return async ({ id }) => {
    const found = submission.get(id)
    if (!found) throw new AppError('not_found', { what: 'submission', id })
    return jobs.start({ stem: 'refused orders', extension: 'csv' }, async writer => {
      writer.total(total.get(id) ?? 0)
      const list = found.mode === 'tryOne' ? null : contacts.list(found.listId)
      const first = slice.get(id, 0, 1)
      const layout = list ? asImported(list.columns, rows => contacts.cells(list.id, rows)) : asSent(first ? paramsOf(first) : [])
      await writer.put(`\ufeff${csvLine([...layout.titles, 'reason', 'orderID', 'batch'])}`)
      for (let seq = 0; !writer.signal.aborted; ) {
        const rows = slice.all(id, seq, SLICE)
        const cells = layout.cells(rows)
        const lines = rows.map((row, index) =>
          csvLine([...(cells[index] ?? []), guardCell(row.reason), guardDigits(row.orderID), row.batch === null ? '' : String(row.batch)]),
        )
        await writer.put(lines.join(''))
        writer.wrote(rows.length)
        const last = rows.at(-1)
        if (!last || rows.length < SLICE) return
        seq = last.seq
      }
    })
  }
}

/** The columns in front of the reason; `cells` answers one array for each row. */
interface Layout {
  readonly titles: readonly string[]
  cells(rows: readonly RefusedRow[]): string[][]
}

function asImported(columns: readonly string[], read: (rowNumbers: readonly number[]) => Map<number, string[]>): Layout {
  return {
    titles: columns.map(guardCell),
    cells(rows) {
      const found = read(rows.flatMap(row => row.rowNumber ?? []))
      return rows.map(row => {
        const cells = row.rowNumber === null ? [] : (found.get(row.rowNumber) ?? [])
        return columns.map((_, column) => guardCell(cells[column] ?? ''))
      })
    },
  }
}

function asSent(variables: readonly { name: string }[]): Layout {
  return {
    titles: ['phone', 'name', 'customerName', 'other', ...variables.map(variable => guardCell(variable.name))],
    cells: rows =>
      rows.map(row => {
        const values = new Map(paramsOf(row).map(param => [param.name, param.value]))
        return [
          guardDigits(row.phone),
          guardCell(row.name),
          guardCell(row.customerName),
          guardCell(row.other),
          ...variables.map(variable => guardCell(values.get(variable.name) ?? '')),
        ]
      }),
  }
}

const paramsOf = (row: RefusedRow): { name: string; value: string }[] => JSON.parse(row.params) as { name: string; value: string }[]
