import { expect, test } from 'vitest'
import { createAccountApis } from '../../src-core/accounts/api-for-account.ts'
import { AppError } from '../../src-core/app-error.ts'
import { systemClock } from '../../src-core/clock.ts'
import { accountRig, callbotDraft, fakeKeychain, nxlinkDraft } from './rig.ts'

const refusedAs = (code: string, params: Record<string, unknown> = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) })

test('several accounts are kept, each with its colour, and no secret is on the disk', async () => {
  const { keychain, items } = fakeKeychain()
  const rig = accountRig(keychain)
  const main = await rig.service.save(callbotDraft)
  const agents = await rig.service.save(nxlinkDraft)
  expect(main).toMatchObject({
    kind: 'callbot',
    identity: 'uuid-1',
    baseUrl: 'https://nxbot.nxcloud.com',
    colour: 'petrol',
    secret: 'keychain',
    simulator: false,
    region: null,
  })
  expect(agents).toMatchObject({
    kind: 'nxlink',
    identity: 'AK-1',
    baseUrl: 'https://api-hk.nxlink.ai',
    tenantId: '144',
    algorithm: 'MD5',
    secret: 'keychain',
  })
  rig.log.write('info', `somebody wrote ${callbotDraft.secretKey} down`)
  expect((await rig.service.list()).map(account => account.label)).toEqual(['Main floor', 'Agents'])
  expect([...items.values()]).toEqual(['a very secret key', 'another secret'])
  for (const secret of [callbotDraft.secretKey, nxlinkDraft.accessSecret]) expect(rig.everythingOnDisk()).not.toContain(secret)
  expect(rig.events).toEqual([`accounts ${main.id}`, `accounts ${agents.id}`])
})

test('the same account twice is a conflict, and nothing is stored twice', async () => {
  const { keychain, items } = fakeKeychain()
  const rig = accountRig(keychain)
  const main = await rig.service.save(callbotDraft)
  await expect(rig.service.save({ ...callbotDraft, label: 'Again', secretKey: 'x' })).rejects.toEqual(
    refusedAs('conflict', { label: 'Main floor' }),
  )
  const other = await rig.service.save({ ...callbotDraft, uuid: 'uuid-2' })
  await expect(rig.service.save({ ...callbotDraft, id: other.id })).rejects.toEqual(refusedAs('conflict'))
  await expect(rig.service.save({ ...nxlinkDraft, id: main.id })).rejects.toEqual(refusedAs('conflict', { what: 'kind' }))
  expect([...items.keys()]).toEqual([main.id, other.id])
  expect((await rig.service.list()).map(account => account.identity)).toEqual(['uuid-1', 'uuid-2'])
})

test('an account is changed without typing its secret again, and a bad address changes nothing', async () => {
  const { keychain } = fakeKeychain()
  const rig = accountRig(keychain)
  const { id } = await rig.service.save(callbotDraft)
  const { secretKey: _, ...draft } = callbotDraft
  expect(await rig.service.save({ ...draft, id, label: 'Floor 2', algorithm: 'MD5' })).toMatchObject({
    id,
    label: 'Floor 2',
    algorithm: 'MD5',
    secret: 'keychain',
  })
  await expect(rig.service.save({ ...draft, id, baseUrl: 'http://nxbot.nxcloud.com' })).rejects.toEqual(
    refusedAs('base_url_refused', { problem: 'plain_http' }),
  )
  await expect(rig.service.save({ ...draft, uuid: 'new' })).rejects.toEqual(refusedAs('invalid_input', { field: 'secretKey' }))
  await expect(rig.service.save({ ...draft, id: 'nobody' })).rejects.toEqual(refusedAs('not_found'))
  expect(await rig.service.credentials(id)).toMatchObject({
    secretKey: 'a very secret key',
    algorithm: 'MD5',
    baseUrl: 'https://nxbot.nxcloud.com',
  })
})

test('the keychain is read when an account is first used, once a run', async () => {
  const { keychain, reads } = fakeKeychain()
  const first = accountRig(keychain)
  const { id } = await first.service.save(callbotDraft)
  const rig = first.restart()
  expect((await rig.service.list())[0]?.secret).toBe('keychain')
  expect(reads).not.toContain(id)
  await rig.service.credentials(id)
  await rig.service.credentials(id)
  expect(reads.filter(item => item === id)).toHaveLength(1)
})

test('without a keychain the secret lives for this run, and the next run says it is missing', async () => {
  const fake = fakeKeychain()
  fake.become('none')
  const first = accountRig(fake.keychain)
  const { id, secret } = await first.service.save(callbotDraft)
  expect(secret).toBe('memory')
  expect(await first.service.credentials(id)).toMatchObject({ secretKey: 'a very secret key' })
  const rig = first.restart()
  expect((await rig.service.get(id)).secret).toBe('missing')
  await expect(rig.service.credentials(id)).rejects.toEqual(refusedAs('secret_missing', { label: 'Main floor' }))
  fake.become('present')
  expect((await rig.service.setSecret(id, 'a very secret key')).secret).toBe('keychain')
})

test('a locked keychain is named, stores nothing, and works again once it is opened', async () => {
  const fake = fakeKeychain()
  const first = accountRig(fake.keychain)
  const { id } = await first.service.save(callbotDraft)
  const rig = first.restart()
  fake.become('locked')
  await expect(rig.service.save(nxlinkDraft)).rejects.toEqual(refusedAs('keychain_locked'))
  await expect(rig.service.credentials(id)).rejects.toEqual(refusedAs('keychain_locked'))
  await expect(rig.service.remove(id, 'Main floor')).rejects.toEqual(refusedAs('keychain_locked'))
  expect(await rig.service.list()).toHaveLength(1)
  fake.become('present')
  expect(await rig.service.credentials(id)).toMatchObject({ secretKey: 'a very secret key' })
})

test('an account goes with its secret, after its name was typed', async () => {
  const { keychain, items } = fakeKeychain()
  const rig = accountRig(keychain)
  const { id } = await rig.service.save(callbotDraft)
  await expect(rig.service.remove(id, 'main')).rejects.toEqual(refusedAs('confirm_mismatch'))
  await rig.service.remove(id, 'Main floor')
  expect([items.size, (await rig.service.list()).length]).toEqual([0, 0])
  await expect(rig.service.get(id)).rejects.toEqual(refusedAs('not_found'))
})

test('the simulator has one account, which moves with its address and keeps its secret off the keychain', async () => {
  const { keychain, items } = fakeKeychain()
  const first = accountRig(keychain)
  const one = await first.service.saveSimulator({ url: 'http://127.0.0.1:4001', uuid: 'SIM', secretKey: 'simulated secret' })
  const token = first.service.record(one.id).webhookToken
  const rig = first.restart()
  expect((await rig.service.get(one.id)).secret).toBe('missing')
  const again = await rig.service.saveSimulator({ url: 'http://127.0.0.1:4002', uuid: 'SIM', secretKey: 'simulated secret' })
  expect(again).toMatchObject({ id: one.id, simulator: true, baseUrl: 'http://127.0.0.1:4002', secret: 'memory', createdAt: one.createdAt })
  expect(rig.service.record(one.id).webhookToken).toBe(token)
  expect(token).toMatch(/^[\w-]{22}$/)
  const { secretKey: _, ...draft } = callbotDraft
  expect(await rig.service.save({ ...draft, id: one.id, label: 'Play' })).toMatchObject({
    label: 'Play',
    simulator: true,
    identity: 'SIM',
    baseUrl: 'http://127.0.0.1:4002',
    secret: 'memory',
  })
  expect(items.size).toBe(0)
})

test('the client of an account is made once and made anew when the account changes', async () => {
  const fake = fakeKeychain()
  const rig = accountRig(fake.keychain)
  const apis = createAccountApis({
    service: rig.service,
    clock: systemClock,
    timings: { readDeadlineMs: 1_000, submitDeadlineMs: 1_000 },
    transport: rig.transport,
  })
  const { id } = await rig.service.save(callbotDraft)
  const client = await apis.callbot(id)
  expect(await apis.callbot(id)).toBe(client)
  await rig.service.setSecret(id, 'a new secret')
  expect(await apis.callbot(id)).not.toBe(client)
  expect(apis.kind(id)).toBe('callbot')
  await expect(apis.nxlink(id)).rejects.toEqual(refusedAs('not_supported'))
  await expect(apis.callbot('nobody')).rejects.toEqual(refusedAs('not_found'))
})

test('an account is removed after its removal was noted; where that fails it stays whole, and added anew it is another one', async () => {
  const { keychain, items } = fakeKeychain()
  const heard: [string, number][] = []
  let fails = true
  const rig = accountRig(keychain, {
    async beforeRemoval(id) {
      heard.push([id, rig.service.records().length])
      if (fails) throw new AppError('disk_full')
    },
  })
  const { id } = await rig.service.save(callbotDraft)
  const { webhookToken } = rig.service.record(id)
  await expect(rig.service.remove(id, 'Main floor')).rejects.toEqual(refusedAs('disk_full'))
  expect([rig.service.records().length, items.get(id)]).toEqual([1, 'a very secret key'])
  fails = false
  await rig.service.remove(id, 'Main floor')
  expect([heard, rig.service.records(), items.size]).toEqual([
    [
      [id, 1],
      [id, 1],
    ],
    [],
    0,
  ])
  const again = await rig.service.save(callbotDraft)
  expect([again.id === id, rig.service.record(again.id).webhookToken === webhookToken]).toEqual([false, false])
})
