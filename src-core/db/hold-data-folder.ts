import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError, asSystemError } from '../app-error.ts'

/** Takes the data folder for this process until `release`; kill -9 releases it as well, because the lock is SQLite's own. */
export function holdDataFolder(dataDir: string): { release(): void } {
  const path = join(dataDir, 'in-use.lock')
  let db: Database.Database | null = null
  try {
    db = new Database(path, { timeout: 0 })
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    const held = db
    return { release: () => void held.close() }
  } catch (error) {
    db?.close()
    const known = asSystemError(error, path)
    if (known?.code === 'data_in_use') throw new AppError('data_in_use', { path: dataDir })
    throw known ?? error
  }
}
