import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id that sorts by time: UUIDv7 without hyphens, 32 hex digits, the longest form both APIs show in samples. */
export const newId = (): string => v7().replaceAll('-', '')

/** Ids for a whole slice of rows, in order: chance is drawn once for all of them, which makes each several times cheaper. */
export function newIds(count: number): string[] {
  const chance = randomBytes(count * 16 + 4)
  const msecs = Date.now()
  // A start anywhere in the lower half of the 32 bits leaves room to count up.
  const first = chance.readUInt32BE(count * 16) >>> 1
  return Array.from({ length: count }, (_, index) =>
    v7({ msecs, seq: first + index, random: chance.subarray(index * 16, index * 16 + 16) }).replaceAll('-', ''),
  )
}
