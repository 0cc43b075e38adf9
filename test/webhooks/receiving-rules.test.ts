import { expect, test } from 'vitest'
import { callbotAccount, openReceivingRig, orderBody, post, signed } from './receiving-rig.ts'
import { list, rigOf, strict } from './strict-rig.ts'

test('unless told otherwise a stale time and a repeat are taken and marked, because the platform documents no rule', async () => {
  const rig = rigOf()
  const [url, stale, twice] = [await rig.url(), orderBody('o1'), orderBody('o2')]
  const headers = signed(twice)
  const from = Date.now()
  expect((await post(url, stale, signed(stale, { at: from - 3_600_000 }))).status).toBe(200)
  const tookMs = Date.now() - from
  for (const _ of [1, 2, 3]) expect((await post(url, twice, headers)).status).toBe(200)
  const rows = await list(rig)
  expect(rows.map(row => [row.orderID, row.standing, row.effect]).reverse()).toEqual([
    ['o1', 'stale', 'changed'],
    ['o2', 'verified', 'changed'],
    ['o2', 'duplicate', 'same'],
    ['o2', 'duplicate', 'same'],
  ])
  expect(rows[0]?.sameAs).toEqual({ id: rows[2]?.id, receivedAt: rows[2]?.receivedAt })
  // Signed in whole seconds, and received somewhen while it was sent.
  expect(rows[3]?.clockOffMs).toBeGreaterThanOrEqual(-3_601_000 - tookMs)
  expect(rows[3]?.clockOffMs).toBeLessThanOrEqual(-3_600_000)
})

test('who refuses repeats refuses those of before as well, also after a restart, and forgets them after the window', async () => {
  const rig = openReceivingRig()
  const body = orderBody('o1')
  const headers = signed(body)
  expect((await post(await rig.url(), body, headers)).status).toBe(200)
  await rig.service.setRules('account-1', strict)
  expect((await post(await rig.url(), body, headers)).status).toBe(401)
  await rig.close()
  const again = rigOf({ dataDir: rig.dataDir })
  expect(await again.service.rules('account-1')).toEqual(strict)
  expect((await post(await again.url(), body, headers)).status).toBe(401)
  const other = orderBody('o2')
  const sameTurn = signed(other)
  const both = await Promise.all([post(await again.url(), other, sameTurn), post(await again.url(), other, sameTurn)])
  expect(both.map(answer => answer.status).sort()).toEqual([200, 401])
})

test('a refusal can be said under HTTP 200 for a platform that looks at retCode alone', async () => {
  const rig = rigOf()
  await rig.service.setRules('account-1', { ...strict, refuseWith: 'http200' })
  const answer = await post(await rig.url(), orderBody('o1'), signed('else'))
  expect([answer.status, JSON.parse(answer.body).retCode]).toEqual([200, 6])
})

test('a flood of forged deliveries is answered and not kept beyond a limit, and a good one in it is', async () => {
  const { createReceivingGate } = await import('../../src-core/webhooks/receiving-gate.ts')
  const { defaultReceivingRules } = await import('../../src-core/webhooks/receiving-rules.ts')
  const gate = createReceivingGate({
    store: { seenSince: () => false, rememberSignatures: () => {}, forgetSignatures: () => {} },
    rules: { get: (_, kind) => defaultReceivingRules(kind), set: () => {} },
    needSecret: () => {},
    now: () => 0,
  })
  const { id, kind, webhookToken, identity, secret } = callbotAccount()
  gate.setAccounts([{ id, kind, token: webhookToken }])
  gate.setSecret(id, { kind: 'callbot', uuid: identity, secretKey: secret ?? '' })
  const body = Buffer.from(orderBody('o1'))
  const lower = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const keep = (headers: Record<string, string>) => {
    const incoming = { receivedAt: 60_000, accountId: id, kind: 'order' as const, headers: lower(headers), body }
    const judged = gate.judge(incoming)
    if (judged instanceof Promise) throw new Error('the secret is known')
    return gate.mayKeep(incoming, judged)
  }
  const kept = Array.from({ length: 7_000 }, () => keep(signed('forged'))).filter(Boolean).length
  expect([kept, gate.notKept(), keep(signed(body))]).toEqual([6_000, 1_000, true])
})
