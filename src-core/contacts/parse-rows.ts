import Papa from 'papaparse'
import type { Delimiter } from '../../src-contract/model/contact.ts'
import type { LineEnd } from './line-ends.ts'

export interface ParsedRows {
  readonly rows: string[][]
  /** Characters used up by the rows; what follows is the beginning of a row that is not complete. */
  readonly consumed: number
  /** Rows (by index) with a quote where none may stand; empty nearly always. */
  readonly brokenQuotes: ReadonlySet<number>
  /** Character where a quoted cell opens that the text does not close; null when all close. */
  readonly openQuoteAt: number | null
}

interface PapaAnswer {
  data: string[][]
  errors: { code: string; row: number; index: number }[]
  meta: { cursor: number }
}

const NO_ROWS: ReadonlySet<number> = new Set()
/** Stands for a `\r` inside quotes while the `\r` of line ends is cut; a private character that no text has. */
const KEPT_RETURN = '\uf8fe'

/**
 * Parses a piece of text that starts at a row. With `isEnd` the last row needs no line end; without, an unfinished row is
 * left for the next piece. papaparse's own parser is called directly: its streams would hide where a row ends in the file.
 */
export function parseRows(text: string, delimiter: Delimiter, lineEnd: LineEnd, isEnd: boolean): ParsedRows {
  const parser = new Papa.Parser({ delimiter, newline: lineEnd, quoteChar: '"' })
  const cutsReturn = lineEnd === '\n' && text.includes('\r')
  // A quoted cell that ends with \r must keep it. The stand-in has the same length, so positions stay right.
  const guards = cutsReturn && text.includes('\r"')
  const leaveLast = !isEnd || text.endsWith(lineEnd)
  const answer = parser.parse(guards ? text.replaceAll('\r"', `${KEPT_RETURN}"`) : text, 0, leaveLast) as PapaAnswer
  const rows = answer.data
  if (cutsReturn) for (const row of rows) cutReturn(row)
  if (guards) for (const row of rows) for (let at = 0; at < row.length; at += 1) row[at] = (row[at] ?? '').replaceAll(KEPT_RETURN, '\r')
  const open = answer.errors.find(error => error.code === 'MissingQuotes')
  const broken = answer.errors.filter(error => error.row < rows.length)
  return {
    rows,
    consumed: leaveLast ? answer.meta.cursor : text.length,
    brokenQuotes: broken.length === 0 ? NO_ROWS : new Set(broken.map(error => error.row)),
    openQuoteAt: open ? open.index - 1 : null,
  }
}

function cutReturn(row: string[]): void {
  const last = row.length - 1
  const cell = row[last]
  if (cell !== undefined && cell.charCodeAt(cell.length - 1) === 13) row[last] = cell.slice(0, -1)
}
