import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createContactReader } from '../../src-core/contacts/contact-reader.ts'
import { openForReading } from '../../src-core/db/open.ts'
import { writeContactFile } from '../bench/contact-file.ts'
import { startContacts, whenEnded } from './contacts-thread.ts'

const child = new URL('./import-child.ts', import.meta.url).pathname

/** Rows that the process imports at most behind the one it is to be killed at. */
const LATE_ROWS = 25_000

/** Runs the importing process, by default until it ends by itself; gives its last words and the signal that ended it. */
async function runImport(dataDir: string, csv: string, killAtRow?: number): Promise<{ last: string; signal: string | null }> {
  const mostRows = killAtRow === undefined ? [] : [String(killAtRow + LATE_ROWS)]
  const args = [child, dataDir, csv, String(statSync(csv).size), ...mostRows]
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(running, 'close')
  let last = ''
  for await (const line of createInterface(running.stdout)) {
    last = line
    if (killAtRow !== undefined && Number(line) >= killAtRow) running.kill('SIGKILL')
  }
  const [, signal] = (await closed) as [number | null, string | null]
  return { last, signal }
}

/** Kills the importing process with signal 9 once it has committed that many rows, or a few more; gives the number it said last. */
async function importAndKill(dataDir: string, csv: string, killAtRow: number): Promise<number> {
  const { last, signal } = await runImport(dataDir, csv, killAtRow)
  expect(signal).toBe('SIGKILL')
  return Number(last)
}

async function inFolder(work: (folder: string, csv: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-kill-'))
  try {
    await work(folder, join(folder, 'list.csv'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('an import killed three times goes on by itself and ends with every row once', () =>
  inFolder(async (folder, csv) => {
    await writeContactFile(csv, 120_000)
    const last = []
    for (const killAtRow of [5_000, 30_000, 70_000]) last.push(await importAndKill(folder, csv, killAtRow))
    expect(last.every(rows => rows > 0 && rows < 120_000)).toBe(true)

    const contacts = startContacts(folder)
    const [unfinished] = await contacts.service.lists()
    const list = await whenEnded(contacts.service, unfinished?.id ?? '')
    await contacts.close()
    expect(list).toMatchObject({
      state: 'ready',
      rowCount: 120_000,
      byReason: { phone_too_short: 1200, duplicate_in_file: 1199 },
      bytesRead: list.sizeBytes,
    })
    const db = openForReading(join(folder, 'contacts.db'))
    expect(
      db
        .prepare(
          'SELECT count(*) AS rows, count(DISTINCT phone) AS phones, count(DISTINCT cells) AS contents, min(id % 4294967296) AS first, max(id % 4294967296) AS last FROM contact_row',
        )
        .get(),
    ).toEqual({ rows: 120_000, phones: list.readyCount, contents: 120_000, first: 1, last: 120_000 })
    expect(db.prepare('SELECT sum(row_count) AS rows, sum(ready_count) AS ready FROM contact_slice').get()).toEqual({
      rows: 120_000,
      ready: list.readyCount,
    })
    db.close()
  }))

test('a list whose file changed or went away meanwhile is ended with the reason, and its rows stay', () =>
  inFolder(async (folder, csv) => {
    for (const [change, code] of [
      [() => appendFileSync(csv, '56912345678,x,1,1,1,1,1\n'), 'changed'],
      [() => rmSync(csv), 'gone'],
    ] as const) {
      await writeContactFile(csv, 60_000)
      const dataDir = mkdtempSync(join(folder, 'data-'))
      await importAndKill(dataDir, csv, 5_000)
      change()
      const contacts = startContacts(dataDir)
      const [unfinished] = await contacts.service.lists()
      const list = await whenEnded(contacts.service, unfinished?.id ?? '')
      expect(list).toMatchObject({ state: 'cancelled', problem: { code: 'file_unreadable', params: { path: csv, code } } })
      expect(list.rowCount).toBeGreaterThan(0)
      await contacts.close()
      const reader = createContactReader(join(dataDir, 'contacts.db'))
      expect(reader.readyRows(list.id, 0, 200_000)).toHaveLength(list.readyCount)
      reader.close()
    }
  }))

test('a file of 200 MB is imported within 400 MB of memory', () =>
  inFolder(async (folder, csv) => {
    const text = 'a note of some length that every row of this list carries along '.repeat(30)
    const { createWriteStream } = await import('node:fs')
    const out = createWriteStream(csv)
    out.write('phone,name,note\n')
    for (let row = 0; row < 100_000; row += 1)
      if (!out.write(`569${10_000_000 + row},Ana,"${text}"\n`)) await new Promise<void>(resolve => out.once('drain', () => resolve()))
    await new Promise<void>(resolve => out.end(() => resolve()))
    expect(statSync(csv).size).toBeGreaterThan(190_000_000)
    const { last } = await runImport(folder, csv)
    expect(last).toMatch(/^ready peak \d+$/)
    expect(Number(last.split(' ')[2])).toBeLessThan(400)
  }))
