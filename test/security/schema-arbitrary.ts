import fc from 'fast-check'
import type { z } from '../../src-contract/zod.ts'

/** Values to prefer under a key: ids that exist, addresses that lead nowhere outside. */
export type Known = Readonly<Record<string, readonly unknown[]>>

interface Def {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly entries?: Readonly<Record<string, string>>
  readonly values?: readonly unknown[]
  readonly in?: z.ZodType
  readonly valueType?: z.ZodType
}

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    '0',
    '\0',
    "' OR 1=1 --",
    '../../etc/passwd',
    '<img src=x onerror=alert(1)>',
    '=1+1',
    '__proto__',
    '8615612345678',
    '\ud800',
  ),
)
const number = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer(), fc.double(), fc.constantFrom(Number.MAX_SAFE_INTEGER, -1, 0.5))

/** Inputs that a zod schema mostly accepts, so that a fuzzed call gets behind the door. */
export function arbitraryOf(schema: z.ZodType, known: Known, key = ''): fc.Arbitrary<unknown> {
  const given = known[key]
  const usual = usualOf(schema, known, key)
  if (!given || given.length === 0) return usual
  // `only:` keys are never anything else: a free value could reach somebody's computer.
  return known.only?.includes(key)
    ? fc.constantFrom(...given)
    : fc.oneof({ arbitrary: fc.constantFrom(...given), weight: 6 }, { arbitrary: usual, weight: 1 })
}

function usualOf(schema: z.ZodType, known: Known, key: string): fc.Arbitrary<unknown> {
  const def = schema.def as unknown as Def
  const inner = () => arbitraryOf(def.innerType ?? schema, known, key)
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, part]) => [name, arbitraryOf(part, known, name)])))
    case 'array':
      return def.element ? fc.array(arbitraryOf(def.element, known, key), { maxLength: 4 }) : fc.constant([])
    case 'union':
      return fc.oneof(...(def.options ?? []).map(option => arbitraryOf(option, known, key)))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(def.values ?? []))
    case 'nullable':
      return fc.option(inner(), { nil: null })
    case 'optional':
      return fc.option(inner(), { nil: undefined })
    case 'default':
    case 'catch':
    case 'readonly':
      return inner()
    case 'pipe':
      return def.in ? arbitraryOf(def.in, known, key) : fc.anything()
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 10 }), def.valueType ? arbitraryOf(def.valueType, known, key) : fc.anything(), {
        maxKeys: 4,
      })
    case 'boolean':
      return fc.boolean()
    case 'number':
      return number
    case 'string':
      return text
    default:
      return fc.jsonValue({ maxDepth: 3 })
  }
}
