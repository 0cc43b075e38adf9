// What spreadsheets take for the start of a formula, with the full-width and small forms that some of them fold into it.
const SIGN = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\ufe66\\ufe62\\ufe63\\ufe6b\\u2212'
const BREAK = '\\r\\n\\v\\f\\u0085\\u2028\\u2029'
const BLANK =
  '(?:[^\\S\\r\\n\\t\\v\\f\\u2028\\u2029]|[\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff\\u0000-\\u0008\\u000e-\\u001f])*'

/** A cell that must not be read as it stands: a formula, a leading tab or line end, or an apostrophe that would look like ours. */
const DANGEROUS = new RegExp(`^(?:'|${BLANK}[${SIGN}\\t${BREAK}])`, 'u')
/** A new cell for a reader that splits at line ends, tabs or semicolons although the cell is quoted. */
const DANGEROUS_INSIDE = new RegExp(`(?<=[${BREAK}\\t;])(?='*${BLANK}[${SIGN}])`, 'gu')
const GUARDED_INSIDE = new RegExp(`(?<=[${BREAK}\\t;])'(?='*${BLANK}[${SIGN}])`, 'gu')
/** Digits that a spreadsheet would round or shorten: 12 and more, or with a zero in front, or like 12E5. */
const FRAGILE_DIGITS = /^(?:\d{12,}|0\d+|\d+[eE]\d+)$/

/**
 * Makes a text safe for every spreadsheet: an apostrophe is put in front of what would be computed, rounded or split.
 * An apostrophe, because it is no trigger itself, as a tab and `="…"` are; Excel keeps such a cell as text.
 */
export function guardCell(text: string): string {
  const inside = text.replace(DANGEROUS_INSIDE, "'")
  return DANGEROUS.test(text) || FRAGILE_DIGITS.test(text) ? `'${inside}` : inside
}

/** A phone or an id: text in a spreadsheet, whatever its length. */
export function guardDigits(text: string): string {
  return /^\d+$/.test(text) ? `'${text}` : guardCell(text)
}

/** The value `guardCell` and `guardDigits` were given. */
export function restoreCell(cell: string): string {
  return (cell.startsWith("'") ? cell.slice(1) : cell).replace(GUARDED_INSIDE, '')
}

/** One CSV line: guarded cells, quoted where the format asks for it. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map(cell => (/[",;\r\n\t\v\f\u0085\u2028\u2029]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
