import { expect, test } from 'vitest'
import type { WireError } from '../../src-contract/result.ts'
import { ErrorCode } from '../../src-contract/result.ts'
import { errorsEn } from '../../src-renderer/i18n/en/errors.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { errorWords, supportText } from '../../src-renderer/ui/error-words.ts'
import { retCodeWords } from '../../src-renderer/ui/ret-code.ts'

const { t } = createI18n()
const wire = (code: ErrorCode, params: WireError['params'] = {}, more: Partial<WireError> = {}): WireError => ({
  code,
  params,
  requestId: null,
  responseId: null,
  retCode: null,
  retMsg: null,
  ...more,
})

test('every error code has a title and three full sentences, and none shows a hole when the core sends no numbers', () => {
  for (const code of ErrorCode.options) {
    const words = errorWords(t, wire(code))
    expect(words.title, code).toMatch(/^[A-Z].*[^.]$/)
    for (const part of ['what', 'calls', 'next'] as const) {
      expect(words[part], `${code}.${part}`).toMatch(/\.$|address$/)
      expect(words[part], `${code}.${part}`).not.toMatch(/\{\{|undefined|null|errors\./)
      expect(words[part], `${code}.${part}`).not.toMatch(/please|oops|successfully|invalid input/i)
    }
  }
})

test('the numbers of the case stand in the sentences, under the names the core uses', () => {
  expect(errorWords(t, wire('database_newer', { path: '/data/ledger.db', version: 90, supported: 40 })).what).toBe(
    '/data/ledger.db was written by version 90; this one reads up to 40.',
  )
  expect(errorWords(t, wire('auth_clock', { seconds: 612 })).what).toBe(
    'It differs from the platform by 612 s, so the platform does not take the signature.',
  )
  expect(errorWords(t, wire('counts_do_not_add_up', { orders: 500, received: 500, accepted: 496, refused: 3 })).what).toBe(
    'Of 500 orders sent it counts 500, takes 496 and names 3 as refused.',
  )
  expect(errorWords(t, wire('file_too_many_columns', { columns: 500, most: 300 })).what).toBe('It has 500 columns; 300 are taken.')
  expect(errorWords(t, wire('file_wrong_encoding', { encoding: 'big5', byte: 1200 })).what).toBe(
    'It does not read as Big5, Chinese at byte 1,200.',
  )
  expect(errorWords(t, wire('unreachable', { host: 'nxbot.nxcloud.com', reason: 'ECONNREFUSED' })).what).toBe(
    'No connection to nxbot.nxcloud.com. ECONNREFUSED.',
  )
  expect(errorWords(t, wire('answer_too_large', { limitBytes: 33_554_432, bytes: 200_000_000 })).what).toBe(
    'The answer was larger than 32 MB and was not read to its end.',
  )
})

test('a documented platform code adds its own sentence, an unlisted one keeps its number', () => {
  expect(errorWords(t, wire('platform_parameters', {}, { retCode: 4 })).what).toContain('such as an unknown scene, route or strategy')
  expect(errorWords(t, wire('platform_unlisted', {}, { retCode: 8123 })).what).toContain('code 8123, which is in no list')
  for (const code of [0, 1, 2, 3, 4, 4001, 5, 5001, 6, 6001, 6002, 6003, 7, 1001])
    expect(retCodeWords(t, code, 'callbot'), `retCode ${code}`).not.toBeNull()
  for (const code of [0, 88, 99, 1001, 1002, 1003, 1004, 1005, 41000])
    expect(retCodeWords(t, code, 'nxlink'), `code ${code}`).not.toBeNull()
  expect(retCodeWords(t, 14, 'callbot')).toBeNull()
})

test("what is copied for support names the code, the platform's answer and both ids", () => {
  const text = supportText(
    t,
    wire('auth_signature', { batch: 60 }, { retCode: 6, retMsg: 'sign error', requestId: '5d0c94e0f', responseId: '81f2c3d7' }),
  )
  expect(text.split('\n').slice(1)).toEqual([
    'code auth_signature',
    'retCode 6 sign error',
    'requestID 5d0c94e0f',
    'responseID 81f2c3d7',
    'batch 60',
  ])
})

test('no title holds a value, because the journal and the list of batches show it alone', () => {
  expect(Object.entries(errorsEn).filter(([, { title }]) => title.includes('{{'))).toEqual([])
})
