import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { AuditFilter, AuditVerdict } from '../../src-contract/model/audit.ts'
import type { Audit, AuditFact } from '../../src-core/audit/audit.ts'
import { exportAudit } from '../../src-core/audit/audit-export.ts'
import { type AuditRow, hashOf } from '../../src-core/audit/audit-line.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { type AuditReader, createAuditReader, wholeAudit } from '../../src-core/audit/read-audit.ts'
import { verifyAudit } from '../../src-core/audit/verify-audit.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { emptyFolder } from '../db/with-folder.ts'

export interface AuditRig {
  readonly dataDir: string
  readonly db: Db
  readonly audit: Audit
  readonly reader: AuditReader
  readonly events: string[]
  /** Adds lines; each names its number in `subject`. */
  add(count: number, fact?: Partial<AuditFact>): void
  verify(): Promise<AuditVerdict>
  /** Writes what an export writes and answers the file's path. */
  save(filter?: Partial<AuditFilter>): Promise<string>
  /** What somebody does to the file who wants a line to be another one: a second connection, the triggers out of the way. */
  tamper(act: (db: Db) => void): void
}

/** The audit on a real ledger in a folder that goes with the test. `now` counts up by one second a line. */
export function auditRig(dataDir = emptyFolder()): AuditRig {
  mkdirSync(dataDir, { recursive: true })
  const db = openDatabase({ path: join(dataDir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void db.close())
  const events: string[] = []
  let now = Date.UTC(2026, 2, 1, 21)
  const clock = { now: () => (now += 1_000) }
  const audit = createAudit({ db, clock, bus: { emit: name => void events.push(name) } })
  const reader = createAuditReader(db)
  let saves = 0
  const save: AuditRig['save'] = async (filter = {}) => {
    saves += 1
    const path = join(dataDir, `audit ${saves}.jsonl`)
    const pieces: string[] = []
    const written: Promise<void>[] = []
    const jobs: Parameters<typeof exportAudit>[0]['jobs'] = {
      async start(_file, write) {
        const put = async (text: string) => void pieces.push(text)
        written.push(write({ put, wrote: () => {}, total: () => {}, signal: new AbortController().signal }))
        return { id: 'export' }
      },
    }
    await exportAudit({ reader, jobs, now: clock.now }, { ...wholeAudit, ...filter })
    await Promise.all(written)
    writeFileSync(path, pieces.join(''))
    return path
  }
  return {
    dataDir,
    db,
    audit,
    reader,
    events,
    add(count, fact = {}) {
      db.transaction(() => {
        for (let line = 0; line < count; line += 1)
          audit.add({
            action: 'setting.changed',
            accountId: null,
            subject: `line ${line}`,
            before: line,
            after: { now: line + 1 },
            ...fact,
          })
      })()
    },
    verify: () => verifyAudit(reader),
    save,
    tamper(act) {
      const other = new Database(join(dataDir, 'ledger.db'))
      other.exec('DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete')
      act(other)
      other.close()
    },
  }
}

/** The same line with other values and the hash that belongs to them. */
export function rehashed(db: Db, id: number, changed: Partial<AuditRow>): void {
  const row = { ...(db.prepare('SELECT * FROM audit_entry WHERE id = ?').get(id) as AuditRow), ...changed }
  const hash = hashOf(row)
  db.prepare('UPDATE audit_entry SET subject = ?, previous_hash = ?, hash = ? WHERE id = ?').run(row.subject, row.previous_hash, hash, id)
}
