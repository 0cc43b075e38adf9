import { TextDecoder } from 'node:util'
import type { FileEncoding } from '../../src-contract/model/contact.ts'
import { AppError } from '../app-error.ts'
import { scoreDecoded } from './score-decoded.ts'

export interface FoundEncoding {
  readonly encoding: FileEncoding
  /** False when only the look of the decoded text spoke for it. */
  readonly certain: boolean
  /** Bytes of the byte order mark. */
  readonly bomBytes: number
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 3, 4]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
]
const GUESSES: readonly FileEncoding[] = [
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'windows-1258',
]

/** A decoder that refuses bytes the encoding does not have, and never swallows a mark in the middle of a file. */
export const strictDecoder = (encoding: FileEncoding): TextDecoder => new TextDecoder(encoding, { fatal: true, ignoreBOM: true })

/** Bytes of a byte order mark of that encoding at the start, or 0. */
export function bomBytesOf(head: Buffer, encoding: FileEncoding): number {
  if (encoding === 'utf-8' && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 3
  if (encoding === 'utf-16le' && head[0] === 0xff && head[1] === 0xfe) return 2
  if (encoding === 'utf-16be' && head[0] === 0xfe && head[1] === 0xff) return 2
  return encoding === 'gb18030' && head.length >= 4 && head.readUInt32BE(0) === 0x84319533 ? 4 : 0
}

/**
 * Finds how the bytes are to be read: byte order mark, the zero bytes of UTF-16, strict UTF-8, and then the guess whose
 * decoded text looks most like writing. Throws `file_not_text` for programs, archives, workbooks and pictures.
 */
export function detectEncoding(pieces: readonly Buffer[]): FoundEncoding {
  const head = pieces[0] ?? Buffer.alloc(0)
  refuseBinary(head)
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
    const bomBytes = bomBytesOf(head, encoding)
    if (bomBytes > 0) return { encoding, certain: true, bomBytes }
  }
  const wide = wideEncoding(head)
  if (wide) return { encoding: wide, certain: true, bomBytes: 0 }
  refuseControls(head)
  if (pieces.every((piece, index) => decodes(piece, 'utf-8', index > 0))) return { encoding: 'utf-8', certain: true, bomBytes: 0 }
  // A few torn bytes in a UTF-8 file must not turn every accent of it into two wrong letters; reading it will name the byte.
  if (isNearlyUtf8(pieces)) return { encoding: 'utf-8', certain: true, bomBytes: 0 }
  // Whole lines only: a piece that begins inside a character would speak against the right encoding.
  const lines = pieces.map((piece, index) => wholeLines(piece, index === 0))
  let best: { encoding: FileEncoding; score: number } = { encoding: 'windows-1252', score: -1 }
  for (const encoding of GUESSES) {
    const text = decodeAll(lines, encoding)
    if (text === null) continue
    const score = scoreDecoded(text, encoding)
    if (score > best.score) best = { encoding, score }
  }
  return { encoding: best.encoding, certain: false, bomBytes: bomBytesOf(head, best.encoding) }
}

function refuseBinary(head: Buffer): void {
  for (const [kind, magic] of MAGIC) if (magic.every((byte, at) => head[at] === byte)) throw new AppError('file_not_text', { kind })
}

function refuseControls(head: Buffer): void {
  const part = head.subarray(0, 65_536)
  let controls = 0
  for (const byte of part) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls += 1
  // A few NUL bytes spoil their rows only; a file with 2 % of them is not a text.
  if (controls > 16 && controls / part.length > 0.02) throw new AppError('file_not_text', { kind: 'binary' })
}

function wideEncoding(head: Buffer): FileEncoding | null {
  const length = Math.min(head.length, 65_536) & ~1
  if (length < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even += 1
    if (head[at + 1] === 0) odd += 1
  }
  const pairs = length / 2
  if (odd / pairs > 0.25 && even / pairs < 0.02) return 'utf-16le'
  return even / pairs > 0.25 && odd / pairs < 0.02 ? 'utf-16be' : null
}

/** Strict UTF-8, except for a character cut at either end of a piece. */
function decodes(piece: Buffer, encoding: FileEncoding, cutsStart: boolean): boolean {
  let start = 0
  if (cutsStart) while (start < 3 && ((piece[start] ?? 0) & 0xc0) === 0x80) start += 1
  try {
    strictDecoder(encoding).decode(piece.subarray(start), { stream: true })
    return true
  } catch {
    return false
  }
}

function isNearlyUtf8(pieces: readonly Buffer[]): boolean {
  const text = pieces.map(piece => piece.toString('utf8')).join('')
  const wrong = text.match(/\ufffd/g)?.length ?? 0
  const right = (text.match(/[^\x00-\x7f]/g)?.length ?? 0) - wrong
  return right >= 50 && wrong * 50 < right
}

function wholeLines(piece: Buffer, isHead: boolean): Buffer {
  const isEnd = (byte: number) => byte === 10 || byte === 13
  const start = isHead ? 0 : piece.findIndex(isEnd) + 1
  const last = Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13)) + 1
  return last > start ? piece.subarray(start, last) : piece
}

function decodeAll(pieces: readonly Buffer[], encoding: FileEncoding): string | null {
  try {
    return pieces.map(piece => strictDecoder(encoding).decode(piece)).join('\n')
  } catch {
    return null
  }
}
