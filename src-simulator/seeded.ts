/**
 * Seeded chance. Every draw is a function of its key, never of a shared stream, so that what happens to
 * one order does not depend on which request or timer came first.
 */

const SEEDS = [1779033703, 3144134277, 1013904242, 2773480762] as const
const FACTORS = [597399067, 2869860233, 951274213, 2716044179] as const

/** Four 32-bit words of a key, well mixed. Not for security: only for repeatable chance and ids. */
export function hashWords(key: string): [number, number, number, number] {
  let [a, b, c, d]: [number, number, number, number] = [...SEEDS]
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    a = b ^ Math.imul(a ^ unit, FACTORS[0])
    b = c ^ Math.imul(b ^ unit, FACTORS[1])
    c = d ^ Math.imul(c ^ unit, FACTORS[2])
    d = a ^ Math.imul(d ^ unit, FACTORS[3])
  }
  a = Math.imul(c ^ (a >>> 18), FACTORS[0])
  b = Math.imul(d ^ (b >>> 22), FACTORS[1])
  c = Math.imul(a ^ (c >>> 17), FACTORS[2])
  d = Math.imul(b ^ (d >>> 19), FACTORS[3])
  const mixed = a ^ b ^ c ^ d
  return [mixed >>> 0, (b ^ mixed) >>> 0, (c ^ mixed) >>> 0, (d ^ mixed) >>> 0]
}

/** 32 lower-case hex digits made from a key. */
export function hexId(key: string): string {
  return hashWords(key)
    .map(word => word.toString(16).padStart(8, '0'))
    .join('')
}

/** An id that looks like a UUID, made from a key. */
export function uuidLike(key: string): string {
  const hex = hexId(key)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

/** A long numeric id such as the platform's task ids ("1688363452814331904", nxlink-cc.md section 6). */
export function longNumber(key: string): string {
  const [a, b] = hashWords(key)
  return `16${String(a).padStart(10, '0').slice(-10)}${String(b).padStart(10, '0').slice(-7)}`
}

/** One number in [0, 1) made from a key. */
export function chance(key: string): number {
  return hashWords(key)[0] / 4294967296
}

/** A short private stream of numbers in [0, 1), started by a key. */
export function stream(key: string): () => number {
  let state = hashWords(key)[0]
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
