import { join } from 'node:path'
import { cacheMigrations } from './cache-migrations.ts'
import { contactsMigrations } from './contacts-migrations.ts'
import { holdDataFolder } from './hold-data-folder.ts'
import { inboxMigrations } from './inbox-migrations.ts'
import { ledgerMigrations } from './ledger-migrations.ts'
import { type Db, type OpenOptions, openDatabase } from './open.ts'

export type DatabaseName = 'ledger' | 'cache' | 'contacts' | 'inbox'

/** Our four files: their history, and how sure a commit has to be (`OpenOptions.synchronous`). */
export const databases: Readonly<Record<DatabaseName, Omit<OpenOptions, 'path'>>> = {
  ledger: { migrations: ledgerMigrations, synchronous: 'FULL' },
  cache: { migrations: cacheMigrations, synchronous: 'NORMAL' },
  contacts: { migrations: contactsMigrations, synchronous: 'FULL' },
  inbox: { migrations: inboxMigrations, synchronous: 'FULL' },
}

/** Opens one of the four files of a data folder for its one writer; failures are named with the file's path. */
export function openOurs(name: DatabaseName, dataDir: string): Db {
  return openDatabase({ path: join(dataDir, `${name}.db`), ...databases[name] })
}

/**
 * Takes the data folder and opens the two files of the core thread. The other two are opened and closed again, so that
 * what is wrong with them is said at the start and not by the death of the thread that writes them.
 */
export function openDataFolder(dataDir: string): { ledger: Db; cache: Db; release(): void } {
  const hold = holdDataFolder(dataDir)
  const opened: Db[] = []
  const open = (name: DatabaseName) => {
    const db = openOurs(name, dataDir)
    opened.push(db)
    return db
  }
  try {
    const ledger = open('ledger')
    const cache = open('cache')
    for (const name of ['contacts', 'inbox'] as const) openOurs(name, dataDir).close()
    return { ledger, cache, release: hold.release }
  } catch (error) {
    for (const db of opened) db.close()
    hold.release()
    throw error
  }
}
