import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { AppError } from '../app-error.ts'

/** One step of a database's history. Frozen the day it lands: SQL text, no live code. Versions grow by ten. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

const fingerprint = (step: Migration) => createHash('sha256').update(step.sql).digest('hex').slice(0, 16)

/** Answers a database's version; `database_newer` when it is above the newest step. */
export function refuseNewer(db: Database, steps: readonly Migration[], path: string): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  const supported = steps.at(-1)?.version ?? 0
  if (version > supported) throw new AppError('database_newer', { path, version, supported })
  return version
}

/**
 * Brings a database to the newest step, one transaction each, after a copy was made; the copy stays.
 * A database from a newer version and an edited step are refused by name; nothing is deleted.
 */
export function migrate(db: Database, steps: readonly Migration[], path: string, copyTo: string | null): void {
  const current = refuseNewer(db, steps, path)
  db.exec(
    'CREATE TABLE IF NOT EXISTS applied_step (version INTEGER PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT',
  )
  const applied = new Map(
    (db.prepare('SELECT version, fingerprint FROM applied_step').all() as { version: number; fingerprint: string }[]).map(row => [
      row.version,
      row.fingerprint,
    ]),
  )
  for (const step of steps) {
    const print = applied.get(step.version)
    if (print !== undefined && print !== fingerprint(step)) throw new AppError('database_changed_step', { path, version: step.version })
  }
  const open = steps.filter(step => step.version > current)
  if (open.length > 0 && current > 0 && copyTo) {
    // One from a migration that did not finish may be half a copy.
    rmSync(copyTo, { force: true })
    db.prepare('VACUUM INTO ?').run(copyTo)
  }
  for (const step of open) {
    db.transaction(() => {
      db.exec(step.sql)
      db.prepare('INSERT INTO applied_step VALUES (?, ?, ?, ?)').run(step.version, step.name, fingerprint(step), Date.now())
      db.pragma(`user_version = ${step.version}`)
    })()
  }
}
