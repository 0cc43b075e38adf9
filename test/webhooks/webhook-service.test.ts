import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { openForReading } from '../../src-core/db/open.ts'
import { spawnThread } from '../../src-core/threads/spawn.ts'
import type { ListenerFacts } from '../../src-core/webhooks/delivery.ts'
import { type Simulator, startSimulator } from '../../src-simulator/simulator.ts'
import { until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import {
  callbotAccount,
  dropRig,
  nxlinkAccount,
  openReceivingRig,
  orderBody,
  post,
  signed,
  signedNxlink,
  taskBody,
  threadFile,
} from './receiving-rig.ts'

function rigOf(given: Parameters<typeof openReceivingRig>[0] = {}) {
  const rig = openReceivingRig(given)
  onTestFinished(() => dropRig(rig))
  const list = async (filter: object = {}) =>
    (await rig.service.deliveries({ filter: { accountId: rig.accounts[0]!.id, ...filter }, before: null, count: 500 })).rows
  return { ...rig, list }
}

/** Launches a task with webhooks to the rig; the orders are dialled at once. */
async function launchAt(rig: ReturnType<typeof rigOf>, simulator: Simulator, orders: number) {
  const { uuid, secretKey } = simulator.credentials.callbot
  const urls = await rig.service.callbackUrls('account-1')
  const transport = createTransport()
  onTestFinished(() => transport.close())
  const timings = { readDeadlineMs: 120_000, submitDeadlineMs: 120_000 }
  const api = createCallbotApi({ baseUrl: simulator.url, uuid, secretKey, algorithm: 'MD5' }, transport, systemClock, timings)
  const strategies = (await api.strategyList({ sceneID: 's' })).value
  await api.createAndCall({
    productID: 'callbot',
    userTaskID: 'task-1',
    sceneID: 's',
    taskCreateSetting: {
      strategyName: strategies[0]?.strategyName ?? '',
      startupType: 3,
      startupAt: 0,
      zoneSecond: 0,
      dialAtWeekDay: '1,2,3,4,5,6,7',
      dialAtUpHour: '9',
      dialAtDownHour: '9',
      maxCall: 5,
      taskName: 'T',
      taskCallbackUrl: urls?.taskCallbackUrl ?? '',
      maxRingTime: 30,
      routeID: '',
    },
    funcFlag: { taskKeep: false, roundRedial: true, wholeTTS: true, smsEnable: false, smsFuncFlag: [], phoneEncrypt: false },
    callInfoList: {
      orderCallbackUrl: urls?.orderCallbackUrl ?? '',
      callCallbackUrl: urls?.callCallbackUrl ?? '',
      callList: Array.from({ length: orders }, (_, place) => ({
        orderID: `o${place + 1}`,
        userPhone: `86156${String(10_000_000 + place)}`,
        other: '',
        userName: '',
        customerName: '',
        params: [],
      })),
    },
  })
  expect(await simulator.settled(120_000)).toBe(true)
  await rig.service.settle()
}

async function simulated(options: Parameters<typeof startSimulator>[0]) {
  const simulator = await startSimulator({ speed: 500, dialHours: 'ignore', ...options })
  onTestFinished(() => simulator.close())
  const { uuid, secretKey } = simulator.credentials.callbot
  return { simulator, rig: rigOf({ accounts: [callbotAccount({ identity: uuid, secret: secretKey })] }) }
}

test("the simulator's task, order and call webhooks are verified and applied", async () => {
  const { simulator, rig } = await simulated({})
  expect((await rig.service.callbackUrls('account-1'))?.orderCallbackUrl).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/cb\/token-of-account-1\/order$/,
  )
  expect(await rig.service.callbackUrls('account-1', 'https://way.in.example/x/')).toMatchObject({
    taskCallbackUrl: 'https://way.in.example/x/cb/token-of-account-1/task',
  })
  await launchAt(rig, simulator, 2)
  const sent = simulator.records.webhooks()
  expect(sent.every(webhook => webhook.status === 200)).toBe(true)
  const rows = await rig.list()
  expect(rows).toHaveLength(sent.length)
  expect(rows.every(row => ['verified', 'older'].includes(row.standing))).toBe(true)
  for (const orderID of ['o1', 'o2'])
    expect(rig.orders.detail('account-1', orderID)?.row).toMatchObject({ finish: true, source: 'webhook' })
  expect(rig.tasks.get('account-1', 'task-1')).toMatchObject({ taskStatus: 3, freshSource: 'webhook' })
})

test.each([1, 2, 3])(
  'webhooks that the simulator doubles, holds back and lets overtake each other leave its own truth, seed %i',
  async seed => {
    const { simulator, rig } = await simulated({ seed: `any order ${seed}` })
    simulator.setFaults({ duplicateWebhook: 0.3, reorderWebhooks: 0.5, badWebhookSignature: 0 })
    await launchAt(rig, simulator, 40)
    const rows = await rig.list()
    expect(rows.some(row => row.standing === 'duplicate')).toBe(true)
    const seen = simulator.records.orders().map(order => {
      const row = rig.orders.detail('account-1', order.orderID)?.row
      return { orderID: order.orderID, callStatus: row?.callStatus, finish: row?.finish, callCount: row?.calls }
    })
    expect(seen).toEqual(
      simulator.records.orders().map(({ orderID, callStatus, finish, callCount }) => ({ orderID, callStatus, finish, callCount })),
    )
    const [task] = simulator.records.tasks()
    expect(rig.tasks.get('account-1', 'task-1')).toMatchObject({
      taskStatus: task?.taskStatus,
      stat: { finishOrderCount: 40, totalCall: seen.reduce((sum, order) => sum + (order.callCount ?? 0), 0) },
    })
  },
)

test('wrong, unsigned and foreign deliveries are answered with a no, kept apart with their verdict, and never applied', async () => {
  const rig = rigOf()
  const url = await rig.url()
  const body = '{"orderID":9007199254740993,"userTaskID":"t","userPhone":"56912345678","callInfoDetail":{"callStatus":6}}'
  const told: unknown[] = []
  const send = async (headers: Record<string, string>, text = body) => {
    const { status, body: answer } = await post(url, text, headers)
    const { retCode, retMsg } = JSON.parse(answer) as { retCode: number; retMsg: string }
    told.push([status, retCode, retMsg])
  }
  await send(signed(body, { algorithm: 'MD5' }))
  await send(signed(body, { algorithm: 'SHA256' }))
  await send(signed(body, { secretKey: 'another secret' }))
  await send(signed(body, { uuid: 'another uuid' }))
  await send(signed(body), `${body} `)
  await send({ 'content-type': 'application/json' })
  expect(told).toEqual([
    [200, 0, 'success'],
    [200, 0, 'success'],
    [401, 6, 'signature wrong'],
    [401, 6, 'signature wrong'],
    [401, 6, 'signature wrong'],
    [401, 6001, 'signature missing'],
  ])
  await rig.service.settle()
  const rows = await rig.list()
  expect(rows.map(row => [row.standing, row.effect])).toEqual([
    ['unsigned', 'none'],
    ['wrong', 'none'],
    ['wrong', 'none'],
    ['wrong', 'none'],
    ['verified', 'same'],
    ['verified', 'changed'],
  ])
  // Digits beyond 2^53 are kept to the last one.
  expect(rows[5]).toMatchObject({
    accountId: 'account-1',
    kind: 'order',
    orderID: '9007199254740993',
    userTaskID: 't',
    phone: '56912345678',
    status: 6,
    bytes: body.length,
    httpStatus: 200,
    retCode: 0,
    answerMs: expect.any(Number),
    clockOffMs: expect.any(Number),
  })
  expect(rig.orders.detail('account-1', '9007199254740993')?.row.callStatus).toBe(6)
  expect(await rig.service.status()).toMatchObject({
    state: 'listening',
    received: 6,
    waiting: 0,
    problem: null,
    lastAt: expect.any(Number),
  })
})

test('what was answered is on the disk when the thread is gone the next moment, and is applied by the next run', async () => {
  const dataDir = emptyFolder()
  const thread = spawnThread(threadFile, { dataDir, preferredPort: 0 })
  const { webhookToken, id, identity, secret } = callbotAccount()
  await thread.peer.call('setAccounts', { accounts: [{ id, kind: 'callbot', token: webhookToken }] })
  await thread.peer.call('setSecret', { accountId: id, secret: { kind: 'callbot', uuid: identity, secretKey: secret } })
  const { port } = await thread.peer.call<ListenerFacts>('facts')
  const body = taskBody('t', 2)
  expect((await post(`http://127.0.0.1:${port}/cb/${webhookToken}/task`, body, signed(body))).status).toBe(200)
  const db = openForReading(join(dataDir, 'inbox.db'))
  expect(db.prepare('SELECT count(*) FROM delivery').pluck().get()).toBe(1)
  db.close()
  await thread.close()
  const rig = rigOf({ dataDir })
  await rig.service.settle()
  expect(rig.tasks.get('account-1', 't')).toMatchObject({ taskStatus: 2 })
})

test('a delivery whose secret is not there is taken, waits for it, and is applied when it comes', async () => {
  const account = callbotAccount({ secret: null })
  const rig = rigOf({ accounts: [account] })
  const body = orderBody('o1')
  const late = post(await rig.url('call'), body, signed(body))
  const forged = post(await rig.url('call'), orderBody('o2'), signed('another body'))
  expect([(await late).status, (await forged).status]).toEqual([200, 200])
  await rig.service.settle()
  expect((await rig.list()).map(row => row.standing)).toEqual(['unchecked', 'unchecked'])
  expect(rig.orders.knownOrderIDs('account-1', ['o1', 'o2']).size).toBe(0)
  account.secret = 'a very secret key'
  rig.changed(account.id)
  await rig.service.settle()
  expect((await rig.list()).map(row => [row.orderID, row.standing]).sort()).toEqual([
    ['o1', 'verified'],
    ['o2', 'wrong'],
  ])
  expect([...rig.orders.knownOrderIDs('account-1', ['o1', 'o2'])]).toEqual(['o1'])
})

test('a delivery that was answered before its secret could be read is checked and applied as soon as that comes', async () => {
  let unlock = () => {}
  const rig = rigOf({ secretsAfter: new Promise<void>(resolve => (unlock = resolve)) })
  const [body, other] = [orderBody('o1'), orderBody('o2')]
  const answers = await Promise.all([post(await rig.url(), body, signed(body)), post(await rig.url(), other, signed('another body'))])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  await rig.service.settle()
  expect((await rig.list()).map(row => row.standing)).toEqual(['unchecked', 'unchecked'])
  unlock()
  await until(async () => ((await rig.list()).every(row => row.standing !== 'unchecked') ? true : null))
  expect((await rig.list()).map(row => [row.orderID, row.standing]).sort()).toEqual([
    ['o1', 'verified'],
    ['o2', 'wrong'],
  ])
  expect([...rig.orders.knownOrderIDs('account-1', ['o1', 'o2'])]).toEqual(['o1'])
})

test('the first delivery of a run is checked before it is answered: the secret is fetched while it waits', async () => {
  const rig = rigOf()
  const [good, bad] = await Promise.all([
    post(await rig.url(), orderBody('o1'), signed(orderBody('o1'))),
    post(await rig.url(), orderBody('o1'), signed('something else')),
  ])
  expect([good.status, bad.status]).toEqual([200, 401])
})

test('an address belongs to one API: records of NXLink are taken at theirs, and nothing of Callbot is', async () => {
  const rig = rigOf({ accounts: [nxlinkAccount()] })
  const url = await rig.url('nxlink')
  const body = JSON.stringify({
    orderId: 'o1',
    taskId: '168',
    callId: 'c1',
    caller: '85200000000',
    callee: '85235757581',
    direction: 2,
    startTime: 1_691_372_191_000,
    endTime: 1_691_372_213_000,
  })
  expect((await post(url, body, signedNxlink(body))).status).toBe(200)
  expect((await post(url.replace(/nxlink$/, 'order'), body, signedNxlink(body))).status).toBe(401)
  await rig.service.settle()
  expect((await rig.list()).map(row => [row.kind, row.standing, row.phone])).toEqual([
    ['order', 'wrong', null],
    ['nxlink', 'verified', '85235757581'],
  ])
  expect(rig.orders.detail('account-2', 'o1')?.row).toMatchObject({ phone: '85235757581', finish: true })
})

test('a removed cache is made again from what the inbox holds, to the same rows', async () => {
  const rig = openReceivingRig()
  const url = await rig.url()
  for (const [orderID, status] of [
    ['o1', 3],
    ['o1', 6],
    ['o2', 22],
  ] as const) {
    const body = orderBody(orderID, { finish: status > 5 }, { callStatus: status })
    await post(url, body, signed(body))
  }
  await post(await rig.url('task'), taskBody('task-1', 2, 1), signed(taskBody('task-1', 2, 1)))
  await post(url, orderBody('o3'), {})
  await rig.service.settle()
  const seen = (of: typeof rig) => ({
    orders: ['o1', 'o2', 'o3'].map(id => of.orders.detail('account-1', id)),
    task: of.tasks.get('account-1', 'task-1'),
    counts: [...of.orders.taskCounts('account-1')],
  })
  const before = seen(rig)
  await rig.close()
  for (const end of ['', '-wal', '-shm']) rmSync(join(rig.dataDir, `cache.db${end}`), { force: true })
  const again = rigOf({ dataDir: rig.dataDir })
  await again.service.settle()
  expect(seen(again)).toEqual(before)
  expect((await again.list()).map(row => row.standing)).toEqual(['unsigned', 'verified', 'verified', 'verified', 'verified'])
})
