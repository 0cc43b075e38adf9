import type { ContactMapping } from '../../src-contract/model/contact.ts'
import { cleanPhone } from './clean-phone.ts'
import { type ColumnRole, roleOfHeader } from './column-aliases.ts'
import { guessCountry } from './guess-country.ts'
import { isDangerousTitle } from './header-remarks.ts'
import type { PhonePlans } from './phone-plans.ts'

const MAX_VARIABLES = 100
/** A variable must be filled in every row that is sent; a column blank more often than this is hardly meant as one. */
const LEAST_FILLED = 0.7

/** Proposes what each column becomes: by its title in many languages, by its content, the rest as script variables. */
export function suggestMapping(
  columns: readonly string[],
  hasHeader: boolean,
  rows: readonly (readonly string[])[],
  plans: PhonePlans,
): ContactMapping {
  const roles = columns.map(title => (hasHeader ? roleOfHeader(title) : null))
  const phone = phoneColumn(columns, roles, rows)
  const take = (role: ColumnRole): number | null => {
    const at = roles.findIndex((found, column) => found === role && column !== phone)
    return at === -1 ? null : at
  }
  const mapped = { phone, name: take('name'), customerName: take('customerName'), other: take('other') }
  const used = new Set<number | null>(Object.values(mapped))
  const names = new Set<string>()
  const variables = columns
    .map((title, column) => ({ title, column }))
    .filter(({ column }) => !used.has(column) && filledShare(rows, column) >= LEAST_FILLED)
    .slice(0, MAX_VARIABLES)
    .map(({ title, column }) => ({ name: variableName(title, column, names), column }))
  return { ...mapped, variables, defaultCountry: guessCountry(plans, rows, phone, roles.indexOf('country')) }
}

/** The titled column whose cells are numbers; else the column with the most of them; else the titled one, or the first. */
function phoneColumn(columns: readonly string[], roles: readonly (ColumnRole | null)[], rows: readonly (readonly string[])[]): number {
  const shares = columns.map((_, column) => phoneShare(rows, column))
  const titled = columns.map((_, column) => column).filter(column => roles[column] === 'phone')
  const best = (candidates: number[]) =>
    candidates.reduce<number | null>(
      (top, column) => (top === null || (shares[column] ?? 0) > (shares[top] ?? 0) + 0.05 ? column : top),
      null,
    )
  const byTitle = best(titled)
  const byContent = best(columns.map((_, column) => column))
  if (byTitle !== null && ((shares[byTitle] ?? 0) >= 0.3 || (shares[byContent ?? 0] ?? 0) < 0.5)) return byTitle
  return byContent ?? 0
}

const filledShare = (rows: readonly (readonly string[])[], column: number): number =>
  rows.length === 0 ? 0 : rows.filter(row => (row[column] ?? '').trim() !== '').length / rows.length

/** Share of the filled cells that could be phone numbers. Dates and amounts are shorter or broken up by other signs. */
function phoneShare(rows: readonly (readonly string[])[], column: number): number {
  let filled = 0
  let phones = 0
  for (const row of rows) {
    const cell = (row[column] ?? '').trim()
    if (cell === '') continue
    filled += 1
    if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(cell)) continue
    const clean = cleanPhone(cell)
    if ('digits' in clean ? clean.digits.length >= 8 && clean.digits.length <= 15 : clean.reason === 'phone_scientific') phones += 1
  }
  return filled === 0 ? 0 : phones / filled
}

function variableName(title: string, column: number, taken: Set<string>): string {
  const plain = title
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 56)
  const base = plain === '' || isDangerousTitle(title) ? `column_${column + 1}` : /^\p{N}/u.test(plain) ? `v_${plain}` : plain
  let name = base
  for (let next = 2; taken.has(name); next += 1) name = `${base}_${next}`
  taken.add(name)
  return name
}
