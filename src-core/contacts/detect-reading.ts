import type { Delimiter, FileEncoding, FileReading } from '../../src-contract/model/contact.ts'
import { AppError } from '../app-error.ts'
import { bomBytesOf, detectEncoding, strictDecoder } from './detect-encoding.ts'
import { detectDelimiter, detectHeader, isBlank } from './detect-layout.ts'
import { afterLastLineEnd, afterLines, countLineEnds, detectLineEnd, type LineEnd } from './line-ends.ts'
import { parseRows } from './parse-rows.ts'
import type { FileSample } from './read-sample.ts'
import { wrongByteAt } from './wrong-byte.ts'

/** How a file is read, every question answered. */
export interface FoundReading {
  readonly encoding: FileEncoding
  readonly encodingCertain: boolean
  readonly delimiter: Delimiter
  readonly lineEnd: LineEnd
  readonly hasHeader: boolean
  /** Titles as written; spreadsheet letters (A, B, … AA) without a header. */
  readonly columns: readonly string[]
  /** The first rows, header left out, at most 500. */
  readonly rows: readonly string[][]
  /** Where the first row starts: byte, and line from 1. */
  readonly firstByte: number
  readonly firstLine: number
}

/** More columns than this is not a contact list; a thousand are read without complaint. */
export const MAX_COLUMNS = 1000
const ROWS_LOOKED_AT = 500

/**
 * Finds encoding, delimiter, line end and header, or uses what the operator chose. Throws `file_empty`,
 * `file_header_only`, `file_not_text`, `file_too_many_columns` {columns}, `file_broken_quotes` {line},
 * `file_wrong_encoding` {encoding, byte}.
 */
export function detectReading(sample: FileSample, reading: FileReading): FoundReading {
  const auto = detectEncodingOr(sample, reading)
  const whole = sample.sizeBytes <= sample.head.length
  const lineEndKnown = decodeHead(sample, auto.encoding, auto.bomBytes, null)
  const lineEnd = detectLineEnd(lineEndKnown)
  const text = whole ? lineEndKnown : decodeHead(sample, auto.encoding, auto.bomBytes, lineEnd)
  if (whole && text.trim() === '') throw new AppError('file_empty', {})
  const delimiter = reading.delimiter === 'auto' ? detectDelimiter(text, lineEnd) : reading.delimiter
  const parsed = parseRows(text, delimiter, lineEnd, whole)
  const firstFilled = parsed.rows.findIndex(row => !isBlank(row))
  const first = parsed.rows[firstFilled]
  if (!first) throw refusalWithoutRows(text, delimiter, lineEnd)
  if (first.length > MAX_COLUMNS) throw new AppError('file_too_many_columns', { columns: first.length, most: MAX_COLUMNS })
  const hasHeader = reading.header === 'auto' ? detectHeader(parsed.rows.slice(firstFilled, firstFilled + 50)) : reading.header === 'yes'
  const rows = parsed.rows.slice(hasHeader ? firstFilled + 1 : 0, ROWS_LOOKED_AT + 1)
  if (hasHeader && whole && rows.every(isBlank)) throw new AppError('file_header_only', { columns: first.length })
  // Blank lines above the header belong to nobody; without a header every row counts.
  const headerLines = hasHeader ? linesOf(text, firstFilled + 1, delimiter, lineEnd) : 0
  return {
    encoding: auto.encoding,
    encodingCertain: auto.certain,
    delimiter,
    lineEnd,
    hasHeader,
    rows,
    columns: hasHeader ? first.map(title => title.trim()) : first.map((_, column) => columnLetters(column)),
    firstByte:
      headerLines === 0
        ? auto.bomBytes
        : auto.bomBytes + afterLines(sample.head.subarray(auto.bomBytes), headerLines, lineEnd, auto.encoding),
    firstLine: headerLines + 1,
  }
}

function detectEncodingOr(sample: FileSample, reading: FileReading) {
  // Also asked when the operator chose, because a workbook or a picture is refused whatever encoding was chosen.
  const found = detectEncoding(sample.pieces)
  if (reading.encoding === 'auto') return found
  return { encoding: reading.encoding, certain: true, bomBytes: bomBytesOf(sample.head, reading.encoding) }
}

/** Decodes the head, cut at its last line end (any kind when none is known yet) unless it is the whole file. */
function decodeHead(sample: FileSample, encoding: FileEncoding, bomBytes: number, lineEnd: LineEnd | null): string {
  const { head } = sample
  const cut =
    sample.sizeBytes <= head.length
      ? head.length
      : lineEnd === null
        ? Math.max(afterLastLineEnd(head, head.length, '\n', encoding), afterLastLineEnd(head, head.length, '\r', encoding))
        : afterLastLineEnd(head, head.length, lineEnd, encoding)
  // A megabyte without a line is looked at as it is, so that its refusal can say what it is.
  const bytes = head.subarray(bomBytes, cut > bomBytes ? cut : head.length)
  try {
    return strictDecoder(encoding).decode(bytes, { stream: cut <= bomBytes })
  } catch {
    throw new AppError('file_wrong_encoding', { encoding, byte: bomBytes + wrongByteAt(bytes, encoding) })
  }
}

/** A first row that does not end within the sample: an open quote, or no lines at all. */
function refusalWithoutRows(text: string, delimiter: Delimiter, lineEnd: LineEnd): AppError {
  const parsed = parseRows(text, delimiter, lineEnd, true)
  if (parsed.openQuoteAt !== null)
    return new AppError('file_broken_quotes', { line: countLineEnds(text.slice(0, parsed.openQuoteAt), lineEnd) + 1 })
  const columns = parsed.rows[0]?.length ?? 0
  return columns > MAX_COLUMNS
    ? new AppError('file_too_many_columns', { columns, most: MAX_COLUMNS })
    : new AppError('file_not_text', { kind: 'no_lines' })
}

/** Lines that the first `rowCount` rows take; a title may hold line ends of its own. */
function linesOf(text: string, rowCount: number, delimiter: Delimiter, lineEnd: LineEnd): number {
  let lines = rowCount
  for (;;) {
    let at = 0
    for (let line = 0; line < lines; line += 1) {
      const next = text.indexOf(lineEnd, at)
      if (next === -1) return lines
      at = next + 1
    }
    const rows = parseRows(text.slice(0, at), delimiter, lineEnd, false).rows.length
    if (rows >= rowCount) return lines
    lines += 1
  }
}

function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}
