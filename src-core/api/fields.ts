import type { Raw } from './callbot-types.ts'

/** Reads the members of an object from outside by any of the spellings the documents use; nothing here can fail. */
export interface Fields {
  readonly raw: Raw
  has(name: string): boolean
  /** Text; numbers become text, everything else ''. */
  text(...names: string[]): string
  /** Text, or null when it is absent or empty. */
  textOrNull(...names: string[]): string | null
  /** A number, also one written as text; null for everything else. */
  number(...names: string[]): number | null
  /** true/false, also as 1/0 and as text. */
  flag(...names: string[]): boolean | null
  object(...names: string[]): Fields | null
  /** The objects of an array; [] when there is none. */
  objects(...names: string[]): Fields[]
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Makes a reader of anything; what is no object reads as an empty one. */
export function fieldsOf(value: unknown): Fields {
  const raw: Raw = isObject(value) ? value : {}
  const first = (names: readonly string[]): unknown => {
    for (const name of names) {
      const found = Object.hasOwn(raw, name) ? raw[name] : undefined
      if (found !== undefined && found !== null) return found
    }
    return undefined
  }
  return {
    raw,
    has: name => Object.hasOwn(raw, name),
    text: (...names) => asText(first(names)),
    textOrNull: (...names) => asText(first(names)) || null,
    number: (...names) => asNumber(first(names)),
    flag: (...names) => asFlag(first(names)),
    object(...names) {
      const found = first(names)
      return isObject(found) ? fieldsOf(found) : null
    },
    objects(...names) {
      const found = first(names)
      return Array.isArray(found) ? found.filter(isObject).map(fieldsOf) : []
    },
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

function asFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (value === 1 || value === '1' || value === 'true') return true
  if (value === 0 || value === '0' || value === 'false') return false
  return null
}
