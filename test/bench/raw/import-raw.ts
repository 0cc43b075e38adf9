import { createReadStream } from 'node:fs'
import Database from 'better-sqlite3'
import Papa from 'papaparse'
import { contacts } from '../../../src-core/db/contacts/0010-contacts.ts'

const ROWS_PER_COMMIT = 5000

/**
 * The smallest correct import: papaparse in chunk and array mode, phones checked for digits only, the same table with the
 * same unique index, FULL commits of 5,000 rows. No reasons beyond two, no counts, no resume, no cancel, no progress.
 */
export async function importRaw(dbPath: string, csvPath: string): Promise<{ ready: number; refused: number }> {
  const db = new Database(dbPath)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('wal_autocheckpoint = 4096')
  db.pragma('cache_size = -64000')
  db.exec(contacts.sql)
  const insert = db.prepare(
    'INSERT INTO contact_row (id, list_no, phone, country, cells) VALUES (?, 1, ?, ?, ?) ON CONFLICT (list_no, phone) WHERE reason IS NULL DO NOTHING',
  )
  const refuse = db.prepare('INSERT INTO contact_row (id, list_no, reason, cells) VALUES (?, 1, ?, ?)')
  let row = 0
  let ready = 0
  let refused = 0
  const commit = db.transaction((rows: string[][]) => {
    for (const cells of rows) {
      row += 1
      const text = JSON.stringify(cells)
      const phone = cells[0] ?? ''
      if (!/^\d{9,15}$/.test(phone)) {
        refuse.run(row, 'phone_not_valid', text)
        refused += 1
      } else if (insert.run(row, phone, 'CL', text).changes === 0) {
        refuse.run(row, 'duplicate_in_file', text)
        refused += 1
      } else {
        ready += 1
      }
    }
  })
  await new Promise<void>((resolve, reject) => {
    let header = true
    let waiting: string[][] = []
    Papa.parse<string[]>(createReadStream(csvPath, { encoding: 'utf8', highWaterMark: 1_048_576 }), {
      skipEmptyLines: false,
      delimiter: ',',
      newline: '\n',
      chunk({ data }) {
        waiting = waiting.length === 0 ? data : [...waiting, ...data]
        if (header) waiting.shift()
        header = false
        let at = 0
        for (; at + ROWS_PER_COMMIT <= waiting.length; at += ROWS_PER_COMMIT) commit(waiting.slice(at, at + ROWS_PER_COMMIT))
        waiting = waiting.slice(at)
      },
      complete() {
        const last = waiting.at(-1)
        if (last?.length === 1 && last[0] === '') waiting.pop()
        commit(waiting)
        resolve()
      },
      error: reject,
    })
  })
  db.close()
  return { ready, refused }
}
