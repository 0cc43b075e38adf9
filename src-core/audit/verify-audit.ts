import type { AuditVerdict } from '../../src-contract/model/audit.ts'
import { type AuditRow, isAsWritten } from './audit-line.ts'
import { type ChainLine, createChainCheck } from './chain-check.ts'
import type { AuditReader } from './read-audit.ts'

/** Lines that are checked in one go; some milliseconds. */
const SLICE = 500

/**
 * Checks every line of the audit. Between slices other work has its turn; lines that are added meanwhile are checked too.
 * `seen` hears the hash of each line that is in order.
 */
export async function verifyAudit(
  reader: Pick<AuditReader, 'after' | 'highestId'>,
  seen: (id: number, hash: string) => void = () => {},
): Promise<AuditVerdict> {
  const started = performance.now()
  const check = createChainCheck()
  // From below 1, where only somebody else's line can be.
  let read = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = reader.after(read, SLICE)
    for (const row of rows) {
      const found = check.next(lineOf(row))
      if (found) return { state: 'broken', entries: check.lines, ...found, tookMs: since(started) }
      seen(row.id, row.hash)
      read = row.id
    }
    if (rows.length < SLICE) break
    await new Promise(resolve => setImmediate(resolve))
  }
  const found = check.end(reader.highestId())
  if (found) return { state: 'broken', entries: check.lines, ...found, tookMs: since(started) }
  return { state: 'intact', entries: check.lines, lastHash: check.lastHash, tookMs: since(started) }
}

const lineOf = (row: AuditRow): ChainLine => ({
  id: row.id,
  previousHash: row.previous_hash,
  hash: row.hash,
  asWritten: isAsWritten(row),
})

const since = (started: number) => Math.round(performance.now() - started)
