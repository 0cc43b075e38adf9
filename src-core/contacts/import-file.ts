import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../app-error.ts'
import { strictDecoder } from './detect-encoding.ts'
import { MAX_COLUMNS } from './detect-reading.ts'
import { afterLastLineEnd, afterLines, countLineEnds } from './line-ends.ts'
import type { ListRecord } from './list-record.ts'
import { type ParsedRows, parseRows } from './parse-rows.ts'
import { openChosen, readAt, unreadable } from './read-sample.ts'
import type { Slice, SliceWriter } from './slice-writer.ts'
import { wrongByteAt } from './wrong-byte.ts'

/** Rows aimed at in one commit: enough to pay for the flush to disk, few enough to stop within 50 ms. */
const ROWS_PER_SLICE = 3000
const LEAST_BYTES = 32_768
const MOST_BYTES = 1_048_576
/** A row that does not end within this is no row: an open quote, or a file without lines. */
const LONGEST_ROW_BYTES = 2_097_152
/** A quoted cell with this many lines has swallowed other rows. */
const SWALLOWED_LINES = 100

/**
 * Reads a list's file from where its last commit ended, slice by slice, until the end or until `stopped` says so.
 * Memory holds one slice. Throws the file-level refusals of the contract, each with the line or the byte.
 */
export async function importFile(
  list: ListRecord,
  writer: SliceWriter,
  stopped: () => boolean,
  onSlice: () => void,
): Promise<'done' | 'stopped'> {
  const handle = await openChosen(list.file_path)
  const startedAt = performance.now()
  const rowsBefore = writer.rowCount
  let position = list.next_byte
  let line = list.next_line
  let wanted = LEAST_BYTES
  try {
    while (position < list.size_bytes) {
      if (stopped()) return 'stopped'
      const piece = await readPiece(handle, list, position, wanted)
      const parsed = piece.text === '' ? null : parseRows(piece.text, list.delimiter, list.line_end, piece.isEnd)
      if (!parsed || (parsed.rows.length === 0 && !piece.isEnd)) {
        if (wanted >= LONGEST_ROW_BYTES) throw endlessRow(piece.text, list, line)
        wanted *= 2
        continue
      }
      const { rows, brokenQuotes, consumed, refusal } = piece.isEnd
        ? closeLastRow(piece.text, parsed, list, line)
        : { ...parsed, refusal: null }
      refuseSwallowed(rows, piece.text, list, line)
      const nextByte = position + bytesOf(piece.bytes, piece.text, consumed, list)
      const nextLine = line + countLineEnds(consumed === piece.text.length ? piece.text : piece.text.slice(0, consumed), list.line_end)
      const seconds = (performance.now() - startedAt) / 1000
      const slice: Slice = { rows, brokenQuotes, nextByte, nextLine }
      writer.write(slice, seconds > 0 ? (writer.rowCount + rows.length - rowsBefore) / seconds : 0)
      onSlice()
      if (refusal) throw refusal
      position = nextByte
      line = nextLine
      wanted = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, Math.round((consumed / Math.max(1, rows.length)) * ROWS_PER_SLICE)))
    }
    return 'done'
  } finally {
    await handle.close()
  }
}

interface Piece {
  readonly bytes: Buffer
  readonly text: string
  readonly isEnd: boolean
}

/** Whole lines only, so that every piece decodes by itself and a resumed import needs no decoder state. */
async function readPiece(handle: FileHandle, list: ListRecord, position: number, wanted: number): Promise<Piece> {
  let read: Buffer
  try {
    read = await readAt(handle, position, wanted, list.size_bytes)
  } catch (error) {
    throw unreadable(error, list.file_path)
  }
  const expected = Math.min(wanted, list.size_bytes - position)
  if (read.length < expected) throw new AppError('file_unreadable', { path: list.file_path, code: 'changed' })
  const isEnd = position + read.length >= list.size_bytes
  const bytes = isEnd ? read : read.subarray(0, afterLastLineEnd(read, read.length, list.line_end, list.encoding))
  if (bytes.length === 0 && wanted >= LONGEST_ROW_BYTES) return { bytes: read, text: decode(read, list, position, true), isEnd }
  return { bytes, text: decode(bytes, list, position, false), isEnd }
}

function decode(bytes: Buffer, list: ListRecord, position: number, cut: boolean): string {
  try {
    return strictDecoder(list.encoding).decode(bytes, { stream: cut })
  } catch {
    throw new AppError('file_wrong_encoding', { encoding: list.encoding, byte: position + wrongByteAt(bytes, list.encoding) })
  }
}

/** Bytes of the first `consumed` characters; these end with a line, so the lines left over are counted from the end. */
function bytesOf(bytes: Buffer, text: string, consumed: number, list: ListRecord): number {
  if (consumed === text.length) return bytes.length
  return afterLines(bytes, countLineEnds(text.slice(0, consumed), list.line_end), list.line_end, list.encoding)
}

type LastRows = Pick<ParsedRows, 'rows' | 'brokenQuotes' | 'consumed'> & { refusal: AppError | null }

/** At the end of the file an open quote is either one broken row or has swallowed the rows after it. */
function closeLastRow(text: string, parsed: ParsedRows, list: ListRecord, line: number): LastRows {
  if (parsed.openQuoteAt !== null) {
    if (!text.includes(list.line_end, parsed.openQuoteAt)) return { ...parsed, refusal: null }
    return {
      rows: parsed.rows.slice(0, -1),
      brokenQuotes: parsed.brokenQuotes,
      consumed: text.length,
      refusal: brokenAt(text, parsed.openQuoteAt, list, line),
    }
  }
  if (parsed.consumed === text.length) return { ...parsed, refusal: null }
  const rest = text.slice(parsed.consumed).replace(/\r?[\n\r]$/, '')
  const last = parseRows(rest, list.delimiter, list.line_end, true)
  const openAt = parsed.consumed + (last.openQuoteAt ?? 0)
  if (rest.includes(list.line_end)) return { ...parsed, consumed: text.length, refusal: brokenAt(text, openAt, list, line) }
  return {
    rows: [...parsed.rows, ...last.rows],
    brokenQuotes: new Set([...parsed.brokenQuotes, parsed.rows.length]),
    consumed: text.length,
    refusal: null,
  }
}

const brokenAt = (text: string, openAt: number, list: ListRecord, line: number) =>
  new AppError('file_broken_quotes', { line: line + countLineEnds(text.slice(0, openAt), list.line_end) })

function endlessRow(text: string, list: ListRecord, line: number): AppError {
  const parsed = parseRows(text, list.delimiter, list.line_end, true)
  if (parsed.openQuoteAt !== null) return brokenAt(text, parsed.openQuoteAt, list, line)
  const columns = parsed.rows[0]?.length ?? 0
  return columns > MAX_COLUMNS
    ? new AppError('file_too_many_columns', { columns, most: MAX_COLUMNS, line })
    : new AppError('file_not_text', { kind: 'no_lines', line })
}

/** A stray quote that closes only at the next stray quote: grammatically one cell, in truth many contacts. */
function refuseSwallowed(rows: readonly string[][], text: string, list: ListRecord, line: number): void {
  if (!text.includes('"')) return
  for (const [index, cells] of rows.entries()) {
    const guilty = cells.some(cell => cell.length >= SWALLOWED_LINES && countLineEnds(cell, list.line_end) >= SWALLOWED_LINES)
    if (!guilty) continue
    const before = rows
      .slice(0, index)
      .reduce((lines, row) => lines + 1 + row.reduce((inside, cell) => inside + countLineEnds(cell, list.line_end), 0), 0)
    throw new AppError('file_broken_quotes', { line: line + before })
  }
}
