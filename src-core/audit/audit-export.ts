import type { AuditFilter } from '../../src-contract/model/audit.ts'
import { AppError } from '../app-error.ts'
import type { ExportJobs } from '../exports/export-jobs.ts'
import { exportedLine } from './audit-line.ts'
import { type AuditReader, isWhole } from './read-audit.ts'

/** First line of a saved audit; it is no line of the audit and has no hash. */
export interface AuditFileHead {
  readonly callboardAudit: 1
  /** UTC milliseconds. */
  readonly savedAt: number
  /** Every line from the first one on; false for the lines of a filter. */
  readonly whole: boolean
  readonly filter: AuditFilter
  /** Number of the last line there was when it was saved. */
  readonly lastId: number
}

const SLICE = 500

/** Saves the lines of a filter as JSON lines, oldest first, with the bytes their hashes are made of (docs/audit.md). Answers when the file is reserved. */
export function exportAudit(
  { reader, jobs, now }: { reader: AuditReader; jobs: Pick<ExportJobs, 'start'>; now: () => number },
  filter: AuditFilter,
): Promise<{ id: string }> {
  return jobs.start({ stem: 'audit', extension: 'jsonl' }, async writer => {
    const lastId = reader.highestId()
    const whole = isWhole(filter)
    writer.total(reader.total(filter, lastId))
    const head: AuditFileHead = { callboardAudit: 1, savedAt: now(), whole, filter, lastId }
    await writer.put(`${JSON.stringify(head)}\n`)
    for (let above = Number.MIN_SAFE_INTEGER; ; ) {
      if (writer.signal.aborted) throw new AppError('cancelled')
      const rows = reader.oldest(filter, above, lastId, SLICE)
      await writer.put(rows.map(row => `${exportedLine(row)}\n`).join(''))
      writer.wrote(rows.length)
      const last = rows.at(-1)
      if (!last || rows.length < SLICE) return
      above = last.id
    }
  })
}
