import { expect, test } from 'vitest'
import { createReceivingGate } from '../../src-core/webhooks/receiving-gate.ts'
import { defaultReceivingRules } from '../../src-core/webhooks/receiving-rules.ts'
import { createRecheck } from '../../src-core/webhooks/recheck-deliveries.ts'
import { until } from '../core/open-test-core.ts'
import { callbotAccount, openReceivingRig, orderBody, post, signed } from './receiving-rig.ts'
import { list, rigOf } from './strict-rig.ts'

test('deliveries taken while the keychain is locked, and while nobody has asked it again, are applied once it is open', async () => {
  const account = callbotAccount({ secret: null })
  const rig = rigOf({ accounts: [account], askSecretEveryMs: 20 })
  const send = async (orderID: string) => {
    const body = orderBody(orderID)
    return (await post(await rig.url(), body, signed(body))).status
  }
  expect([await send('o1'), await send('o2')]).toEqual([200, 200])
  await rig.service.settle()
  expect((await list(rig)).map(row => row.standing)).toEqual(['unchecked', 'unchecked'])
  // Unlocked by the operator: no account was changed.
  account.secret = 'a very secret key'
  expect(await send('o3')).toBe(200)
  await until(async () => ((await list(rig)).every(row => row.standing === 'verified') ? true : null))
  expect([...rig.orders.knownOrderIDs('account-1', ['o1', 'o2', 'o3'])].sort()).toEqual(['o1', 'o2', 'o3'])
})

test('deliveries that an earlier run could not check are checked and applied by the next one, also when the keychain opens late in it', async () => {
  const account = callbotAccount({ secret: null })
  const first = openReceivingRig({ accounts: [account] })
  const [body, forged] = [orderBody('o1'), orderBody('o2')]
  await post(await first.url(), body, signed(body))
  await post(await first.url(), forged, signed('another body'))
  await first.close()

  const locked = rigOf({ dataDir: first.dataDir, accounts: [account], askSecretEveryMs: 20 })
  await locked.service.settle()
  expect((await list(locked)).map(row => row.standing)).toEqual(['unchecked', 'unchecked'])
  account.secret = 'a very secret key'
  await until(async () => ((await list(locked)).every(row => row.standing !== 'unchecked') ? true : null))
})

test('a start with the keychain open checks what was kept, without any new delivery', async () => {
  const account = callbotAccount({ secret: null })
  const first = openReceivingRig({ accounts: [account] })
  const body = orderBody('o1')
  await post(await first.url(), body, signed(body))
  await first.close()
  account.secret = 'a very secret key'
  const next = rigOf({ dataDir: first.dataDir, accounts: [account] })
  await until(() => (next.orders.knownOrderIDs('account-1', ['o1']).size === 1 ? true : null))
  expect((await list(next)).map(row => [row.standing, row.effect])).toEqual([['verified', 'changed']])
})

test('a secret that comes is told to be late for as long as deliveries went on without it, however often it could not be read', () => {
  const gate = createReceivingGate({
    store: { seenSince: () => false, rememberSignatures: () => {}, forgetSignatures: () => {} },
    rules: { get: (_, kind) => defaultReceivingRules(kind), set: () => {} },
    needSecret: () => {},
    now: () => 0,
  })
  const { id, kind, webhookToken, identity } = callbotAccount()
  gate.setAccounts([{ id, kind, token: webhookToken }])
  const secret = { kind: 'callbot' as const, uuid: identity, secretKey: 'a very secret key' }
  const body = orderBody('o1')
  const headers = Object.fromEntries(Object.entries(signed(body)).map(([name, value]) => [name.toLowerCase(), value]))
  expect(gate.setSecret(id, null)).toBe(false)
  expect(gate.judge({ accountId: id, kind: 'order', receivedAt: 1, headers, body: Buffer.from(body) })).toMatchObject({
    verdict: 'unchecked',
  })
  expect([gate.setSecret(id, null), gate.setSecret(id, secret), gate.setSecret(id, secret)]).toEqual([false, true, false])
})

test('a delivery that came during the check waits for its turn: those before it are not skipped', async () => {
  const again: number[] = []
  const kept = (id: number) => ({
    id,
    accountId: 'a',
    kind: 'order' as const,
    receivedAt: id,
    headers: {},
    body: Buffer.from('{}'),
    verdict: 'unchecked' as const,
    marks: 0,
    httpStatus: 200,
    retCode: 0,
  })
  const recheck = createRecheck({
    inbox: { unchecked: (_, after) => [kept(1), kept(3)].filter(({ id }) => id > after) },
    // Delivery 2 came in between and has no line yet.
    log: { position: () => 1 },
    judge: async () => ({ verdict: 'verified', marks: 0 }),
    setVerdicts: async () => undefined,
    settle: {
      again(deliveries) {
        again.push(...deliveries.map(({ id }) => id))
        return deliveries.map(() => 'changed')
      },
    },
    bus: { emit: () => undefined },
    isClosed: () => false,
  })
  expect([await recheck('a'), again]).toEqual([true, [1]])
})
