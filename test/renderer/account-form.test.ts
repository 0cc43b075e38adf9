import { expect, test } from 'vitest'
import { draftOf, isBaseUrl, issuesOf, valuesOf } from '../../src-renderer/accounts/account-values.ts'
import { indentJson } from '../../src-renderer/ui/indent-json.ts'

test('an empty form names every field it needs, a full one is a draft of the contract', () => {
  expect(issuesOf(valuesOf(null), null)).toEqual({ label: 'needed', uuid: 'needed', secretKey: 'needed' })
  const full = { ...valuesOf(null), label: 'Pacífico', uuid: 'QK2m', secretKey: 's3cret' }
  expect(issuesOf(full, null)).toEqual({})
  expect(draftOf(full, null)).toEqual({
    kind: 'callbot',
    label: 'Pacífico',
    colour: 'cobalt',
    uuid: 'QK2m',
    secretKey: 's3cret',
    algorithm: 'MD5',
    baseUrl: 'https://nxbot.nxcloud.com',
  })
})

test('editing keeps the secret unless another one is typed', () => {
  const kept = { ...valuesOf(null), label: 'Pacífico', uuid: 'QK2m' }
  expect(issuesOf(kept, 'a1')).toEqual({})
  expect(draftOf(kept, 'a1')).not.toHaveProperty('secretKey')
})

test('an NXLink account needs digits as team id, and an address only for an own gateway', () => {
  const nxlink = { ...valuesOf(null), kind: 'nxlink' as const, label: 'HK', accessKey: 'ak', accessSecret: 's', tenantId: 'x1' }
  expect(issuesOf(nxlink, null)).toEqual({ tenantId: 'digits' })
  expect(issuesOf({ ...nxlink, tenantId: '17', region: 'custom' }, null)).toEqual({ baseUrl: 'baseUrl' })
  expect(draftOf({ ...nxlink, tenantId: '17' }, null)).toMatchObject({ region: 'HK', baseUrl: '', tenantId: '17' })
})

test('plain http is taken for this computer only', () => {
  expect(['https://nxbot.nxcloud.com', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:9'].map(isBaseUrl)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['http://nxbot.nxcloud.com', 'ftp://x', 'nxbot', ''].map(isBaseUrl)).toEqual([false, false, false, false])
})

test("a delivery's body is indented without changing a digit, an escape or an order", () => {
  expect(indentJson('{"b":9007199254740993,"a":"\\u725b, {x}","c":[],"d":[1, 2]}')).toBe(
    '{\n  "b": 9007199254740993,\n  "a": "\\u725b, {x}",\n  "c": [],\n  "d": [\n    1,\n    2\n  ]\n}',
  )
  expect(indentJson('<html>not json</html>')).toBe('<html>not json</html>')
})
