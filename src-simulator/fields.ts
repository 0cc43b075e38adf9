import { Refusal, RetCode } from './refusal.ts'
import type { Json } from './wire.ts'

/** Reads the fields of a request body; refuses with 2 (missing), 3 (format) or 4 (value) and names the field. */

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function missing(path: string): Refusal {
  return new Refusal(RetCode.missing, `Missing parameter: ${path}`)
}

function wrongFormat(path: string, wanted: string): Refusal {
  return new Refusal(RetCode.format, `Parameter format error: ${path} must be ${wanted}`)
}

/** The JSON object of a request body. */
export function parseBody(text: string): Json {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(RetCode.format, 'Parameter format error: the body is not JSON')
  }
  if (!isObject(value)) throw wrongFormat('body', 'an object')
  return value
}

/** Reads one object field by field; `at` is its place in the body, for messages. */
export interface Fields {
  text(name: string, fallback?: string): string
  integer(name: string, fallback?: number): number
  number(name: string, fallback?: number): number
  flag(name: string, fallback?: boolean): boolean
  object(name: string): Fields
  optionalObject(name: string): Fields | undefined
  objects(name: string, fallback?: []): Fields[]
  /** An array of text; null or absent gives undefined. */
  texts(name: string): string[] | undefined
  integers(name: string): number[] | undefined
  /** Anything that is there under one of these names. */
  has(name: string): boolean
  /** Text that may be null. */
  textOrNull(name: string): string | null
}

export function fieldsOf(source: Json, at = ''): Fields {
  const path = (name: string): string => (at === '' ? name : `${at}.${name}`)
  const has = (name: string): boolean => Object.hasOwn(source, name) && source[name] !== null && source[name] !== undefined

  function read<T>(name: string, fallback: T | undefined, wanted: string, fits: (value: unknown) => value is T): T {
    if (!has(name)) {
      if (fallback !== undefined) return fallback
      throw missing(path(name))
    }
    const value = source[name]
    if (!fits(value)) throw wrongFormat(path(name), wanted)
    return value
  }

  const list = <T>(name: string, wanted: string, fits: (value: unknown) => value is T): T[] | undefined => {
    if (!has(name)) return undefined
    const value = source[name]
    if (!Array.isArray(value) || !value.every(fits)) throw wrongFormat(path(name), wanted)
    return value
  }

  const isText = (value: unknown): value is string => typeof value === 'string'
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
  const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

  return {
    has,
    text: (name, fallback) => read(name, fallback, 'text', isText),
    integer: (name, fallback) => read(name, fallback, 'a whole number', isInteger),
    number: (name, fallback) => read(name, fallback, 'a number', isNumber),
    flag: (name, fallback) => read(name, fallback, 'true or false', isFlag),
    object: name => fieldsOf(read(name, undefined, 'an object', isObject), path(name)),
    optionalObject: name => (has(name) ? fieldsOf(read(name, undefined, 'an object', isObject), path(name)) : undefined),
    objects: (name, fallback) => {
      if (!has(name) && fallback === undefined) throw missing(path(name))
      const found = list(name, 'an array of objects', isObject) ?? []
      return found.map((each, index) => fieldsOf(each, `${path(name)}[${index}]`))
    },
    texts: name => list(name, 'an array of text', isText),
    integers: name => list(name, 'an array of whole numbers', isInteger),
    textOrNull: name => (has(name) ? read(name, undefined, 'text', isText) : null),
  }
}
