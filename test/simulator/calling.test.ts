import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Json } from './platform-client.ts'
import { callbot, callbotSign, callInfoList, rows, taskBody } from './platform-client.ts'
import { receive, simulate } from './with-simulator.ts'

test('a task is created, dialled, told about by signed webhooks, and finished', async () => {
  const [simulator, receiver] = [await simulate(), await receive()]
  const created = await callbot(simulator, 'createAndCall', taskBody('t1', rows('o', 30), { receiver: receiver.url }))
  expect(created.json).toMatchObject({
    retCode: 0,
    totalCount: 30,
    successCount: 30,
    errList: [],
    taskID: expect.stringMatching(/^\d{19}$/),
  })
  expect(await simulator.settled()).toBe(true)

  const { secretKey } = simulator.credentials.callbot
  for (const { headers, text } of receiver.deliveries) {
    expect(headers.sign).toBe(callbotSign('md5', secretKey, text, headers))
    expect(headers.algorithm).toBeUndefined()
  }
  const orders = receiver.of('/order').map(each => each.json)
  expect(new Set(orders.map(each => each.orderID)).size).toBe(30)
  expect(orders.every(each => each.finish === true && each.callbackType === '2' && each.userName === '牛小信')).toBe(true)
  const calls = receiver.of('/call').map(each => each.json)
  expect(calls).toHaveLength(simulator.records.orders().reduce((sum, order) => sum + order.callCount, 0))
  expect(calls.filter(each => each.finish === true)).toHaveLength(30)
  const states = receiver.of('/task').map(each => each.json.taskStatus)
  expect(states).toEqual([2, 3])
  expect(receiver.of('/task').at(-1)?.json.taskStat).toMatchObject({
    totalOrderCount: 30,
    finishOrderCount: 30,
    finishRate: 1,
    totalCall: calls.length,
  })
  expect(simulator.records.tasks()).toMatchObject([{ userTaskID: 't1', taskStatus: 3, activeCalls: 0 }])
  expect(simulator.records.webhooks().every(each => each.status === 200)).toBe(true)
})

test('the same seed gives the same calls, whatever the speed and the order ids', async () => {
  const outcomes = async (seed: string, speed: number, prefix: string): Promise<unknown> => {
    const simulator = await simulate({ seed, speed })
    await callbot(simulator, 'createAndCall', taskBody('t', rows(prefix, 50)))
    await simulator.settled()
    const listed = await callbot(simulator, 'listOrder', { productID: 'callbot', userTaskID: 't', options: {}, page: 1, size: 100 })
    return (listed.json.orderList as Json[]).map(order => {
      const detail = order.callInfoDetail as Json
      return [order.userPhone, detail.callID, detail.callStatus, detail.callDuration, detail.intents]
    })
  }
  const [first, again, other] = [await outcomes('a', 2000, 'x'), await outcomes('a', 4000, 'y'), await outcomes('b', 4000, 'x')]
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('an answer is signed over its text with its own time, in the algorithm of the request', async () => {
  const simulator = await simulate({ clockOffsetSeconds: 40 })
  for (const [algorithm, name] of [
    [undefined, 'md5'],
    ['MD5', 'md5'],
    ['SHA256', 'sha256'],
  ] as const) {
    const before = Date.now()
    const answer = await callbot(simulator, 'ping', { data: '牛信' }, algorithm === undefined ? {} : { algorithm })
    const after = Date.now()
    expect(answer.headers.sign).toBe(callbotSign(name, simulator.credentials.callbot.secretKey, answer.raw, answer.headers))
    expect(answer.headers.algorithm).toBe(algorithm)
    expect(answer.json).toMatchObject({ code: 0, msg: 'success', data: '牛信' })
    expect(Number(answer.json.timestamp)).toBeGreaterThanOrEqual(Math.floor(before / 1000) + 40)
    expect(Number(answer.json.timestamp)).toBeLessThanOrEqual(after / 1000 + 40)
  }
})

test('a call goes through dispatching, dialling, ringing and talking, and its numbers add up', async () => {
  const simulator = await simulate({ speed: 60, stamps: 'simulated' })
  const seen = new Set<number>()
  const unseen = () => [2, 3, 4, 5].filter(status => !seen.has(status))
  // A machine that stands still sees nothing of calls that come and go meanwhile: then others are made.
  for (let task = 1; task <= 20 && unseen().length > 0; task += 1) {
    const list = rows(`o${task}`, 20, 85_261_000_000 + task * 20)
    await callbot(simulator, 'createAndCall', taskBody(`t${task}`, list, { setting: { strategyName: 'Once Only' } }))
    while (simulator.records.orders().some(order => !order.finish)) {
      for (const order of simulator.records.orders()) seen.add(order.callStatus)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  expect(unseen()).toEqual([])
  const listed = await callbot(simulator, 'listCall', {
    productID: 'callbot',
    userTaskID: 't1',
    options: { callStatus: [6] },
    page: 1,
    size: 100,
  })
  const calls = listed.json.callList as Json[]
  expect(calls.length).toBeGreaterThan(3)
  for (const call of calls) {
    expect(Math.abs(Number(call.callEndTs) - Number(call.callAnswerTs) - Number(call.callDuration))).toBeLessThanOrEqual(1)
    expect(call.termSipCode).toBe('200')
  }
})

test('every call of an order is listed in its detail, and its recording can be fetched', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 40)))
  await simulator.settled()
  const redialled = simulator.records.orders().find(order => order.callCount > 1 && order.callStatus === 6)
  const answer = await callbot(simulator, 'listOrderDetail', {
    productID: 'callbot',
    userTaskID: 't',
    orderList: [redialled?.orderID, 'unknown'],
  })
  const [detail] = answer.json.orderDetailList as Json[]
  const calls = detail?.callInfoDetailList as Json[]
  expect(calls).toHaveLength(redialled?.callCount ?? 0)
  expect(calls.at(-1)).toMatchObject({ callStatus: 6, params: [{ name: 'amount', value: '12' }] })
  const wav = await fetch(String(calls.at(-1)?.callAudioUrl))
  expect([wav.status, wav.headers.get('content-type'), (await wav.text()).slice(0, 4)]).toEqual([200, 'audio/wav', 'RIFF'])
})

test('lists can be filtered by what was said, how long, and how it ended', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 60)))
  await simulator.settled()
  const list = async (options: Json): Promise<Json[]> => {
    const answer = await callbot(simulator, 'listOrder', { productID: 'callbot', userTaskID: 't', options, page: 1, size: 100 })
    const found = answer.json.orderList as Json[]
    expect(answer.json.totalCount).toBe(found.length)
    return found.map(each => each.callInfoDetail as Json)
  }
  const all = await list({ orderID: null, callStatus: null, finish: null })
  const durations = (details: Json[]): number[] => details.map(each => Number(each.callDuration))
  const tagged = (tag: string): number => all.filter(each => (each.intents as Json[])[0]?.intentTag === tag).length
  expect(all).toHaveLength(60)
  expect(await list({ finish: 1 })).toHaveLength(0)
  expect(await list({ finish: 2 })).toHaveLength(60)
  expect(await list({ callStatus: [6] })).toHaveLength(all.filter(each => each.callStatus === 6).length)
  expect(await list({ intentTag: ['A'] })).toHaveLength(tagged('A'))
  expect(await list({ intentName: ['Considering'] })).toHaveLength(tagged('B'))
  expect(await list({ intentID: ['70003', '70004'] })).toHaveLength(tagged('C') + tagged('D'))
  expect(durations(await list({ callDuration: { gt: 30, lt: 60, enable: true } })).every(each => each > 30 && each < 60)).toBe(true)
  expect(await list({ callDuration: { gt: 30, lt: 60, enable: false } })).toHaveLength(60)
  expect((await list({ turnTime: { gt: 0, enable: true } })).every(each => each.callStatus === 6)).toBe(true)
  expect(await list({ orderID: ['o-3', 'o-4', 'none'] })).toHaveLength(2)
})

test('SMS, agents, intents and redials within a round come when they were asked for', async () => {
  const simulator = await simulate()
  const setting = {
    manualCallSetting: { agentGroup: 'group-7', dispatchType: 1, ratioCallRate: 1.5, predictCallRate: 0 },
    strategyName: 'Once Only',
  }
  const flags = {
    roundRedial: true,
    smsEnable: true,
    smsFuncFlag: [
      { smsID: 'sms-1', intentID: ['70001'], intentName: ['Considering'] },
      { smsID: 'sms-2', intentID: ['70001'], intentName: [] },
    ],
  }
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 80), { setting, flags }))
  await simulator.settled()
  const answer = await callbot(simulator, 'listCall', {
    productID: 'callbot',
    userTaskID: 't',
    options: { intentTag: ['A', 'B'] },
    page: 1,
    size: 500,
  })
  const calls = answer.json.callList as Json[]
  expect(calls.length).toBeGreaterThan(5)
  for (const call of calls) {
    const tag = (call.intents as Json[])[0]?.intentTag
    expect(call.sms).toMatchObject([{ smsContent: expect.stringContaining(tag === 'A' ? 'sms-2' : 'sms-1') }])
    expect(call.agent).toMatchObject({ agentGroup: 'group-7', agentCallStatus: expect.any(Number) })
  }
  expect(Math.max(...simulator.records.orders().map(order => order.callCount))).toBe(2)
})

test('long answers are packed for those who ask, and signed over the plain text', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 10)))
  await simulator.settled()
  for (const endpoint of ['listCall', 'exportBatchCall']) {
    const body = { productID: 'callbot', userTaskID: 't', options: {}, page: 1, size: 100 }
    const answer = await callbot(simulator, endpoint, body, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers['content-encoding']).toBe('gzip')
    const plain = gunzipSync(answer.raw)
    expect(answer.headers.sign).toBe(callbotSign('md5', simulator.credentials.callbot.secretKey, plain, answer.headers))
    expect((JSON.parse(plain.toString()) as Json).retCode).toBe(0)
  }
})

test('webhooks go to the own machine only', async () => {
  const simulator = await simulate()
  const body = taskBody('t', rows('o', 1))
  body.callInfoList = {
    ...callInfoList(rows('o', 1)),
    orderCallbackUrl: 'http://example.com/hook',
    callCallbackUrl: 'http://127.0.0.1.example.com/',
  }
  await callbot(simulator, 'createAndCall', body)
  await simulator.settled()
  expect(new Set(simulator.records.webhooks().map(each => each.status))).toEqual(new Set(['refused, not loopback']))
})

test('webhooks are signed with the algorithm of the console, and paths are appended on request', async () => {
  const [simulator, receiver] = [
    await simulate({ algorithm: 'SHA256', appendWebhookPath: true, callbackTypes: 'samples' }),
    await receive(),
  ]
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), { receiver: receiver.url }))
  await simulator.settled()
  for (const { headers, text, json } of receiver.deliveries) {
    expect(headers.sign).toBe(callbotSign('sha256', simulator.credentials.callbot.secretKey, text, headers))
    expect(String(json.callbackType)).toBe('1')
  }
  expect(new Set(receiver.deliveries.map(each => each.path))).toEqual(
    new Set(['/task/api/v3/taskCallback', '/order/api/v3/orderCallback', '/call/api/v3/callCallback']),
  )
})
