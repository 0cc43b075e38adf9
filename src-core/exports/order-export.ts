import type { Parsed } from '../../src-contract/methods.ts'
import { AppError } from '../app-error.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { csvLine } from './cell-guard.ts'
import { createRowWriter } from './export-columns.ts'
import type { ExportJobs } from './export-jobs.ts'

/** Rows of one slice: read, written and forgotten. */
const SLICE = 1000

/**
 * Writes filtered or chosen orders as CSV (UTF-8 with BOM, CRLF), a slice at a time, so that a million rows need no more memory than a
 * thousand. `invalid_input` for a time zone nobody knows; then no file is made.
 */
export function createOrderExport(
  readers: Pick<OrderReaders, 'open' | 'total' | 'rows' | 'drop'>,
  jobs: ExportJobs,
): (input: Parsed<'exports.start'>) => Promise<{ id: string }> {
  return async ({ filter, sort, columns, timeZone, orderIDs }) => {
    if (!isTimeZone(timeZone)) throw new AppError('invalid_input', { field: 'timeZone', problem: 'unknown zone' })
    return jobs.start({ stem: 'orders', extension: 'csv' }, async writer => {
      const line = createRowWriter(columns, timeZone)
      const chosen = orderIDs === null ? filter : { accountId: filter.accountId, orderIDs }
      const { handle } = await readers.open(chosen, sort, 1, true)
      try {
        const { total } = await readers.total(handle)
        writer.total(total)
        await writer.put(`\ufeff${csvLine(line.titles)}`)
        for (let start = 0; start < total; start += SLICE) {
          if (writer.signal.aborted) return
          const rows = await readers.rows(handle, start, SLICE)
          await writer.put(rows.map(row => csvLine(line.cells(row))).join(''))
          writer.wrote(rows.length)
        }
      } finally {
        readers.drop(handle)
      }
    })
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
