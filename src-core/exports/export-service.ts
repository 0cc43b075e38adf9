import type { Parsed } from '../../src-contract/methods.ts'
import type { ExportJob } from '../../src-contract/model/order.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { csvLine } from './cell-guard.ts'
import { createRowWriter } from './export-columns.ts'
import { createExportFile, type ExportFile } from './export-file.ts'

export interface ExportServiceDeps {
  readonly readers: OrderReaders
  readonly exportDir: string
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit'>
  readonly log: Log
}

export interface ExportService {
  readonly handlers: AreaHandlers<'exports'>
  /** Where a finished export lies; `not_found` before that. */
  exportFile(id: string): { path: string; fileName: string }
  /** Stops what is being written and waits for it. */
  close(): Promise<void>
}

/** Rows of one slice: read, written and forgotten. */
const SLICE = 1000
/** Finished exports that are still listed. */
const KEPT_JOBS = 50

/** Writes filtered orders as CSV (UTF-8 with BOM, CRLF), a slice at a time, so that a million rows need no more memory than a thousand. */
export function createExportService({ readers, exportDir, clock, bus, log }: ExportServiceDeps): ExportService {
  const jobs = new Map<string, { job: ExportJob; stop: AbortController; work: Promise<void> }>()

  const change = (job: ExportJob, to: Partial<ExportJob>) => {
    Object.assign(job, to)
    bus.emit('exports', { id: job.id })
  }

  const write = async (job: ExportJob, file: ExportFile, input: Parsed<'exports.start'>, signal: AbortSignal) => {
    const writer = createRowWriter(input.columns, input.timeZone)
    const filter = input.orderIDs === null ? input.filter : { accountId: input.filter.accountId, orderIDs: input.orderIDs }
    const { handle } = await readers.open(filter, input.sort, 1, true)
    try {
      const { total } = await readers.total(handle)
      change(job, { total })
      const put = async (text: string) => {
        await file.write(text)
        job.bytes += Buffer.byteLength(text)
      }
      await put(`\ufeff${csvLine(writer.titles)}`)
      for (let start = 0; start < total; start += SLICE) {
        if (signal.aborted) throw new AppError('cancelled')
        const rows = await readers.rows(handle, start, SLICE)
        await put(rows.map(row => csvLine(writer.cells(row))).join(''))
        change(job, { rows: job.rows + rows.length })
      }
      if (signal.aborted) throw new AppError('cancelled')
      await file.finish()
    } finally {
      readers.drop(handle)
    }
  }

  const run = async (job: ExportJob, file: ExportFile, input: Parsed<'exports.start'>, signal: AbortSignal) => {
    try {
      await write(job, file, input, signal)
      change(job, { state: 'done' })
    } catch (error) {
      await file.discard().catch(problem => log.write('warn', 'an unfinished export could not be removed', { error: problem }))
      const { code } = toWireError(error)
      if (code === 'internal') log.write('error', 'export failed', { error })
      change(job, code === 'cancelled' && signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: code })
    }
  }

  return {
    handlers: {
      'exports.start': async input => {
        if (!isTimeZone(input.timeZone)) throw new AppError('invalid_input', { field: 'timeZone', problem: 'unknown zone' })
        const stamp = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')
        const file = await createExportFile(exportDir, `orders ${stamp}`)
        const job: ExportJob = {
          id: newId(),
          state: 'writing',
          rows: 0,
          total: null,
          bytes: 0,
          fileName: file.fileName,
          path: file.path,
          problem: null,
        }
        const stop = new AbortController()
        jobs.set(job.id, { job, stop, work: run(job, file, input, stop.signal) })
        for (const [id, { job: old }] of jobs) if (jobs.size > KEPT_JOBS && old.state !== 'writing') jobs.delete(id)
        bus.emit('exports', { id: job.id })
        return { id: job.id }
      },
      'exports.list': () => [...jobs.values()].map(({ job }) => ({ ...job })).reverse(),
      'exports.cancel': async ({ id }) => {
        const found = jobs.get(id)
        if (!found) throw new AppError('not_found', { what: 'export', id })
        found.stop.abort()
        await found.work
        return {}
      },
    },
    exportFile(id) {
      const job = jobs.get(id)?.job
      if (job?.state !== 'done') throw new AppError('not_found', { what: 'export', id })
      return { path: job.path, fileName: job.fileName }
    },
    async close() {
      for (const { stop } of jobs.values()) stop.abort()
      await Promise.all([...jobs.values()].map(({ work }) => work))
    },
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
