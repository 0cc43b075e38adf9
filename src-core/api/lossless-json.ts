const MAX_DEPTH = 64

/** Text that is no JSON, or JSON nobody should read. `truncated`: it starts well and stops in the middle. */
export class JsonProblem extends Error {
  readonly kind: 'not_json' | 'truncated' | 'too_deep'
  constructor(kind: 'not_json' | 'truncated' | 'too_deep') {
    super(kind)
    this.name = 'JsonProblem'
    this.kind = kind
  }
}

/**
 * Parses JSON from outside: integers beyond 2^53 come as text with every digit, nesting ends at 64 levels, and
 * `__proto__` members are left out. Throws `JsonProblem`.
 */
export function parseLossless(text: string): unknown {
  const { longIntegers, open } = scan(text)
  try {
    const value: unknown = JSON.parse(longIntegers.length === 0 ? text : quote(text, longIntegers))
    // The name may also be written with escapes; both are rare enough to look twice.
    if (text.includes('__proto__') || /\\u005f/i.test(text)) dropProto(value)
    return value
  } catch {
    throw new JsonProblem(open && /^\s*[{[]/.test(text) ? 'truncated' : 'not_json')
  }
}

interface Scan {
  /** Start and end of every integer that a double cannot hold, in order. */
  readonly longIntegers: readonly number[]
  /** True when a string, an object or an array is still open at the end. */
  readonly open: boolean
}

function scan(text: string): Scan {
  const longIntegers: number[] = []
  let depth = 0
  let i = 0
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      const end = endOfString(text, i)
      if (end === -1) return { longIntegers, open: true }
      i = end + 1
    } else if ((c >= 0x30 && c <= 0x39) || c === 0x2d) {
      const start = i
      i += 1
      while (i < text.length && isDigit(text.charCodeAt(i))) i += 1
      const integer = i
      while (i < text.length && isNumberTail(text.charCodeAt(i))) i += 1
      if (i === integer && i - start > 15 && isLong(text.slice(start, i))) longIntegers.push(start, i)
    } else {
      if (c === 0x7b || c === 0x5b) depth += 1
      else if (c === 0x7d || c === 0x5d) depth -= 1
      if (depth > MAX_DEPTH) throw new JsonProblem('too_deep')
      i += 1
    }
  }
  return { longIntegers, open: depth > 0 }
}

/** A leading zero stays, for JSON.parse to refuse. */
const isLong = (token: string) => !/^-?0/.test(token) && !Number.isSafeInteger(Number(token))
const isDigit = (c: number) => c >= 0x30 && c <= 0x39
/** Digits, point, exponent and signs: what may follow the integer part. */
const isNumberTail = (c: number) => isDigit(c) || c === 0x2e || c === 0x65 || c === 0x45 || c === 0x2b || c === 0x2d

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1
    if (slashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  return -1
}

function quote(text: string, spans: readonly number[]): string {
  const parts: string[] = []
  let at = 0
  for (let i = 0; i < spans.length; i += 2) {
    const start = spans[i] ?? 0
    const end = spans[i + 1] ?? 0
    parts.push(text.slice(at, start), '"', text.slice(start, end), '"')
    at = end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

function dropProto(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
  for (const inner of Object.values(value)) dropProto(inner)
}
