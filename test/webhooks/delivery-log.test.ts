import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../core/open-test-core.ts'
import {
  callbotAccount,
  dropRig,
  nxlinkAccount,
  openReceivingRig,
  orderBody,
  post,
  type ReceivingRig,
  signed,
  taskBody,
} from './receiving-rig.ts'

function rigOf(given: Parameters<typeof openReceivingRig>[0] = {}): ReceivingRig {
  const rig = openReceivingRig(given)
  onTestFinished(() => dropRig(rig))
  return rig
}
const find = async (rig: ReceivingRig, filter: object, before: number | null = null, count = 500) => {
  await rig.service.settle()
  return rig.service.deliveries({ filter: { accountId: 'account-1', ...filter }, before, count })
}
const send = async (rig: ReceivingRig, body: string, kind: 'order' | 'task' | 'call' = 'order') =>
  post(await rig.url(kind), body, signed(body))

test('deliveries are found by order, task, phone, request, type, status, standing, time and a text in the payload, page by page', async () => {
  const rig = rigOf()
  for (let index = 0; index < 30; index += 1)
    await send(
      rig,
      orderBody(
        `order-${index}`,
        { userPhone: `5691234${String(index).padStart(4, '0')}`, other: index === 7 ? 'needle 100% _x' : '' },
        { callStatus: index % 3 === 0 ? 6 : 22 },
      ),
      index % 2 === 0 ? 'order' : 'call',
    )
  await send(rig, taskBody('task-9', 2), 'task')
  await post(await rig.url(), orderBody('forged'), signed('else', { requestID: 'forged-request' }))
  const ids = async (filter: object) => (await find(rig, filter)).rows.map(row => row.orderID ?? row.userTaskID)
  expect(await ids({ text: 'order-12' })).toEqual(['order-12'])
  expect(await ids({ text: 'task-9' })).toEqual(['task-9'])
  expect(await ids({ text: '+56 9 1234 0021' })).toEqual(['order-21'])
  expect(await ids({ text: 'forged-request' })).toEqual(['forged'])
  expect(await ids({ text: 'needle 100% _x' })).toEqual(['order-7'])
  expect(await ids({ text: 'nothing of the kind' })).toEqual([])
  expect(await ids({ kind: 'task' })).toEqual(['task-9'])
  expect(await ids({ kind: 'call', status: 6 })).toEqual(['order-27', 'order-21', 'order-15', 'order-9', 'order-3'])
  expect(await ids({ standing: ['wrong', 'unsigned'] })).toEqual(['forged'])
  expect(await ids({ from: Date.now() + 60_000 })).toEqual([])
  expect(await ids({ to: Date.now() + 60_000, standing: ['wrong'] })).toEqual(['forged'])

  const paged: unknown[] = []
  let before: number | null = null
  do {
    const page = await find(rig, {}, before, 7)
    paged.push(...page.rows.map(row => row.id))
    before = page.next
  } while (before !== null)
  expect(paged).toEqual(Array.from({ length: 32 }, (_, index) => 32 - index))
  const { total, byStanding, minutes } = rig.service.summary({ accountId: 'account-1', since: Date.now() - 3_600_000 })
  expect([total, byStanding.find(one => one.standing === 'wrong')?.count, minutes.reduce((sum, minute) => sum + minute.count, 0)]).toEqual([
    32, 1, 32,
  ])
})

test('the proof names what is off: a body with its spaces taken out, another identity, another account, the wrong unit, or nothing it knows', async () => {
  const twin = callbotAccount({ id: 'account-9', identity: 'uuid-9', secret: 'a secret of the twin', webhookToken: 'token-of-account-9' })
  const rig = rigOf({ accounts: [callbotAccount(), twin] })
  const url = await rig.url()
  const body = orderBody('o1', { userName: 'Añá' })
  const spaced = body.replaceAll('":', '": ').replaceAll(',"', ', "')
  const proofOf = async (sent: string | Uint8Array, headers: Record<string, string>) => {
    await post(url, sent, headers)
    const [row] = (await find(rig, {}, null, 1)).rows
    const detail = await rig.service.delivery(row?.id ?? 0)
    expect(JSON.stringify(detail)).not.toMatch(/a very secret key|a secret of the twin/)
    return detail.proof
  }
  const good = await proofOf(body, signed(body, { algorithm: 'MD5' }))
  expect(good).toMatchObject({
    cause: 'matches',
    places: 0,
    tried: [
      { algorithm: 'MD5', variant: 'received', matches: true },
      { algorithm: 'SHA256', matches: false },
    ],
  })
  // Without the secret and its hashed parts in order, the string is the very one of the reference.
  expect(good.hashed.map(part => (part.kind === 'secret' ? '<secret>' : part.text)).join('')).toMatch(
    /^<secret>&body=\{"callbackType".*\}&createTs=\d+&requestID=req-\d+&uuid=uuid-1$/,
  )
  expect(good.inputs).toEqual([
    { name: 'uuid', value: 'uuid-1', ours: 'uuid-1', state: 'same' },
    { name: 'createTs', value: expect.any(String), ours: null, state: 'same' },
    { name: 'requestID', value: expect.any(String), ours: null, state: 'same' },
    { name: 'secretKey', value: null, ours: null, state: 'same' },
  ])
  const rewritten = await proofOf(body, signed(spaced))
  expect(rewritten).toMatchObject({ cause: 'bodyRewritten', variant: 'spaced' })
  expect(rewritten.places).toBe((body.match(/":|,"/g) ?? []).length)
  expect(rewritten.hashed.find(part => part.kind === 'body')?.off.every(at => ':,'.includes(body[at] ?? ''))).toBe(true)
  expect((await proofOf(spaced, signed(body))).variant).toBe('compact')
  const escaped = body.replace('Añá', 'A\\u00f1\\u00e1')
  expect([(await proofOf(body, signed(escaped))).variant, (await proofOf(escaped, signed(body))).variant]).toEqual([
    'compactAscii',
    'compactUnescaped',
  ])
  expect((await proofOf(`${body}\n`, signed(body))).variant).toBe('noEnd')
  expect((await proofOf(body, { ...signed(body), uuid: 'uuid-lost' })).cause).toBe('identityChanged')
  expect(await proofOf(body, signed(body, { secretKey: twin.secret ?? '', uuid: 'uuid-9' }))).toMatchObject({
    cause: 'otherAccount',
    inputs: [{ name: 'uuid', state: 'off' }, {}, {}, { state: 'off' }],
  })
  const inSeconds = signed(body)
  expect((await proofOf(body, { ...inSeconds, createTs: `${inSeconds.createTs}000` })).cause).toBe('timeUnit')
  expect(await proofOf(body, { ...signed(body, { algorithm: 'SHA256' }), algorithm: 'MD5' })).toMatchObject({
    cause: 'algorithmNamed',
    inputs: [{}, {}, {}, { name: 'algorithm', value: 'MD5', ours: 'SHA256', state: 'off' }, { state: 'same' }],
  })
  expect((await proofOf(body, signed(body, { secretKey: 'nobody knows' }))).cause).toBe('unexplained')
  expect(await proofOf(body, { sign: 'AB' })).toMatchObject({
    cause: 'unsigned',
    missing: ['requestid', 'createts', 'uuid'],
    expected: null,
  })
  const zipped = gzipSync(body)
  expect((await proofOf(zipped, { ...signed(body), 'content-encoding': 'gzip' })).cause).toBe('matches')
  expect((await proofOf(zipped, { ...signed(zipped), 'content-encoding': 'gzip' })).cause).toBe('matches')
})

test('a delivery shows its bytes, its headers and our answer word for word', async () => {
  const rig = rigOf()
  const body = orderBody('o1')
  const answer = await post(await rig.url(), body, signed(body))
  const odd = Buffer.from('{"orderID":"o2","userName":"\xff"}', 'latin1')
  await post(await rig.url(), odd, signed(odd))
  const { rows } = await find(rig, {})
  const detail = await rig.service.delivery(rows[1]?.id ?? 0)
  expect(detail).toMatchObject({ body, bytesBase64: null, answer: answer.body })
  expect(Object.fromEntries(detail.headers.map(({ name, value }) => [name, value]))).toMatchObject({
    uuid: 'uuid-1',
    'content-type': 'application/json',
  })
  expect((await rig.service.delivery(rows[0]?.id ?? 0)).bytesBase64).toBe(odd.toString('base64'))
})

test('in a burst every line gets the milliseconds until its answer, also where it was written before that', async () => {
  const rig = rigOf()
  const burst = Promise.all(Array.from({ length: 120 }, (_, index) => send(rig, orderBody(`burst-${index}`))))
  const sent = burst.then(() => true)
  // Applied as soon as they are on the disk, which is before they are answered.
  while (!(await Promise.race([sent, rig.service.settle().then(() => false)]))) await new Promise(setImmediate)
  const { rows } = await until(async () => {
    const found = await find(rig, {})
    return found.rows.every(row => row.answerMs !== null) ? found : null
  })
  expect(rows.length).toBe(120)
})

test('a header that carries a login is named and its value hidden', async () => {
  const rig = rigOf({ accounts: [nxlinkAccount()] })
  await post(await rig.url('nxlink'), '{"callId":"c1"}', { 'content-type': 'application/json', token: 'fixed-token-of-mode-a' })
  const [row] = (await find(rig, { accountId: 'account-2' })).rows
  const detail = await rig.service.delivery(row?.id ?? 0)
  expect(detail).toMatchObject({ row: { standing: 'unsigned' }, proof: { cause: 'unsigned' } })
  expect(detail.headers).toContainEqual({ name: 'token', value: '••••••••' })
  expect(JSON.stringify(detail)).not.toContain('fixed-token-of-mode-a')
})

test('an older state is kept and marked, and overwrites nothing', async () => {
  const rig = rigOf()
  await send(rig, orderBody('o1', { finish: true }, { callID: 'c2', callStatus: 6, callStartTs: 1_790_000_900 }))
  await send(rig, orderBody('o1', { finish: false }, { callID: 'c1', callStatus: 22, callStartTs: 1_790_000_000 }), 'call')
  await send(rig, taskBody('task-1', 2, 5), 'task')
  await send(rig, taskBody('task-1', 1, 0), 'task')
  expect((await find(rig, {})).rows.map(row => [row.kind, row.standing, row.effect])).toEqual([
    ['task', 'older', 'older'],
    ['task', 'verified', 'changed'],
    ['call', 'older', 'older'],
    ['order', 'verified', 'changed'],
  ])
  expect(rig.orders.detail('account-1', 'o1')).toMatchObject({ row: { callStatus: 6, finish: true, calls: 2 } })
  expect(rig.tasks.get('account-1', 'task-1')).toMatchObject({ taskStatus: 2, stat: { totalCall: 5 } })
})

test('a replay shows the rows it would change before it changes them, then changes exactly those, and counts nothing twice', async () => {
  const account = callbotAccount({ secret: 'the secret of last year' })
  const rig = rigOf({ accounts: [account] })
  await send(rig, orderBody('o1'))
  await send(rig, orderBody('o2'))
  await send(rig, taskBody('task-1', 2, 5), 'task')
  await post(await rig.url(), orderBody('o3'), signed('forged for good'))
  expect((await find(rig, {})).rows.map(row => row.standing)).toEqual(['wrong', 'wrong', 'wrong', 'wrong'])
  account.secret = 'a very secret key'
  rig.changed(account.id)
  await rig.service.settle()

  const range = { of: 'span', accountId: 'account-1', from: 0, to: null } as const
  const preview = await rig.service.previewReplay(range)
  expect(preview).toMatchObject({
    deliveries: 4,
    applied: 3,
    leftAlone: 1,
    newlyVerified: 3,
    changedOrders: 2,
    changedTasks: 1,
    cutShort: false,
  })
  expect(preview.changes.map(change => [change.what, change.id, change.isNew])).toEqual([
    ['order', 'o1', true],
    ['order', 'o2', true],
    ['task', 'task-1', true],
  ])
  expect(preview.changes[0]?.fields).toContainEqual({ name: 'callStatus', was: null, now: 6 })
  expect(rig.orders.knownOrderIDs('account-1', ['o1', 'o2']).size).toBe(0)

  expect(await rig.service.replay({ of: 'chosen', accountId: 'account-1', ids: [1] })).toMatchObject({ deliveries: 1, changedOrders: 1 })
  expect(await rig.service.previewReplay(range)).toMatchObject({ changedOrders: 1, changedTasks: 1 })
  expect(await rig.service.replay(range)).toMatchObject({ deliveries: 4, applied: 3, changedOrders: 1, changedTasks: 1 })
  expect(await rig.service.replay(range)).toMatchObject({ changedOrders: 0, changedTasks: 0, newlyVerified: 0 })
  expect(rig.orders.taskCounts('account-1').get('task-1')).toMatchObject({ total: 2, finished: 2 })
  expect((await find(rig, {})).rows.map(row => [row.standing, row.effect, row.retCode])).toEqual([
    ['wrong', 'none', 6],
    ['verified', 'changed', 6],
    ['verified', 'changed', 6],
    ['verified', 'changed', 6],
  ])
  expect((await rig.service.delivery(1)).changes).toEqual([])
})

test('among new orders a replay shows none that is in the cache already, and changes as many as it showed', async () => {
  const rig = rigOf()
  for (let index = 0; index < 12; index += 1) {
    const body = orderBody(`order-${index}`)
    await post(await rig.url(), body, signed(body, index % 4 === 0 ? {} : { secretKey: 'the renewed key' }))
  }
  await rig.service.settle()
  const [account] = rig.accounts
  if (account) account.secret = 'the renewed key'
  rig.changed('account-1')
  const range = { of: 'span' as const, accountId: 'account-1', from: 0, to: null }
  const preview = await rig.service.previewReplay(range)
  expect(preview).toMatchObject({ newlyVerified: 9, changedOrders: 9, changedTasks: 0 })
  expect(preview.changes.map(({ id }) => id)).not.toContain('order-4')
  expect(await rig.service.replay(range)).toMatchObject({ newlyVerified: 9, changedOrders: 9, changedTasks: 0 })
})

test('a replay since a time takes what came since, and a row that was lost comes back', async () => {
  const rig = rigOf()
  await send(rig, orderBody('before'))
  await rig.service.settle()
  await new Promise(resolve => setTimeout(resolve, 20))
  const from = Date.now()
  await send(rig, orderBody('after'))
  await rig.service.settle()
  rig.orders.forgetAccount('account-1')
  const report = await rig.service.replay({ of: 'span', accountId: 'account-1', from, to: null })
  expect(report).toMatchObject({ deliveries: 1, changedOrders: 1 })
  expect([...rig.orders.knownOrderIDs('account-1', ['before', 'after'])]).toEqual(['after'])
})

test.each(['task', 'order', 'call'] as const)(
  'a test %s goes the whole way, is marked, changes nothing, and can be removed',
  async kind => {
    const rig = rigOf()
    await send(rig, orderBody('real'))
    const answer = await rig.service.sendTest({ accountId: 'account-1', kind, status: 2, orderID: 'real', userTaskID: 'task-1' })
    expect(answer).toMatchObject({ httpStatus: 200, retCode: 0, retMsg: 'success', deliveryId: 2, roundTripMs: expect.any(Number) })
    expect((await find(rig, {})).rows.map(row => [row.kind, row.standing, row.effect])).toEqual([
      [kind, 'test', 'none'],
      ['order', 'verified', 'changed'],
    ])
    expect(rig.orders.detail('account-1', 'real')?.row.callStatus).toBe(6)
    // Nobody without the secret can mark a delivery as a test, so that it would not count.
    const body = orderBody('victim')
    const honest = signed(body)
    expect((await post(await rig.url(), body, { ...honest, requestID: 'callboard-test-1' })).status).toBe(401)
    expect(await rig.service.removeTests('account-1')).toEqual({ removed: 1 })
    expect((await find(rig, {})).rows.map(row => row.standing)).toEqual(['wrong', 'verified'])
    expect((await rig.service.status()).waiting).toBe(0)
    await send(rig, orderBody('later'))
    expect((await find(rig, {})).rows[0]).toMatchObject({ orderID: 'later', standing: 'verified' })
  },
)
