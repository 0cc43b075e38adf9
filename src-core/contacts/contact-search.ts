import type { ContactGroup } from '../../src-contract/model/contact.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../db/open.ts'
import { rowIdOf } from './contact-row-id.ts'
import type { ListRecord } from './list-record.ts'

const ROWS_PER_STEP = 10_000
const RESULTS_KEPT = 4

export interface ContactSearch {
  /** Ids of the rows of a group that contain the text, in file order. A newer search of the same list ends an older one (`cancelled`). */
  find(list: ListRecord, group: ContactGroup, search: string): Promise<readonly number[]>
}

/** Looks through the cells of a list in steps, so that the thread goes on answering; the last few results are kept. */
export function createContactSearch(db: Db): ContactSearch {
  const kept = new Map<string, readonly number[]>()
  const newest = new Map<number, number>()
  const likely = (cells: string) =>
    db.prepare(`
    SELECT id, phone, cells FROM contact_row
    WHERE id BETWEEN @from AND @to AND (${cells} OR phone LIKE @digits)
      AND (@group = 'all' OR (@group = 'ready' AND reason IS NULL) OR (@group = 'problems' AND reason IS NOT NULL) OR reason = @group)
    ORDER BY id`)
  // SQLite folds the case of ASCII letters only, so other letters are asked for in the three ways names are written.
  const likelyAscii = likely("cells LIKE @lower ESCAPE '!'")
  const likelyAny = likely("cells LIKE @lower ESCAPE '!' OR cells LIKE @upper ESCAPE '!' OR cells LIKE @titled ESCAPE '!'")

  return {
    async find(list, group, search) {
      const key = JSON.stringify([list.list_no, group, search, list.row_count])
      const known = kept.get(key)
      if (known) return known
      const turn = (newest.get(list.list_no) ?? 0) + 1
      newest.set(list.list_no, turn)
      const needle = search.toLowerCase()
      const digits = /^[+\d ()-]*$/.test(search) ? search.replace(/\D/g, '') : ''
      const ascii = /^[\x00-\x7f]*$/.test(search)
      const patterns = ascii
        ? { lower: likePattern(needle) }
        : { lower: likePattern(needle), upper: likePattern(search.toUpperCase()), titled: likePattern(titled(needle)) }
      const values = { group, ...patterns, digits: digits.length >= 3 ? `%${digits}%` : '' }
      const found: number[] = []
      for (let first = 1; first <= list.row_count; first += ROWS_PER_STEP) {
        const rows = (ascii ? likelyAscii : likelyAny).all({
          ...values,
          from: rowIdOf(list.list_no, first),
          to: rowIdOf(list.list_no, Math.min(first + ROWS_PER_STEP - 1, list.row_count)),
        }) as { id: number; phone: string | null; cells: string }[]
        // LIKE sees the JSON with its quotes and escapes; the cells themselves decide.
        for (const row of rows)
          if (
            (digits.length >= 3 && row.phone?.includes(digits)) ||
            (JSON.parse(row.cells) as string[]).some(cell => cell.toLowerCase().includes(needle))
          )
            found.push(row.id)
        await new Promise(resolve => setImmediate(resolve))
        if (newest.get(list.list_no) !== turn) throw new AppError('cancelled', {})
      }
      kept.set(key, found)
      for (const oldest of kept.keys()) if (kept.size > RESULTS_KEPT) kept.delete(oldest)
      return found
    },
  }
}

const titled = (text: string) => text.replace(/(?<!\p{L})\p{L}/gu, letter => letter.toUpperCase())

const likePattern = (text: string) => `%${JSON.stringify(text).slice(1, -1).replace(/[!%_]/g, '!$&')}%`
