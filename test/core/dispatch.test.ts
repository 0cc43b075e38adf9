import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { methods } from '../../src-contract/methods.ts'
import { AppError } from '../../src-core/app-error.ts'
import { createDispatch, type Handlers } from '../../src-core/dispatch.ts'
import { createLog, redact } from '../../src-core/log.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openTestCore } from './open-test-core.ts'

const none = { requestId: null, responseId: null, retCode: null, retMsg: null }
const unknownCall = { ok: false, error: { code: 'invalid_input', params: { field: 'name', problem: 'unknown call' }, ...none } }

/** A dispatch whose `system.info` fails in a given way, with the log it writes. */
function failing(failure: unknown, secrets: readonly string[] = []) {
  const folder = emptyFolder()
  const log = createLog(folder)
  for (const secret of secrets) log.hide(secret)
  const handlers = { 'system.info': () => Promise.reject(failure) } as unknown as Handlers
  const logFile = join(folder, 'logs', 'callboard.log')
  return { dispatch: createDispatch(handlers, log), logged: () => readFileSync(logFile, 'utf8') }
}

test('a name that is no call of the contract is refused, those that every object has included', async () => {
  const { core } = await openTestCore()
  const strange = [
    '',
    'nothing',
    'system',
    'system.info ',
    'SYSTEM.INFO',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    'prototype',
    null,
    undefined,
    7,
    ['system.info'],
    { toString: () => 'system.info' },
    Symbol.iterator,
  ]
  for (const name of strange) expect(await core.dispatch(name, {})).toEqual(unknownCall)
})

test('an input of another shape is refused by every call, and nothing is done', async () => {
  const { core, ask, events } = await openTestCore()
  const wrong: unknown[] = [
    null,
    undefined,
    1,
    'text',
    true,
    [],
    [{}],
    { surprise: 1 },
    { ['__proto__x']: 1 },
    JSON.parse('{"__proto__":{"id":"x"}}'),
  ]
  for (const name of Object.keys(methods)) {
    for (const input of wrong) {
      const answer = await core.dispatch(name, input)
      expect([name, input, answer]).toMatchObject([
        name,
        input,
        { ok: false, error: { code: 'invalid_input', params: { field: expect.any(String), problem: expect.any(String) } } },
      ])
    }
  }
  expect(events).toEqual([])
  expect(({} as Record<string, unknown>).id).toBeUndefined()
  expect([await ask('accounts.list', {}), await ask('contacts.lists', {}), await ask('settings.all', {})]).toEqual([[], [], {}])
})

test('a field that fails is named by its path', async () => {
  const { call } = await openTestCore()
  const answer = await call('contacts.import', {
    fileId: 'f',
    name: 'n',
    reading: { encoding: 'auto', delimiter: 'auto', header: 'auto' },
    mapping: { phone: -1, name: null, customerName: null, other: null, variables: [], defaultCountry: null },
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', params: { field: 'mapping.phone' } } })
})

test('an expected failure crosses with its code and ids and is not logged', async () => {
  const { dispatch, logged } = failing(new AppError('auth_clock', { seconds: 600 }, { requestId: 'r-1', retCode: 5002 }))
  expect(await dispatch('system.info', {})).toEqual({
    ok: false,
    error: { code: 'auth_clock', params: { seconds: 600 }, requestId: 'r-1', responseId: null, retCode: 5002, retMsg: null },
  })
  expect(logged).toThrow('ENOENT')
})

test('a surprise is internal outside and stands in the log with its place, without phones and secrets', async () => {
  const secret = 'kv8"q\\Zp+Secret/key='
  const surprise = new TypeError(
    `cannot read other of {"userPhone":"8615612345678","alt":"+56 9 4000-1234","secretKey":${JSON.stringify(secret)},"raw":${secret}}`,
  )
  const { dispatch, logged } = failing(surprise, [secret])
  expect(await dispatch('system.info', {})).toEqual({ ok: false, error: { code: 'internal', params: {}, ...none } })
  const text = logged()
  expect(text).toContain('call system.info failed')
  expect(text).toContain('dispatch.test.ts')
  expect(text).toContain('[secret]')
  for (const leak of ['kv8', 'Secret/key', '8615612345678', '4000-1234', '1234']) expect(text).not.toContain(leak)
})

test.each(['a string', 42, null, undefined, { code: 'ENOSPC' }, Object.create(null)])(
  '%s thrown instead of an error is internal too',
  async thrown => {
    const { dispatch } = failing(thrown)
    expect(await dispatch('system.info', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
  },
)

test.each([
  ['ENOSPC', 'disk_full'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_CANTOPEN_ISDIR', 'folder_read_only'],
  ['SQLITE_CORRUPT_INDEX', 'database_damaged'],
  ['EROFS', 'folder_read_only'],
  ['SQLITE_READONLY', 'folder_read_only'],
  ['SQLITE_CORRUPT', 'database_damaged'],
  ['SQLITE_NOTADB', 'database_damaged'],
  ['SQLITE_BUSY', 'data_in_use'],
])('%s of the disk or the database is named %s', async (code, named) => {
  const { dispatch, logged } = failing(Object.assign(new Error('from below'), { code, path: '/data/cache.db' }))
  expect(await dispatch('system.info', {})).toMatchObject({ ok: false, error: { code: named, params: { path: '/data/cache.db' } } })
  expect(logged()).toContain('from below')
})

const rows: readonly (readonly [string, string])[] = [
  ['plain digits', '{"userPhone":"8615612345678"}'],
  ['a leading plus', 'to +8615612345678 now'],
  ['spaces', '+86 156 1234 5678'],
  ['dashes', '0156-1234-5678'],
  ['dots', '+1.202.555.0143'],
  ['brackets', '+1 (202) 555-0143'],
  ['a number in JSON', '{"phone":5691234567}'],
  ['a CSV row', 'Rojas, Ana;56 9 4000 1234;100'],
  ['seven digits', 'call 5550143'],
  ['digits of another script', 'هاتف ٠١٢٣٤٥٦٧٨٩'],
  ['twice escaped', JSON.stringify(JSON.stringify({ p: '+56940001234' }))],
  ['a URL', 'https://x.example/call?to=56940001234&x=1'],
  ['a phone in a field named at', '{"at":"8615612345678"}'],
]
test.each(rows)('a phone is taken out of a log line: %s', (_, line) => {
  const clean = redact(line, [])
  expect(clean).toContain('[number]')
  expect(clean).not.toMatch(/\p{Nd}{4}/u)
})

test('the time, short numbers and places in the code stay in the log', () => {
  const line = '{"at":"2026-11-21T07:28:02.123Z","level":"error","message":"batch 12 of 5000, retCode 4001, core.ts:120:45, port 17180"}'
  expect(redact(line, [])).toBe(line)
})
