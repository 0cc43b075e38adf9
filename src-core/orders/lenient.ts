/** What a platform object is until its fields are read one by one. */
export type Loose = Readonly<Record<string, unknown>>

/** An object as a record; anything else as an empty one. */
export const asObject = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}

/** The objects of an array; a single object counts as an array of one (nxlink-cc.md 5.3 leaves the form open). */
export function asObjects(value: unknown): Loose[] {
  if (Array.isArray(value)) return value.filter(item => typeof item === 'object' && item !== null && !Array.isArray(item)) as Loose[]
  return typeof value === 'object' && value !== null ? [value as Loose] : []
}

/** Ids, phones and words as text; a number keeps its digits. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  return ''
}

/** A number, also when written as text; null for everything else. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** UTC milliseconds of a timestamp in seconds or milliseconds (1e12 and above); 0 and absent are null (callbot-v3.md 6: unit not documented). */
export function asInstant(value: unknown): number | null {
  const number = asNumber(value)
  if (number === null || number <= 0) return null
  return Math.round(number >= 1e12 ? number : number * 1000)
}

/** JSON of a parsed value; a bigint keeps its digits as a number where the runtime can write it so. */
export function toRawJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? bigintAsJson(item) : item))
}

function bigintAsJson(value: bigint): unknown {
  const raw = (JSON as { rawJSON?: (text: string) => unknown }).rawJSON
  return raw ? raw(String(value)) : String(value)
}
