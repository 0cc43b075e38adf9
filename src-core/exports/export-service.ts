import type { ExportJob } from '../../src-contract/model/order.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { createExportFile, type ExportFile } from './export-file.ts'
import type { ExportJobs, ExportWriter } from './export-jobs.ts'
import { createOrderExport } from './order-export.ts'

export interface ExportServiceDeps {
  readonly readers: Pick<OrderReaders, 'open' | 'total' | 'rows' | 'drop'>
  readonly exportDir: string
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit'>
  readonly log: Log
}

/** Every file the console writes for the operator: orders by `exports.start`, those of other areas by `start`. */
export interface ExportService extends ExportJobs {
  readonly handlers: AreaHandlers<'exports'>
  /** Where a finished export lies; `not_found` before that. */
  exportFile(id: string): { path: string; fileName: string }
  /** Stops what is being written and waits for it. */
  close(): Promise<void>
}

/** Finished exports that are still listed. */
const KEPT_JOBS = 50

/** Runs exports as jobs. The name of a file is its stem and the moment it was started, UTC. */
export function createExportService({ readers, exportDir, clock, bus, log }: ExportServiceDeps): ExportService {
  const jobs = new Map<string, { job: ExportJob; stop: AbortController; work: Promise<void> }>()

  const change = (job: ExportJob, to: Partial<ExportJob>) => {
    Object.assign(job, to)
    bus.emit('exports', { id: job.id })
  }

  const writerOf = (job: ExportJob, file: ExportFile, signal: AbortSignal): ExportWriter => ({
    signal,
    async put(text) {
      await file.write(text)
      job.bytes += Buffer.byteLength(text)
    },
    wrote: rows => change(job, { rows: job.rows + rows }),
    total: rows => change(job, { total: rows }),
  })

  const run = async (job: ExportJob, file: ExportFile, write: (writer: ExportWriter) => Promise<void>, signal: AbortSignal) => {
    try {
      await write(writerOf(job, file, signal))
      if (signal.aborted) throw new AppError('cancelled')
      await file.finish()
      change(job, { state: 'done' })
    } catch (error) {
      await file.discard().catch(problem => log.write('warn', 'an unfinished export could not be removed', { error: problem }))
      const { code } = toWireError(error)
      if (code === 'internal') log.write('error', 'export failed', { error })
      change(job, signal.aborted ? { state: 'cancelled' } : { state: 'failed', problem: code })
    }
  }

  const start: ExportJobs['start'] = async ({ stem, extension }, write) => {
    const stamp = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')
    const file = await createExportFile(exportDir, `${stem} ${stamp}`, extension)
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
    jobs.set(job.id, { job, stop, work: run(job, file, write, stop.signal) })
    for (const [id, { job: old }] of jobs) if (jobs.size > KEPT_JOBS && old.state !== 'writing') jobs.delete(id)
    bus.emit('exports', { id: job.id })
    return { id: job.id }
  }

  return {
    start,
    handlers: {
      'exports.start': createOrderExport(readers, { start }),
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
