import type { FileEncoding } from '../../src-contract/model/contact.ts'

/** How rows end: `\n` also stands for `\r\n`, whose `\r` is cut off the last cell; `\r` alone is the old Macintosh form. */
export type LineEnd = '\n' | '\r'

const CODE: Readonly<Record<LineEnd, number>> = { '\n': 10, '\r': 13 }
const unitOf = (encoding: FileEncoding) => (encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1)

/**
 * Index just behind the last line end before `before`, or 0 when there is none. Right for every encoding we read:
 * no byte of a multi-byte character of theirs is 10 or 13, and UTF-16 is looked at in pairs.
 */
export function afterLastLineEnd(bytes: Uint8Array, before: number, lineEnd: LineEnd, encoding: FileEncoding): number {
  const code = CODE[lineEnd]
  if (unitOf(encoding) === 1) return bytes.lastIndexOf(code, before - 1) + 1
  const low = encoding === 'utf-16le' ? 0 : 1
  for (let at = before - (before % 2) - 2; at >= 0; at -= 2) if (bytes[at + low] === code && bytes[at + 1 - low] === 0) return at + 2
  return 0
}

/** Index just behind the `count`-th line end, or the length when there are fewer. */
export function afterLines(bytes: Uint8Array, count: number, lineEnd: LineEnd, encoding: FileEncoding): number {
  const code = CODE[lineEnd]
  const unit = unitOf(encoding)
  const low = encoding === 'utf-16be' ? 1 : 0
  let found = 0
  for (let at = 0; at + unit <= bytes.length; at += unit) {
    if (bytes[at + low] !== code || (unit === 2 && bytes[at + 1 - low] !== 0)) continue
    found += 1
    if (found === count) return at + unit
  }
  return bytes.length
}

/** Number of line ends in a text. */
export function countLineEnds(text: string, lineEnd: LineEnd): number {
  let count = 0
  for (let at = text.indexOf(lineEnd); at !== -1; at = text.indexOf(lineEnd, at + 1)) count += 1
  return count
}

/** Looks at the line ends outside quotes; only a file without any `\n` there has rows that end with `\r`. */
export function detectLineEnd(text: string): LineEnd {
  let quoted = false
  let sawReturn = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 34) quoted = !quoted
    else if (!quoted && code === 10) return '\n'
    else if (!quoted && code === 13) sawReturn = true
  }
  return sawReturn && !text.includes('\n') ? '\r' : '\n'
}
