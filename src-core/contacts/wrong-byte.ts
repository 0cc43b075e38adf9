import type { FileEncoding } from '../../src-contract/model/contact.ts'
import { strictDecoder } from './detect-encoding.ts'

/** Where strict decoding first fails: the index of the byte by which the text can no longer be read. */
export function wrongByteAt(bytes: Uint8Array, encoding: FileEncoding): number {
  let good = 0
  let bad = bytes.length
  // Decoding a longer piece fails whenever a shorter one does, so the place is found by halving.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (readable(bytes.subarray(0, middle), encoding)) good = middle
    else bad = middle
  }
  return good
}

function readable(bytes: Uint8Array, encoding: FileEncoding): boolean {
  try {
    strictDecoder(encoding).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
