import type { Delimiter } from '../../src-contract/model/contact.ts'
import { roleOfHeader } from './column-aliases.ts'
import type { LineEnd } from './line-ends.ts'
import { parseRows } from './parse-rows.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']
const LOOKED_AT = 131_072

/** The delimiter that gives the rows the same number of cells; more cells win among equals. */
export function detectDelimiter(text: string, lineEnd: LineEnd): Delimiter {
  const part = text.slice(0, LOOKED_AT)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const rows = parseRows(part, delimiter, lineEnd, part.length === text.length)
      .rows.slice(0, 500)
      .filter(row => !isBlank(row))
    const counts = new Map<number, number>()
    for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
    const [columns, agreeing] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
    if (columns < 2 || rows.length === 0) continue
    // The header always has its delimiters, even where free text spoils the rows below.
    const score = (agreeing / rows.length) ** 2 * (1 - 1 / (columns + 1)) + (rows[0]?.length === columns ? 0.1 : 0)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Whether the first row names the columns: no numbers in it, and best of all a name we know. */
export function detectHeader(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0] ?? []
  const filled = first.map(cell => cell.trim()).filter(cell => cell !== '')
  if (filled.length === 0) return false
  if (filled.some(cell => looksNumeric(cell))) return false
  if (filled.some(cell => roleOfHeader(cell) !== null)) return true
  // Without a known name: text above numbers is a header, text above text is one when no title comes twice.
  const below = rows.slice(1, 50)
  if (first.some((_, column) => below.length > 0 && below.every(row => looksNumeric(row[column] ?? '')))) return true
  return new Set(filled).size === filled.length && filled.every(cell => cell.length <= 64)
}

/** Nothing but white space. */
export const isBlankCell = (cell: string): boolean => cell === '' || cell.trim() === ''

/** No cell of the row says anything. */
export const isBlank = (row: readonly string[]): boolean => row.every(isBlankCell)

const looksNumeric = (cell: string) =>
  /^[+'’=" \d().,:/€$%-]*\d[\d().,:/ €$%'"-]*$/.test(cell.trim()) || /^\d+(?:\.\d+)?e\+?\d+$/i.test(cell.trim())
