import type { AuditEntry } from '../../src-contract/model/audit.ts'

type Value = AuditEntry['before']

/** One value of a line, by its path: "form.window.from", "rules.inFlight", "phones[2]". */
export interface ValueChange {
  readonly path: string
  /** Text of the value; null when the side does not have it. */
  readonly before: string | null
  readonly after: string | null
  readonly differs: boolean
}

/** Lists of plain values up to this long are shown as one value. */
const SHORT_LIST = 6

/** Every value of both sides by its path, in the order they were written, with what differs marked. A side that is missing makes every value of the other one new. */
export function valueDiff(before: Value, after: Value): ValueChange[] {
  const old = flatten(before)
  const now = flatten(after)
  const paths = [...old.keys(), ...[...now.keys()].filter(path => !old.has(path))]
  return paths.map(path => {
    const one = old.get(path) ?? null
    const other = now.get(path) ?? null
    return { path, before: one, after: other, differs: one !== other }
  })
}

function flatten(value: Value, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null) {
    if (path !== '') found.set(path, 'null')
  } else if (Array.isArray(value)) {
    const plain = value.every(item => item === null || typeof item !== 'object')
    if (value.length === 0 || (plain && value.length <= SHORT_LIST)) found.set(path, value.map(text).join(', ') || '[]')
    else for (const [at, item] of value.entries()) flatten(item, `${path}[${at + 1}]`, found)
  } else if (typeof value === 'object') {
    const entries = Object.entries(value)
    if (entries.length === 0 && path !== '') found.set(path, '{}')
    for (const [name, item] of entries) flatten(item, path === '' ? name : `${path}.${name}`, found)
  } else {
    found.set(path, text(value))
  }
  return found
}

/** Text as it is; anything else as JSON. A text without letters keeps its quotes, so that it is not taken for nothing. */
const text = (value: unknown): string => (typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value))
