import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonProblem, parseLossless } from '../../src-core/api/lossless-json.ts'

test('integers beyond 2^53 keep every digit as text, all others stay numbers', () => {
  expect(
    parseLossless(
      '{"a":9007199254740993,"b":[-123456789012345678901,9007199254740991,1.5,1e20,0],"c":"9007199254740993","d":12345678901234567890.5}',
    ),
  ).toEqual({
    a: '9007199254740993',
    b: ['-123456789012345678901', 9007199254740991, 1.5, 1e20, 0],
    c: '9007199254740993',
    d: 12345678901234567890.5,
  })
})

test('what looks like a number inside a string is left alone, escaped quotes and all', () => {
  const value = { 'a"': '\\":9007199254740993,"', n: 'x\\', ключ: '123456789012345678901' }
  expect(parseLossless(`[${JSON.stringify(value)},9007199254740993]`)).toEqual([value, '9007199254740993'])
})

test('any JSON without long integers reads as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 }), value => {
      const text = JSON.stringify(value)
      const plain: unknown = JSON.parse(text)
      const hasLong = /\d{16,}/.test(text)
      if (!hasLong && !text.includes('__proto__')) expect(parseLossless(text)).toEqual(plain)
    }),
    { seed: 1, numRuns: 400 },
  )
})

test('__proto__ members are left out however they are spelled, and nothing is polluted', () => {
  expect(Object.keys(parseLossless('{"__proto__":{"x":1},"\\u005f_proto__":{"x":2},"a":{"__proto__":{"x":3},"b":1}}') as object)).toEqual([
    'a',
  ])
  expect(({} as { x?: number }).x).toBeUndefined()
})

test.each([
  ['nothing closes', '[1,2', 'truncated'],
  ['an open string', '{"a":"b', 'truncated'],
  ['no value', '{"a":', 'truncated'],
  ['a web page', '<html></html>', 'not_json'],
  ['nothing', '', 'not_json'],
  ['one bracket too many', '{"a":1}}', 'not_json'],
  ['bare names', '{a:1}', 'not_json'],
  ['65 levels', '['.repeat(65) + ']'.repeat(65), 'too_deep'],
  ['20,000 levels', '{"a":'.repeat(20_000), 'too_deep'],
  ['a long number that starts with 0', '{"a":01234567890123456789}', 'not_json'],
])('%s is refused', (_, text, kind) => {
  expect(() => parseLossless(text)).toThrowError(expect.objectContaining({ kind }))
  expect(() => parseLossless(text)).toThrowError(JsonProblem)
})

test('64 levels are read', () => {
  expect(parseLossless('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array)
})
