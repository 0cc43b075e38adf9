import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, sep } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { createAccountApis } from '../../src-core/accounts/api-for-account.ts'
import { callbotEffects, guardWrites, nxlinkEffects } from '../../src-core/accounts/guard-writes.ts'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createNxlinkApi } from '../../src-core/api/nxlink.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { readFailure } from '../../src-core/submissions/read-failure.ts'
import { accountRig, callbotDraft, fakeKeychain, nxlinkDraft } from './rig.ts'

/** Nothing here is about being late. */
const timings = { readDeadlineMs: 120_000, submitDeadlineMs: 120_000 }

/** A platform that only counts what reaches it. */
async function countingPlatform() {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url?.split('/').at(-1) ?? '')
    response.end('{}')
  })
  // A connection kept for 5 s, as is usual, may be closed under a question after this machine stood still.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths }
}

type AnyCall = (body: object) => Promise<unknown>

test('of a read-only account every call that writes is refused before a byte leaves, and every call that reads goes out', async () => {
  const platform = await countingPlatform()
  const rig = accountRig(fakeKeychain().keychain)
  const apis = createAccountApis({ service: rig.service, clock: systemClock, timings, transport: rig.transport })
  const callbot = await rig.service.save({ ...callbotDraft, baseUrl: platform.url })
  const nxlink = await rig.service.save({ ...nxlinkDraft, region: 'custom', baseUrl: platform.url })
  const clients = [
    { id: callbot.id, api: (await apis.callbot(callbot.id)) as object, effects: callbotEffects as Record<string, string> },
    { id: nxlink.id, api: (await apis.nxlink(nxlink.id)) as object, effects: nxlinkEffects as Record<string, string> },
  ]
  for (const { id, api, effects } of clients) {
    await rig.service.setRules(id, { ...defaultRules, protection: 'readOnly' })
    for (const [name, effect] of Object.entries(effects)) {
      platform.paths.length = 0
      const error = await (Reflect.get(api, name) as AnyCall)({ callList: [] }).catch((thrown: unknown) => thrown)
      if (effect === 'reads') expect(platform.paths, name).toHaveLength(1)
      else {
        expect(error, name).toMatchObject({ code: 'account_read_only', params: { label: expect.any(String) } })
        expect(platform.paths, name).toEqual([])
        expect(readFailure(error), name).toBe('never_left')
      }
    }
    await rig.service.setRules(id, defaultRules)
    platform.paths.length = 0
    const writes = Object.keys(effects).filter(name => effects[name] === 'writes')
    for (const name of writes) await (Reflect.get(api, name) as AnyCall)({ callList: [] }).catch(() => {})
    expect(platform.paths, 'lifted').toHaveLength(writes.length)
  }
})

test('every call of both clients is classified as reading or writing', async () => {
  const transport = createTransport()
  onTestFinished(() => transport.close())
  const baseUrl = 'https://nobody.invalid'
  const callbot = createCallbotApi({ baseUrl, uuid: 'u', secretKey: 's', algorithm: 'MD5' }, transport, systemClock, timings)
  const nxlink = createNxlinkApi({ baseUrl, accessKey: 'a', accessSecret: 's' }, transport, systemClock, timings)
  expect(Object.keys(callbotEffects).sort()).toEqual(Object.keys(callbot).sort())
  expect(Object.keys(nxlinkEffects).sort()).toEqual(Object.keys(nxlink).sort())
  const writing = (effects: object) => Object.entries(effects).flatMap(([name, effect]) => (effect === 'writes' ? [name] : []))
  expect(writing(callbotEffects)).toEqual([
    'createTask',
    'createAndCall',
    'addBatchCall',
    'mgrTaskStatus',
    'updateTask',
    'stopOrder',
    'importBatchCall',
  ])
  expect(writing(nxlinkEffects)).toEqual(['createAndCall'])
})

test('a call nobody classified counts as writing', async () => {
  const api = { known: async () => 'read', unknown: async () => 'sent', toString: async () => 'sent' }
  const guarded = guardWrites<object>(api, { known: 'reads' } as object, () => {
    throw new Error('asked')
  }) as typeof api
  expect(await guarded.known()).toBe('read')
  await expect(guarded.unknown()).rejects.toThrow('asked')
  await expect(guarded.toString()).rejects.toThrow('asked')
})

test('clients are made where their writing calls are guarded, and for the test of a connection, which only reads', () => {
  const core = new URL('../../src-core/', import.meta.url).pathname
  const makers = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && /(?<!function )\bcreate(Callbot|Nxlink)Api\(/.test(readFileSync(join(core, path), 'utf8')))
    .map(path => path.split(sep).join('/'))
  const calls = readFileSync(join(core, 'accounts/test-connection.ts'), 'utf8').match(/Api\(of, transport, clock, timings\)\.\w+/g)
  expect(makers.sort()).toEqual(['accounts/api-for-account.ts', 'accounts/test-connection.ts'])
  expect(calls?.map(call => call.split('.').at(-1))).toEqual(['ping', 'cdrPage'])
})
