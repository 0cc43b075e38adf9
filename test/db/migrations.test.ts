import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import type { Migration } from '../../src-core/db/migrate.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { type DatabaseName, databases, openOurs } from '../../src-core/db/open-ours.ts'
import { representativeRows } from './representative-rows.ts'
import { emptyFolder, fingerprints } from './with-folder.ts'

const names = Object.keys(databases) as DatabaseName[]
const everyStep = names.flatMap(name => databases[name].migrations.map((step, index) => ({ name, index, version: step.version })))

const openAt = (path: string, migrations: readonly Migration[]): Db => {
  const db = openDatabase({ path, migrations, synchronous: 'FULL' })
  onTestFinished(() => void db.close())
  return db
}

/** Every row of every table of ours, the parts of the text index and SQLite's own tables left out. */
const contentOf = (db: Db) => {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'order\\_text\\_%' ESCAPE '\\' AND name NOT IN ('order_text', 'applied_step') ORDER BY name",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(tables.map(table => [table, db.prepare(`SELECT * FROM ${table}`).all()]))
}
const fill = (db: Db, name: DatabaseName, upTo: number) => {
  for (const [version, statements] of Object.entries(representativeRows[name]))
    if (Number(version) <= upTo) for (const statement of statements) db.exec(statement)
}
const failure = (run: () => unknown): AppError => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test.each(everyStep)('$name $version: rows of the step before come through unchanged', ({ name, index, version }) => {
  const path = join(emptyFolder(), `${name}.db`)
  const { migrations } = databases[name]
  const before = openAt(path, migrations.slice(0, index))
  fill(before, name, migrations[index - 1]?.version ?? 0)
  const kept = contentOf(before)
  before.close()

  const after = openAt(path, migrations.slice(0, index + 1))
  expect(contentOf(after)).toMatchObject(kept)
  // What the step made takes the rows it is for.
  for (const statement of representativeRows[name][version] ?? []) after.exec(statement)
  expect({
    version: after.pragma('user_version', { simple: true }),
    damage: after.pragma('integrity_check', { simple: true }),
    orphans: after.pragma('foreign_key_check'),
  }).toEqual({ version, damage: 'ok', orphans: [] })
  if (name === 'cache') expect(after.prepare("SELECT rowid FROM order_text WHERE order_text MATCH 'Ana'").pluck().all()).toEqual([7])
  after.close()
})

test('every table of every step has a row that has to come through', () => {
  for (const name of names) {
    const db = openOurs(name, emptyFolder())
    fill(db, name, Number.MAX_SAFE_INTEGER)
    const empty = Object.entries(contentOf(db))
      .filter(([, rows]) => rows.length === 0)
      .map(([table]) => table)
    db.close()
    expect([name, empty]).toEqual([name, []])
  }
})

test('steps are numbered upwards by ten, and no two databases differ in that', () => {
  for (const name of names)
    expect(databases[name].migrations.map(step => step.version)).toEqual(databases[name].migrations.map((_, index) => (index + 1) * 10))
})

test('a database is opened twice without anything being migrated again', () => {
  const folder = emptyFolder()
  for (const name of names) openOurs(name, folder).close()
  const before = fingerprints(folder)
  for (const name of names) openOurs(name, folder).close()
  expect(fingerprints(folder)).toEqual(before)
})

test.each(names)('an edited step of %s is refused by name and version, and the file stays as it is', name => {
  const folder = emptyFolder()
  const path = join(folder, `${name}.db`)
  const { migrations } = databases[name]
  openAt(path, migrations).close()
  const before = fingerprints(folder)
  const edited = migrations.map((step, index) => (index === 0 ? { ...step, sql: `${step.sql} -- a harmless remark` } : step))
  const { code, params } = failure(() => openAt(path, edited))
  expect({ code, params }).toEqual({ code: 'database_changed_step', params: { path, version: 10 } })
  expect(fingerprints(folder)).toEqual(before)
})

test.each(names.flatMap(name => (['WAL', 'DELETE'] as const).map(journal => ({ name, journal }))))(
  'a newer $name in $journal mode is refused by path and versions, and stays as it is to the byte',
  ({ name, journal }) => {
    const folder = emptyFolder()
    const path = join(folder, `${name}.db`)
    const db = openAt(path, databases[name].migrations)
    fill(db, name, Number.MAX_SAFE_INTEGER)
    db.pragma('user_version = 9990')
    db.pragma(`journal_mode = ${journal}`)
    db.close()
    const isDatabase = (file: string) => file === `${name}.db`
    const before = fingerprints(folder, isDatabase)
    const { code, params } = failure(() => openOurs(name, folder))
    expect({ code, params }).toEqual({
      code: 'database_newer',
      params: { path, version: 9990, supported: databases[name].migrations.at(-1)?.version },
    })
    expect(fingerprints(folder, isDatabase)).toEqual(before)
  },
)

test('what a newer version left in its WAL when it crashed is not touched either', () => {
  const folder = emptyFolder()
  const path = join(folder, 'ledger.db')
  const newer = openAt(path, databases.ledger.migrations)
  newer.pragma('user_version = 9990')
  newer.exec("INSERT INTO setting VALUES ('a', '1', 1)")
  const isKept = (file: string) => file === 'ledger.db' || file === 'ledger.db-wal'
  // Its connection stays open: that is how the file looks after a crash.
  const before = fingerprints(folder, isKept)
  expect(failure(() => openOurs('ledger', folder)).code).toBe('database_newer')
  expect(fingerprints(folder, isKept)).toEqual(before)
})

test('before a migration a copy of what was there is made, and it is still there after the next start', () => {
  const folder = emptyFolder()
  const path = join(folder, 'ledger.db')
  const { migrations } = databases.ledger
  const copyPath = `${path}.before-${migrations.at(-1)?.version}`
  const old = openAt(path, migrations.slice(0, 1))
  fill(old, 'ledger', 10)
  const kept = contentOf(old)
  old.close()
  expect(existsSync(copyPath)).toBe(false)
  openOurs('ledger', folder).close()
  openOurs('ledger', folder).close()
  const copy = new Database(copyPath, { readonly: true })
  onTestFinished(() => void copy.close())
  expect({ version: copy.pragma('user_version', { simple: true }), content: contentOf(copy) }).toEqual({ version: 10, content: kept })
})

test('a step that fails leaves the database at the step before, with everything in it', () => {
  const folder = emptyFolder()
  const path = join(folder, 'inbox.db')
  const old = openAt(path, databases.inbox.migrations)
  fill(old, 'inbox', 10)
  const kept = contentOf(old)
  old.close()
  const version = databases.inbox.migrations.at(-1)?.version ?? 0
  const broken: Migration = {
    version: version + 10,
    name: 'broken',
    sql: 'ALTER TABLE delivery ADD COLUMN note TEXT; DELETE FROM delivery; INSERT INTO nowhere VALUES (1);',
  }
  expect(() => openAt(path, [...databases.inbox.migrations, broken])).toThrow('nowhere')
  const again = openOurs('inbox', folder)
  onTestFinished(() => void again.close())
  expect({ version: again.pragma('user_version', { simple: true }), content: contentOf(again) }).toEqual({ version, content: kept })
})

test('a commit is on the disk before it is answered in inbox, ledger and contacts; the cache may lose its last moments', () => {
  const folder = emptyFolder()
  const NORMAL = 1
  const FULL = 2
  const modes = names.map(name => {
    const db = openOurs(name, folder)
    onTestFinished(() => void db.close())
    return [name, { synchronous: db.pragma('synchronous', { simple: true }), journal: db.pragma('journal_mode', { simple: true }) }]
  })
  expect(Object.fromEntries(modes)).toEqual({
    ledger: { synchronous: FULL, journal: 'wal' },
    cache: { synchronous: NORMAL, journal: 'wal' },
    contacts: { synchronous: FULL, journal: 'wal' },
    inbox: { synchronous: FULL, journal: 'wal' },
  })
})
