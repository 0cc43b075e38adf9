import { existsSync } from 'node:fs'
import type { ContactList } from '../../src-contract/model/contact.ts'
import { type Db, openForReading } from '../db/open.ts'
import { rowIdOf, rowNumberOf } from './contact-row-id.ts'
import { type ListRecord, toContactList } from './list-record.ts'

/** A contact that may be called, as the launch needs it. */
export interface ReadyRow {
  readonly rowNumber: number
  /** Country code and digits. */
  readonly phone: string
  /** The cells mapped to name, customerName and other, trimmed; empty where nothing is mapped. */
  readonly name: string
  readonly customerName: string
  readonly other: string
  readonly cells: string[]
}

/** The reading side of `contacts.db`, for areas in other threads. */
export interface ContactReader {
  list(id: string): ContactList | null
  /** Ready rows of a list; 0 for an unknown list. */
  readyCount(listId: string): number
  /** The next ready rows in file order; start with `afterRowNumber` 0. */
  readyRows(listId: string, afterRowNumber: number, limit: number): ReadyRow[]
  /** The cells of these rows as imported, by row number; rows that are not there are left out. */
  cells(listId: string, rowNumbers: readonly number[]): Map<number, string[]>
  /** Ready rows whose cell in that column (from 0) is blank. */
  blankCells(listId: string, column: number): number
  close(): void
}

interface Opened {
  readonly db: Db
  record(id: string): ListRecord | undefined
  rows(from: number, to: number, limit: number): { id: number; phone: string; cells: string }[]
  chosen(ids: readonly number[]): { id: number; cells: string }[]
}

/** Reads imported lists from the file of the contacts thread; the file is opened when it first exists. */
export function createContactReader(dbPath: string): ContactReader {
  let opened: Opened | null = null

  const open = (): Opened | null => {
    if (opened || !existsSync(dbPath)) return opened
    const db = openForReading(dbPath)
    // The contacts thread may have made the file and not yet its tables.
    if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'contact_row_problem'").get()) {
      db.close()
      return null
    }
    const record = db.prepare("SELECT * FROM contact_list WHERE id = ? AND state <> 'removing'")
    const rows = db.prepare('SELECT id, phone, cells FROM contact_row WHERE id > ? AND id < ? AND reason IS NULL ORDER BY id LIMIT ?')
    const chosen = db.prepare('SELECT id, cells FROM contact_row WHERE id IN (SELECT value FROM json_each(?))')
    opened = {
      db,
      record: id => record.get(id) as ListRecord | undefined,
      rows: (from, to, limit) => rows.all(from, to, limit) as { id: number; phone: string; cells: string }[],
      chosen: ids => chosen.all(JSON.stringify(ids)) as { id: number; cells: string }[],
    }
    return opened
  }
  return {
    list(id) {
      const record = open()?.record(id)
      return record ? toContactList(record) : null
    },
    readyCount: listId => open()?.record(listId)?.ready_count ?? 0,
    readyRows(listId, afterRowNumber, limit) {
      const source = open()
      const record = source?.record(listId)
      if (!source || !record) return []
      const { mapping } = toContactList(record)
      return source
        .rows(rowIdOf(record.list_no, afterRowNumber), rowIdOf(record.list_no + 1, 0), limit)
        .map(({ id, phone, cells: text }) => {
          const cells = JSON.parse(text) as string[]
          const cell = (column: number | null) => (column === null ? '' : (cells[column] ?? '').trim())
          return {
            rowNumber: rowNumberOf(id),
            phone,
            name: cell(mapping.name),
            customerName: cell(mapping.customerName),
            other: cell(mapping.other),
            cells,
          }
        })
    },
    cells(listId, rowNumbers) {
      const source = open()
      const record = source?.record(listId)
      if (!source || !record) return new Map()
      const found = source.chosen(rowNumbers.map(rowNumber => rowIdOf(record.list_no, rowNumber)))
      return new Map(found.map(row => [rowNumberOf(row.id), JSON.parse(row.cells) as string[]]))
    },
    blankCells(listId, column) {
      const record = open()?.record(listId)
      return record ? ((JSON.parse(record.blank_cells) as number[])[column] ?? 0) : 0
    },
    close() {
      opened?.db.close()
      opened = null
    },
  }
}
