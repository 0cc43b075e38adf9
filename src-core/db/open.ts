import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { asSystemError } from '../app-error.ts'
import { type Migration, migrate, refuseNewer } from './migrate.ts'

export type Db = Database.Database

export interface OpenOptions {
  readonly path: string
  readonly migrations: readonly Migration[]
  /** `FULL` where a commit is a promise to somebody (inbox, ledger, contacts); `NORMAL` for the cache, which can be pulled again. */
  readonly synchronous: 'FULL' | 'NORMAL'
}

/** Opens one of our four files for its one writer: WAL, migrated, failures named with the path. */
export function openDatabase({ path, migrations, synchronous }: OpenOptions): Db {
  let db: Db | null = null
  try {
    refuseNewerFile(path, migrations)
    db = new Database(path)
    db.pragma('journal_mode = WAL')
    db.pragma(`synchronous = ${synchronous}`)
    db.pragma('foreign_keys = ON')
    db.pragma('busy_timeout = 5000')
    // 1,000 pages, the default, stalls every few thousand rows; 16 MB of WAL moves that out of the way.
    db.pragma('wal_autocheckpoint = 4096')
    migrate(db, migrations, path, `${path}.before-${migrations.at(-1)?.version ?? 0}`)
    return db
  } catch (error) {
    db?.close()
    throw asSystemError(error, path) ?? error
  }
}

/** Looks at the version through a connection that cannot write: closing one that can would tidy up the file of a newer version. */
function refuseNewerFile(path: string, migrations: readonly Migration[]): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    refuseNewer(db, migrations, path)
  } finally {
    db.close()
  }
}

/** Opens one of our files to read only, for the reader threads and for areas that only look. */
export function openForReading(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  db.pragma('query_only = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -32000')
  return db
}
