import { expect, onTestFinished, test } from 'vitest'
import { createNxlinkApi } from '../../src-core/api/nxlink.ts'
import { outcomeOf } from '../../src-core/api/outcome.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { refusalOf, timedRefusal } from './callbot-rig.ts'
import { startScripted } from './scripted-server.ts'

function clientOf(
  baseUrl: string,
  given: { accessKey?: string; accessSecret?: string; clock?: typeof systemClock; algorithm?: 'MD5' | 'SHA256' } = {},
) {
  const transport = createTransport()
  onTestFinished(() => transport.close())
  const { clock = systemClock, ...rest } = given
  return createNxlinkApi({ baseUrl, accessKey: 'AK', accessSecret: 'secret', ...rest }, transport, clock, {
    readDeadlineMs: 120_000,
    submitDeadlineMs: 120_000,
  })
}

const create = {
  country: 'HK',
  taskName: 'Demo 牛信',
  strategyName: 'Default Strategy',
  dispatchType: 1,
  agentGroupNo: 'NX09445G000025',
  predictCallRate: 1,
  ratioCallRate: 1.5,
  startCount: 1,
  startupType: 3,
  callList: [
    { orderID: 'order-1', userPhone: '85200000000', other: 'row 1' },
    { orderID: 'order-2', userPhone: '85200000001', other: 'row 2' },
  ],
}

test.each(['MD5', 'SHA256'] as const)('orders go out and their records come back with %s', async algorithm => {
  const simulator = await startSimulator({ speed: 500, dialHours: 'ignore' })
  onTestFinished(() => simulator.close())
  const api = clientOf(simulator.url, { ...simulator.credentials.nxlink, algorithm })
  expect(await api.createAndCall(create)).toMatchObject({ value: null, retCode: 0, responseSignature: 'absent' })
  expect(await simulator.settled()).toBe(true)
  const now = Math.floor(Date.now() / 1000)
  const records = (await api.cdrPage({ startTime: now - 3600, endTime: now + 3600, page: 1, size: 100 })).value
  expect(new Set(records.map(record => record.orderId))).toEqual(new Set(['order-1', 'order-2']))
  expect(records.every(record => record.callId !== '' && record.startTime !== null)).toBe(true)
  const one = (await api.cdrQueryByOrderId({ tenantId: '144', orderId: 'order-1' })).value
  expect(one.length).toBeGreaterThan(0)
  expect(one.every(record => record.orderId === 'order-1' && record.other === 'row 1')).toBe(true)
})

test('rates keep the decimals the page asks for and a long team id keeps its digits', async () => {
  const { url, asked } = await startScripted((_, response) => response.end('{"reqId":"r","code":0,"msg":"success","data":null}'))
  await clientOf(url).createAndCall({ ...create, predictCallRate: 2, ratioCallRate: 3 })
  await clientOf(url).cdrQueryByOrderId({ tenantId: '12345678901234567890', orderId: 'o' })
  expect(asked[0]?.body.toString()).toContain('"predictCallRate":2.00,"ratioCallRate":3.0,')
  expect(JSON.parse(asked[0]?.body.toString() ?? '')).toEqual({ ...create, predictCallRate: 2, ratioCallRate: 3 })
  expect(asked[1]?.body.toString()).toBe('{"tenantId":12345678901234567890,"orderId":"o"}')
  expect(asked[0]?.headers).toMatchObject({ accesskey: 'AK', biztype: '8', action: 'cc', ts: expect.stringMatching(/^\d{13}$/) })
})

test('wrong secret, unknown key and a clock ten minutes off are told apart', async () => {
  const simulator = await startSimulator()
  onTestFinished(() => simulator.close())
  const page = { startTime: 0, endTime: 1, page: 1, size: 1 }
  const good = simulator.credentials.nxlink
  expect(await refusalOf(clientOf(simulator.url, { ...good, accessSecret: 'other' }).cdrPage(page))).toMatchObject({
    code: 'auth_signature',
    ids: { retCode: 1003 },
  })
  expect(await refusalOf(clientOf(simulator.url, { ...good, accessKey: 'nobody' }).cdrPage(page))).toMatchObject({
    code: 'auth_unknown_account',
    ids: { retCode: 1005 },
  })
  const late = { ...systemClock, now: () => Date.now() - 600_000 }
  const { error, withinSeconds } = await timedRefusal(clientOf(simulator.url, { ...good, clock: late }).cdrPage(page))
  expect(error).toMatchObject({ code: 'auth_clock', ids: { retCode: 1004 } })
  expect(Math.abs(Number(error.params.seconds) - 600)).toBeLessThanOrEqual(withinSeconds)
})

test.each([
  [88, 'platform_refused', 'refused'],
  [99, 'platform_internal', 'unknown'],
  [41000, 'platform_parameters', 'refused'],
  [1001, 'auth_signature_missing', 'refused'],
  [1002, 'platform_parameters', 'refused'],
  [7777, 'platform_unlisted', 'unknown'],
])('code %i becomes %s whatever the HTTP status, and a submission it answers is %s', async (code, ours, outcome) => {
  const { url } = await startScripted((_, response) =>
    response.writeHead(code === 88 ? 401 : 200).end(JSON.stringify({ reqId: 'r1', code, msg: 'words', data: {} })),
  )
  const error = await refusalOf(clientOf(url).createAndCall(create))
  expect(error).toMatchObject({ code: ours, ids: { responseId: 'r1', retCode: code, retMsg: 'words' } })
  expect(outcomeOf(error)).toBe(outcome)
})

test('records are read from an array, one object or null, and an answer without data is refused', async () => {
  const answers = ['[{"callId":"a","startTime":"1691372191000","answerTime":0,"hangupCode":1001}]', '{"callId":"b"}', '{}', 'null']
  for (const data of answers) {
    const { url } = await startScripted((_, response) => response.end(`{"code":0,"data":${data}}`))
    const records = (await clientOf(url).cdrQueryByOrderId({ tenantId: '1', orderId: 'o' })).value
    expect(records.map(record => record.callId)).toEqual(data.startsWith('[') ? ['a'] : data.includes('callId') ? ['b'] : [])
    if (data.startsWith('['))
      expect(records[0]).toMatchObject({ startTime: 1691372191000, answerTime: null, hangupCode: '1001', other: '' })
  }
  const { url } = await startScripted((_, response) => response.end('{"code":0}'))
  expect(await refusalOf(clientOf(url).cdrPage({ startTime: 0, endTime: 1, page: 1, size: 1 }))).toMatchObject({
    code: 'not_json',
    params: { problem: 'no data' },
  })
})
