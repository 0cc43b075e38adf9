import { expect, test } from 'vitest'
import type { Json } from './platform-client.ts'
import { nxlink, nxlinkSign, rows } from './platform-client.ts'
import { receive, simulate } from './with-simulator.ts'

const body = (count: number, changes: Json = {}): Json => ({
  country: 'HK',
  taskName: 'Task Name',
  strategyName: 'Default Strategy',
  dispatchType: 1,
  agentGroupNo: 'NX09445G000025',
  predictCallRate: 1.0,
  ratioCallRate: 1.5,
  startCount: 1,
  startupType: 3,
  callList: rows('n', count).map(row => ({ ...row, other: `other of ${row.orderID}` })),
  ...changes,
})

const range = (): Json => ({
  startTime: Math.floor(Date.now() / 1000) - 600,
  endTime: Math.floor(Date.now() / 1000) + 600,
  page: 1,
  size: 100,
})

test('a task is created without an id, dialled, pushed as signed records, and read back', async () => {
  const receiver = await receive()
  const simulator = await simulate({ nxlinkWebhookUrl: `${receiver.url}/cdr` })
  const created = await nxlink(simulator, 'ai/createandcall', body(30))
  expect(created.json).toEqual({ reqId: expect.stringMatching(/^[0-9a-f]{32}$/), code: 0, msg: 'success', data: null })
  expect(await simulator.settled()).toBe(true)

  const pushed = receiver.of('/cdr')
  for (const { headers, text } of pushed) {
    expect([headers.biztype, headers.action]).toEqual(['8', 'callback'])
    expect(headers.sign).toBe(nxlinkSign(simulator.credentials.nxlink.accessSecret, text, headers))
  }
  const read = (await nxlink(simulator, 'cdr/page', range())).json.data as Json[]
  expect(new Set(pushed.map(each => each.text))).toEqual(new Set(read.map(each => JSON.stringify(each))))
  expect(new Set(read.map(each => each.orderId)).size).toBe(30)
  expect(read.find(each => each.orderId === 'n-7')).toMatchObject({
    other: 'other of n-7',
    direction: 2,
    taskId: simulator.records.tasks()[0]?.taskID,
  })
  expect(read.some(each => each.intent === '转人工-成功' && String(each.callee).startsWith('NX09445G000025@'))).toBe(true)
  expect(
    ((await nxlink(simulator, 'cdr/page', { ...range(), answered: 2 })).json.data as Json[]).every(each => each.answered === true),
  ).toBe(true)
  expect((await nxlink(simulator, 'cdr/page', { ...range(), direction: 1 })).json.data).toEqual([])
  expect((await nxlink(simulator, 'cdr/page', { ...range(), page: 2, size: 20 })).json.data).toEqual(read.slice(20, 40))
  const ofOne = (await nxlink(simulator, 'cdr/queryByOrderId', { tenantId: 144, orderId: 'n-7' })).json.data
  expect(ofOne).toEqual(read.filter(each => each.orderId === 'n-7'))
})

test.each([
  ['no accessKey', { without: ['accesskey'] }, 1001],
  ['another bizType', { headers: { biztype: '6' } }, 1002],
  ['another action', { headers: { action: 'nxai' } }, 1002],
  ['an unknown accessKey', { headers: { accesskey: 'AK-NOBODY' } }, 1005],
  ['a time in seconds', { headers: { ts: String(Math.floor(Date.now() / 1000)) } }, 1004],
  ['a time 61 seconds ago', { headers: { ts: String(Date.now() - 61_000) } }, 1004],
  ['a wrong signature', { headers: { sign: '6e9506557d1f289501d333ee2c365826' } }, 1003],
  ['a wrong content type', { headers: { 'content-type': 'text/plain' } }, 1003],
])('%s is refused', async (_, changes, code) => {
  const simulator = await simulate()
  const answer = await nxlink(simulator, 'ai/createandcall', body(1), changes)
  expect([answer.status, answer.json.code, answer.json.data]).toEqual([200, code, {}])
  expect(simulator.records.tasks()).toEqual([])
})

test('wrong parameters are 41000, with a word on which', async () => {
  const simulator = await simulate()
  const send = async (endpoint: string, request: Json): Promise<unknown[]> => {
    const { json } = await nxlink(simulator, endpoint, request)
    return [json.code, json.msg]
  }
  expect(await send('ai/createandcall', body(0))).toEqual([41_000, 'Parameter error or empty'])
  expect(await send('ai/createandcall', body(1, { dispatchType: 3 }))).toEqual([41_000, expect.stringContaining('dispatchType')])
  expect(await send('ai/createandcall', body(1, { startCount: undefined }))).toEqual([41_000, 'Parameter error or empty: startCount'])
  expect(await send('cdr/page', { startTime: 1, page: 1, size: 10 })).toEqual([41_000, 'End date cannot be empty'])
  expect(await send('cdr/page', { ...range(), size: 101 })).toEqual([41_000, expect.stringContaining('100')])
  expect(await send('cdr/queryByOrderId', { orderId: 'n-1' })).toEqual([41_000, 'Parameter error or empty'])
})

test('a manual task waits until someone presses start in the platform console, and a token can replace the signature', async () => {
  const receiver = await receive()
  const simulator = await simulate({ nxlinkWebhookUrl: `${receiver.url}/cdr`, nxlinkWebhookToken: 'tok' })
  await nxlink(simulator, 'ai/createandcall', body(2, { startupType: 1 }))
  const [task] = simulator.records.tasks()
  expect(task?.taskStatus).toBe(1)
  expect(simulator.startTask(task?.taskID ?? '')).toBe(true)
  await simulator.settled()
  expect(receiver.deliveries.length).toBeGreaterThanOrEqual(2)
  expect(receiver.deliveries.every(({ headers }) => headers.token === 'tok' && headers.sign === undefined)).toBe(true)
})
