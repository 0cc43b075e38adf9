import type { ContactMapping, RefusalReason } from '../../src-contract/model/contact.ts'
import { isBlank } from './detect-layout.ts'
import type { NormalisedPhone } from './normalise-phone.ts'

/** What one row is worth: a phone to call, or the reason why not, the column at fault (from 0) and its data. */
export type RowVerdict =
  | { readonly phone: string; readonly country: string; readonly reason: null }
  | { readonly phone: null; readonly reason: RefusalReason; readonly column: number | null; readonly detail: string }

const MAX_VALUE = 10_000

const refuse = (reason: RefusalReason, column: number | null, detail = ''): RowVerdict => ({ phone: null, reason, column, detail })

/**
 * Checks whole rows against the mapping; the first thing wrong is the reason. Duplicates are found later, at the
 * database's unique index. Extra blank cells at the end are cut off, because spreadsheets write them.
 */
export function createRowCheck(
  columnCount: number,
  mapping: ContactMapping,
  normalise: (written: string) => NormalisedPhone,
): (cells: string[], brokenQuotes: boolean) => RowVerdict {
  return (cells, brokenQuotes) => {
    while (cells.length > columnCount && (cells[cells.length - 1] ?? '').trim() === '') cells.pop()
    if (brokenQuotes) return refuse('broken_quotes', null)
    if (isBlank(cells)) return refuse('blank_row', null)
    if (cells.length !== columnCount)
      return refuse(cells.length < columnCount ? 'too_few_columns' : 'too_many_columns', null, `${cells.length}:${columnCount}`)
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column] ?? ''
      if (cell.length > MAX_VALUE) return refuse('value_too_long', column, String(cell.length))
      if (cell.includes('\0')) return refuse('nul_bytes', column)
    }
    const phone = normalise(cells[mapping.phone] ?? '')
    if (phone.phone === null) return refuse(phone.reason, mapping.phone, phone.detail)
    for (const variable of mapping.variables)
      if ((cells[variable.column] ?? '').trim() === '') return refuse('variable_missing', variable.column, variable.name)
    return { phone: phone.phone, country: phone.country, reason: null }
  }
}
