import { expect, onTestFinished, test } from 'vitest'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import type { CreateAndCallBody } from '../../src-core/api/callbot-bodies.ts'
import { toMs } from '../../src-core/api/callbot-shapes.ts'
import { outcomeOf } from '../../src-core/api/outcome.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { answerSigned, clientOf, keys, refusalOf, signedHeaders, timedRefusal } from './callbot-rig.ts'
import { startScripted } from './scripted-server.ts'

async function simulated(options: Partial<SimulatorOptions> = {}, secret?: string) {
  const simulator = await startSimulator({ speed: 500, dialHours: 'ignore', ...options })
  const transport = createTransport()
  onTestFinished(async () => {
    await transport.close()
    await simulator.close()
  })
  const { uuid, secretKey } = simulator.credentials.callbot
  const api = (algorithm: 'MD5' | 'SHA256') =>
    createCallbotApi({ baseUrl: simulator.url, uuid, secretKey: secret ?? secretKey, algorithm }, transport, systemClock, {
      readDeadlineMs: 120_000,
      submitDeadlineMs: 120_000,
    })
  return { simulator, api }
}

async function task(api: ReturnType<typeof createCallbotApi>, userTaskID: string): Promise<CreateAndCallBody> {
  const { routes, strategies } = {
    routes: (await api.routeList({})).value,
    strategies: (await api.strategyList({ sceneID: 'scene-1' })).value,
  }
  const callList = ['o1', 'o2', 'o3'].map((orderID, i) => ({
    orderID,
    userPhone: `8615600000${i}00`,
    other: `row ${i} 牛信`,
    userName: '',
    customerName: '',
    params: [{ name: 'amount', value: '1' }],
  }))
  return {
    productID: 'callbot',
    userTaskID,
    sceneID: 'scene-1',
    taskCreateSetting: {
      strategyName: strategies[0]?.strategyName ?? '',
      startupType: 3,
      startupAt: 0,
      zoneSecond: 28800,
      dialAtWeekDay: '1,2,3,4,5,6,7',
      dialAtUpHour: '9,10',
      dialAtDownHour: '9,10',
      maxCall: 10,
      taskName: 'A task',
      taskCallbackUrl: '',
      maxRingTime: 30,
      routeID: routes[0]?.routeID ?? '',
    },
    funcFlag: { taskKeep: true, roundRedial: false, wholeTTS: true, smsEnable: false, smsFuncFlag: [], phoneEncrypt: false },
    callInfoList: { orderCallbackUrl: '', callCallbackUrl: '', callList },
  }
}

test.each(['MD5', 'SHA256'] as const)('every endpoint of Callbot v3 is asked and read with %s', async algorithm => {
  const { simulator, api: make } = await simulated()
  const api = make(algorithm)
  const of = { productID: 'callbot', userTaskID: 'task-1' } as const
  const ping = await api.ping({ data: '牛信 ping' })
  expect(ping).toMatchObject({ value: { data: '牛信 ping' }, retCode: 0, clockDifferenceSeconds: 0, responseSignature: 'verified' })
  const body = await task(api, of.userTaskID)
  const created = await api.createAndCall(body)
  expect(created.value).toMatchObject({ totalCount: 3, successCount: 3, errList: [] })
  const more = { ...of, callInfoList: { ...body.callInfoList, callList: [{ ...body.callInfoList.callList[0]!, orderID: 'o4' }] } }
  expect((await api.addBatchCall(more)).value).toMatchObject({ totalCount: 1, successCount: 1 })
  expect(await simulator.settled()).toBe(true)

  const tasks = (await api.listTask({ productID: 'callbot', page: 1, size: 100, queryConditions: {} })).value.tasks
  expect(tasks).toMatchObject([
    { userTaskID: 'task-1', taskID: created.value.taskID, taskStat: { totalOrderCount: 4, finishOrderCount: 4 } },
  ])
  const page = (await api.listOrder({ ...of, options: {}, page: 1, size: 100 })).value
  expect(page.totalCount).toBe(4)
  expect(page.orders.map(order => order.orderID).sort()).toEqual(['o1', 'o2', 'o3', 'o4'])
  expect(page.orders.every(order => order.finish === true && (order.callInfoDetail?.callStatus ?? 0) >= 6)).toBe(true)
  expect(page.orders.find(order => order.orderID === 'o2')).toMatchObject({
    other: 'row 1 牛信',
    callInfoDetail: { params: [{ name: 'amount', value: '1' }] },
  })
  const details = (await api.listOrderDetail({ ...of, orderList: ['o1', 'o2'] })).value
  expect(details.map(order => order.calls.length)).toEqual(['o1', 'o2'].map(id => simulator.records.order(id)?.callCount))
  const calls = (await api.listCall({ ...of, options: {}, page: 1, size: 100 })).value.calls
  expect(calls.length).toBe(simulator.records.orders().reduce((sum, order) => sum + order.callCount, 0))
  expect(calls.every(call => call.callInfoDetail?.callID && toMs(call.callInfoDetail.callStartTs))).toBe(true)
  expect((await api.exportBatchCall(of)).value.calls.length).toBeGreaterThan(0)
  expect((await api.intentList({ sceneID: 'scene-1' })).value[0]?.intentID).toBeTruthy()

  expect((await api.mgrTaskStatus({ ...of, taskOperate: 2 })).value.taskStatus).toBe(5)
  await api.updateTask({
    ...of,
    sceneID: body.sceneID,
    taskCreateSetting: { ...body.taskCreateSetting, maxCall: 5 },
    funcFlag: body.funcFlag,
  })
  expect(
    (
      await api.importBatchCall({
        ...more,
        callInfoList: { ...more.callInfoList, callList: [{ ...more.callInfoList.callList[0]!, orderID: 'o5' }] },
      })
    ).retCode,
  ).toBe(0)
  await expect
    .poll(() =>
      api.stopOrder({ ...of, orderIDs: ['o5', 'nobody'] }).then(
        answer => answer.value,
        () => null,
      ),
    )
    .toMatchObject({ totalCount: 2, successCount: 1, errList: [{ orderID: 'nobody' }] })
  await api.createTask({
    productID: 'callbot',
    userTaskID: 'task-2',
    sceneID: 'scene-1',
    taskCreateSetting: body.taskCreateSetting,
    funcFlag: body.funcFlag,
  })
  expect(simulator.records.requests().every(request => request.requestID.length === 32)).toBe(true)
})

test('one changed bit of the signature of an answer, another secret or another body, and the answer is refused', async () => {
  const { simulator, api } = await simulated()
  const requestId = 'a'.repeat(32)
  simulator.setFaults({ flipSignatureBit: 1 })
  const flipped = await refusalOf(api('SHA256').ping({ data: 'x' }, { requestId }))
  expect(flipped).toMatchObject({ code: 'response_signature', params: { problem: 'wrong' }, ids: { requestId, retCode: 0 } })
  expect(outcomeOf(flipped)).toBe('unknown')
  simulator.setFaults({ flipSignatureBit: 0, wrongSignature: 1 })
  expect(await refusalOf(api('MD5').ping({ data: 'x' }))).toMatchObject({ code: 'response_signature' })
  const { url } = await startScripted((one, response) => response.writeHead(200, signedHeaders(one, '{"retCode":0}')).end('{"retCode":0 }'))
  expect(await refusalOf(clientOf(url).routeList({}))).toMatchObject({ code: 'response_signature', params: { problem: 'wrong' } })
})

test('an answer without a signature is refused, unless the account says so; an MD5 answer to a SHA256 account too', async () => {
  const { url } = await startScripted((_, response) => response.end('{"code":0,"data":"x"}'))
  expect(await refusalOf(clientOf(url).ping({ data: 'x' }))).toMatchObject({ code: 'response_signature', params: { problem: 'absent' } })
  expect(await clientOf(url, { requireResponseSignature: false }).ping({ data: 'x' })).toMatchObject({
    value: { data: 'x' },
    responseSignature: 'absent',
  })
  const weak = await startScripted((one, response) =>
    response.writeHead(200, { ...signedHeaders(one, '{}'), algorithm: 'MD5' }).end('{"code":0}'),
  )
  expect(await refusalOf(clientOf(weak.url).ping({ data: 'x' }))).toMatchObject({
    code: 'response_signature',
    params: { problem: 'wrong' },
  })
})

test('wrong secret, unknown account and a clock ten minutes off are told apart, with the numbers', async () => {
  const wrong = await simulated({}, 'not the secret')
  expect(await refusalOf(wrong.api('SHA256').ping({ data: 'x' }))).toMatchObject({
    code: 'auth_signature',
    params: { seconds: 0, responseSignature: 'wrong' },
    ids: { retCode: 6 },
  })
  const unknown = clientOf(wrong.simulator.url, { uuid: 'nobody' })
  expect(await refusalOf(unknown.ping({ data: 'x' }))).toMatchObject({ code: 'auth_unknown_account', ids: { retCode: 6002 } })
  const off = await simulated({ clockOffsetSeconds: 600, clockToleranceSeconds: 300 })
  const { error, withinSeconds } = await timedRefusal(off.api('SHA256').ping({ data: 'x' }))
  expect(error).toMatchObject({ code: 'auth_clock', params: { responseSignature: 'verified' }, ids: { retCode: 6 } })
  expect(Math.abs(Number(error.params.seconds) - 600)).toBeLessThanOrEqual(withinSeconds)
})

test.each([
  [1, 'platform_refused', 'refused'],
  [2, 'platform_parameters', 'refused'],
  [3, 'platform_parameters', 'refused'],
  [4, 'platform_parameters', 'refused'],
  [4001, 'too_many_elements', 'refused'],
  [5, 'platform_maintenance', 'not_done'],
  [5001, 'platform_internal', 'unknown'],
  [6, 'auth_signature', 'refused'],
  [6001, 'auth_signature_missing', 'refused'],
  [6002, 'auth_unknown_account', 'refused'],
  [6003, 'auth_permission', 'refused'],
  [7, 'platform_busy', 'not_done'],
  [1001, 'import_running', 'not_done'],
  [8888, 'platform_unlisted', 'unknown'],
])('retCode %i becomes %s, and a submission it answers is %s', async (retCode, code, outcome) => {
  const { url } = await startScripted((one, response) => answerSigned(one, response, { retCode, retMsg: 'words', responseID: 'resp-1' }))
  const error = await refusalOf(clientOf(url).exportBatchCall({ productID: 'callbot', userTaskID: 't' }, { requestId: 'b'.repeat(32) }))
  expect(error).toMatchObject({ code, ids: { requestId: 'b'.repeat(32), responseId: 'resp-1', retCode, retMsg: 'words' } })
  expect(outcomeOf(error)).toBe(outcome)
})

test('a failure counts as not done only when its signature holds', async () => {
  const { url } = await startScripted((one, response) =>
    response.writeHead(200, signedHeaders(one, '')).end('{"retCode":7,"retMsg":"busy"}'),
  )
  const error = await refusalOf(clientOf(url).ping({ data: 'x' }))
  expect(error).toMatchObject({ code: 'response_signature', ids: { retCode: 7 } })
  expect(outcomeOf(error)).toBe('unknown')
})

test('odd answers are read leniently: long ids, other spellings, numbers as text, unknown fields and codes', async () => {
  const odd =
    '{"retCode":"0","retMsg":null,"responseID":9007199254740993,"totalCount":"2","orderList":[{"orderId":12345678901234567890,"userPhone":8615600000000,"finish":"true","newField":{"a":1},' +
    '"callInfoDetail":{"callID":"c","callStatus":"99","callStartTs":"1700000000","callEndTs":1700000000123,"agent":null,"intents":[{"intentId":"i"}]}},{}]}'
  const { url } = await startScripted((one, response) => answerSigned(one, response, odd))
  const answer = await clientOf(url).listOrder({ productID: 'callbot', userTaskID: 't', options: {}, page: 1, size: 2 })
  expect(answer).toMatchObject({ responseId: '9007199254740993', retMsg: '', rawText: odd, value: { totalCount: 2 } })
  const [order, empty] = answer.value.orders
  expect(order).toMatchObject({
    orderID: '12345678901234567890',
    userPhone: '8615600000000',
    finish: true,
    raw: { newField: { a: 1 } },
    callInfoDetail: { callStatus: 99, agent: null, sms: [], intents: [{ intentID: 'i', intentTag: '' }] },
  })
  expect([toMs(order?.callInfoDetail?.callStartTs ?? null), toMs(order?.callInfoDetail?.callEndTs ?? null), toMs(0), toMs(null)]).toEqual([
    1700000000000,
    1700000000123,
    null,
    null,
  ])
  expect(empty).toMatchObject({ orderID: '', finish: null, callInfoDetail: null })
})

test('a list that is absent is no empty list', async () => {
  const { url } = await startScripted((one, response) =>
    answerSigned(one, response, one.path.endsWith('listTask') ? { retCode: 0, totalCount: 0 } : { retCode: 0, retMsg: 'ok' }),
  )
  expect(await refusalOf(clientOf(url).listOrder({ productID: 'callbot', userTaskID: 't', options: {}, page: 1, size: 2 }))).toMatchObject({
    code: 'not_json',
    params: { problem: 'no orderList' },
  })
  expect((await clientOf(url).listTask({ productID: 'callbot', page: 1, size: 1, queryConditions: {} })).value.tasks).toEqual([])
})

test('the request carries the documented headers', async () => {
  const { url, asked } = await startScripted((one, response) => answerSigned(one, response, { code: 0 }))
  await clientOf(url).ping({ data: 'x' })
  expect(asked[0]).toMatchObject({
    path: '/callcentre/api/v3/ping',
    headers: { uuid: keys.uuid, algorithm: 'SHA256', 'content-type': 'application/json' },
  })
  expect(asked[0]?.headers.requestid).toMatch(/^[0-9a-f]{32}$/)
  expect(asked[0]?.headers.createts).toMatch(/^\d{10}$/)
})
