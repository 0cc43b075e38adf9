import { expect, onTestFinished, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { createNxlinkApi } from '../../src-core/api/nxlink.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { answerSigned, clientOf } from '../api/callbot-rig.ts'
import { startScripted } from '../api/scripted-server.ts'
import { eventually, openSyncRig } from './sync-rig.ts'

async function platform(options: Partial<SimulatorOptions> = {}) {
  const sim = await startSimulator({ webhooks: false, ...options })
  onTestFinished(() => sim.close())
  const client = clientOf(sim.url, sim.credentials.callbot)
  const asked = { pages: 0 }
  const callbot: CallbotApi = {
    ...client,
    listOrder: (body, how) => {
      asked.pages += 1
      return client.listOrder(body, how)
    },
  }
  return { sim, asked, rig: openSyncRig({ callbot }) }
}

test('three thousand orders come page by page, with their task', async () => {
  const { sim, rig } = await platform()
  sim.loadTask({ taskName: 'Loaded', orders: 3_000, userTaskID: 'big' })
  const { id } = rig.sync.start('cb', 'orders', 'big')
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', done: 3_000, total: 3_000, page: 6, problem: null })
  expect(rig.orders.taskCounts('cb').get('big')).toMatchObject({ total: 3_000 })
  expect(rig.tasks.get('cb', 'big')).toMatchObject({ userTaskID: 'big', freshSource: 'pulled', stat: { totalOrderCount: 3_000 } })
})

test('a pull that was cancelled goes on behind the page it stopped at', async () => {
  const { sim, asked, rig } = await platform({ latencyMs: { min: 20, max: 20 } })
  sim.loadTask({ taskName: 'Loaded', orders: 3_000, userTaskID: 'big' })
  const first = rig.sync.start('cb', 'orders', 'big')
  expect(rig.sync.start('cb', 'orders', 'big')).toEqual(first)
  await eventually(
    () => rig.job(first.id).page,
    page => page >= 2,
  )
  rig.sync.cancel(first.id)
  await rig.sync.finished(first.id)
  const cut = rig.job(first.id)
  expect(cut.state).toBe('cancelled')
  expect(rig.orders.taskCounts('cb').get('big')?.total).toBe(cut.done)
  const before = asked.pages
  const second = rig.sync.start('cb', 'orders', 'big')
  await rig.sync.finished(second.id)
  expect(rig.job(second.id)).toMatchObject({ state: 'done', done: 3_000 })
  expect(asked.pages - before).toBe(6 - cut.page)
  expect(rig.orders.taskCounts('cb').get('big')?.total).toBe(3_000)
})

test('a platform that refuses pages of five hundred is asked for a hundred', async () => {
  const { sim, rig } = await platform({ maxPageSize: 100 })
  sim.loadTask({ taskName: 'Loaded', orders: 750, userTaskID: 'small-pages' })
  const { id } = rig.sync.start('cb', 'orders', 'small-pages')
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', done: 750, page: 8 })
})

test('orders without a task are those of every task of the account', async () => {
  const { sim, rig } = await platform()
  for (const [userTaskID, orders] of [
    ['one', 700],
    ['two', 30],
    ['three', 1],
  ] as const)
    sim.loadTask({ taskName: 'Loaded', orders, userTaskID })
  const { id } = rig.sync.start('cb', 'orders', null)
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', done: 731, page: 3, userTaskID: null, problem: null })
  const counts = rig.orders.taskCounts('cb')
  expect(['one', 'two', 'three'].map(task => counts.get(task)?.total)).toEqual([700, 30, 1])
})

test('every task of the account comes, and a failed pull says why', async () => {
  const { sim, rig } = await platform()
  for (let index = 0; index < 230; index += 1) sim.loadTask({ taskName: 'Loaded', orders: 1, userTaskID: `t${index}` })
  const { id } = rig.sync.start('cb', 'tasks', null)
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', done: 230 })
  expect(await rig.taskHandlers['tasks.list']({ accountId: 'cb' })).toHaveLength(230)
  const lost = rig.sync.start('cb', 'orders', 'no-such-task')
  await rig.sync.finished(lost.id)
  expect(rig.job(lost.id)).toMatchObject({ state: 'failed', problem: { code: 'platform_parameters', retCode: 4 } })
})

test('codes nobody documented, extra and missing fields, and ids beyond 2^53 are kept exactly', async () => {
  const order =
    '{"orderID":"o1","userPhone":"8613800000000","taskID":9007199254740993123,"finish":true,"brandNew":{"deep":[1,2]},"callInfoDetail":{"callID":12345678901234567890,"callStatus":99,"callStartTs":1775131200}}'
  const server = await startScripted((asked, response) => {
    const task = '{"userTaskID":"u1","taskID":9007199254740993123,"taskStatus":42,"createTs":1775131200,"surprise":true}'
    answerSigned(
      asked,
      response,
      asked.path.endsWith('listTask')
        ? `{"retCode":0,"retMsg":"","responseID":"r","taskData":[${task}]}`
        : `{"retCode":0,"retMsg":"","responseID":"r","orderList":[${order},{"orderID":"o2"}]}`,
    )
  })
  const rig = openSyncRig({ callbot: clientOf(server.url) })
  const { id } = rig.sync.start('cb', 'orders', 'u1')
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', done: 2, total: null })
  expect(rig.tasks.get('cb', 'u1')).toMatchObject({
    taskID: '9007199254740993123',
    taskStatus: 42,
    createdAt: 1_775_131_200_000,
    stat: null,
  })
  const detail = rig.orders.detail('cb', 'o1')
  expect(detail).toMatchObject({
    row: { userTaskID: 'u1', callStatus: 99, finish: true, phone: '8613800000000' },
    calls: [{ callID: '12345678901234567890', callStatus: 99 }],
  })
  expect(detail?.rawJson).toContain('"brandNew"')
  expect(detail?.rawJson).toContain('9007199254740993123')
  expect(rig.orders.detail('cb', 'o2')).toMatchObject({
    row: { orderID: 'o2', userTaskID: 'u1', phone: '', callStatus: null, finish: false },
  })
})

test('NXLink: call records of a time range come into the cache, page by page', async () => {
  const sim = await startSimulator({ webhooks: false, speed: 2_000 })
  const transport = createTransport()
  onTestFinished(async () => {
    await transport.close()
    await sim.close()
  })
  const nxlink = createNxlinkApi({ baseUrl: sim.url, ...sim.credentials.nxlink }, transport, systemClock, {
    readDeadlineMs: 120_000,
    submitDeadlineMs: 120_000,
  })
  const rig = openSyncRig({ nxlink })
  const callList = Array.from({ length: 150 }, (_, index) => ({
    orderID: `o${index}`,
    userPhone: `8615${600_000_000 + index}`,
    other: `row-${index}`,
  }))
  await nxlink.createAndCall({
    country: 'CN',
    taskName: 'Wave',
    strategyName: 'Once Only',
    dispatchType: 0,
    agentGroupNo: 'g',
    predictCallRate: 1,
    ratioCallRate: 1,
    startCount: 1,
    startupType: 3,
    callList,
  })
  expect(await sim.settled()).toBe(true)
  const { id } = rig.sync.start('nx', 'records', null)
  await rig.sync.finished(id)
  expect(rig.job(id)).toMatchObject({ state: 'done', page: 2 })
  expect(
    rig.orders.knownOrderIDs(
      'nx',
      callList.map(order => order.orderID),
    ).size,
  ).toBe(150)
  expect(() => rig.sync.start('nx', 'orders', 'x')).toThrow(expect.objectContaining({ code: 'not_supported' }))
})
