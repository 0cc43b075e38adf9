import { expect, test } from 'vitest'
import { until } from '../core/open-test-core.ts'
import type { Answer, Json } from './platform-client.ts'
import { callbot, callbotSign, rows, taskBody } from './platform-client.ts'
import { receive, simulate } from './with-simulator.ts'

const manual = { setting: { startupType: 1 } }
const list = { productID: 'callbot', page: 1, size: 10, queryConditions: {} }

test('an answer can be lost after the work was done, and the double send shows as double dialling', async () => {
  const simulator = await simulate()
  simulator.setFaults({ dropAnswerAfterWork: 1, paths: ['createAndCall', 'addBatchCall'] })
  await expect(callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), manual))).rejects.toThrow()
  expect(simulator.records.orders().map(order => order.timesCreated)).toEqual([1, 1, 1])
  simulator.setFaults({ dropAnswerAfterWork: 0 })
  const { callInfoList } = taskBody('t', rows('o', 3))
  expect((await callbot(simulator, 'addBatchCall', { productID: 'callbot', userTaskID: 't', callInfoList })).json.retCode).toBe(0)
  expect(simulator.records.orders().map(order => order.timesCreated)).toEqual([2, 2, 2])
})

test('a connection can be reset before the work', async () => {
  const simulator = await simulate()
  simulator.setFaults({ resetBeforeWork: 1 })
  await expect(callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), manual))).rejects.toThrow(/ECONNRESET|hang up/)
  expect(simulator.records.tasks()).toEqual([])
  expect(simulator.records.requests()).toMatchObject([{ retCode: null }])
})

test('codes such as 5001 are answered without the work, or after it', async () => {
  const simulator = await simulate()
  simulator.setFaults({ answerCode: { code: 5001, probability: 1 } })
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))).json.retCode).toBe(5001)
  expect(simulator.records.tasks()).toEqual([])
  simulator.setFaults({ answerCode: { code: 7, probability: 1, afterWork: true } })
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))).json.retCode).toBe(7)
  expect(simulator.records.tasks()).toHaveLength(1)
})

test('answers can be forged, flipped, cut, replaced by a page, redirected, huge and slow', async () => {
  const simulator = await simulate()
  const rightSign = (answer: Answer): string => callbotSign('md5', simulator.credentials.callbot.secretKey, answer.raw, answer.headers)
  const once = async (faults: Parameters<typeof simulator.setFaults>[0]): Promise<Answer> => {
    simulator.setFaults(faults)
    const answer = await callbot(simulator, 'listTask', list)
    simulator.setFaults(Object.fromEntries(Object.keys(faults).map(name => [name, 0])))
    return answer
  }
  const forged = await once({ wrongSignature: 1 })
  expect([forged.json.retCode, forged.headers.sign === rightSign(forged)]).toEqual([0, false])
  const flipped = await once({ flipSignatureBit: 1 })
  expect(String(flipped.headers.sign).slice(1)).toBe(rightSign(flipped).slice(1))
  expect(flipped.headers.sign).not.toBe(rightSign(flipped))
  const page = await once({ htmlBody: 1 })
  expect([page.status, page.headers['content-type'], page.text.slice(0, 9)]).toEqual([200, 'text/html', '<!doctype'])
  expect((await once({ redirect: 1 })).status).toBe(302)
  expect((await once({ http500: 1 })).status).toBe(500)
  expect((await once({ hugeBody: 3_000_000 })).raw.length).toBeGreaterThan(3_000_000)
  const start = Date.now()
  expect((await once({ slowMs: 150 })).json.retCode).toBe(0)
  expect(Date.now() - start).toBeGreaterThanOrEqual(145)
  simulator.setFaults({ truncateBody: 1 })
  await expect(callbot(simulator, 'listTask', list)).rejects.toThrow()
  simulator.setFaults({ truncateBody: 0 })
  const fine = await callbot(simulator, 'listTask', list)
  expect(fine.headers.sign).toBe(rightSign(fine))
})

test('webhooks can be doubled, lost, held back, put out of order and forged', async () => {
  const [simulator, receiver] = [await simulate({ stamps: 'simulated' }), await receive()]
  const run = async (task: string, faults: Parameters<typeof simulator.setFaults>[0]): Promise<Json[]> => {
    receiver.deliveries.length = 0
    simulator.setFaults(faults)
    await callbot(
      simulator,
      'createAndCall',
      taskBody(task, rows(task, 20), { receiver: receiver.url, setting: { strategyName: 'Once Only' } }),
    )
    expect(await simulator.settled()).toBe(true)
    simulator.setFaults(Object.fromEntries(Object.keys(faults).map(name => [name, 0])))
    return receiver.of('/call').map(each => each.json.callInfoDetail as Json)
  }
  const doubled = await run('doubled', { duplicateWebhook: 1 })
  expect([doubled.length, new Set(doubled.map(each => each.callID)).size]).toEqual([40, 20])
  expect(await run('lost', { dropWebhook: 1 })).toEqual([])
  const some = (await run('some', { dropWebhook: 0.5 })).length
  expect(some > 2 && some < 18).toBe(true)
  const mixed = (await run('mixed', { reorderWebhooks: 0.5 })).map(each => Number(each.callEndTs))
  expect(mixed).toHaveLength(20)
  expect(mixed).not.toEqual(mixed.toSorted((a, b) => a - b))
  const start = Date.now()
  expect(await run('late', { delayWebhookMs: 300 })).toHaveLength(20)
  expect(Date.now() - start).toBeGreaterThanOrEqual(300)
  await run('forged', { badWebhookSignature: 1 })
  const { secretKey } = simulator.credentials.callbot
  expect(receiver.deliveries.some(({ headers, text }) => headers.sign === callbotSign('md5', secretKey, text, headers))).toBe(false)
})

test('a receiver that is away or refuses is noted, and nothing is sent again', async () => {
  const simulator = await simulate()
  // Port 1: nobody listens there, and no other program is given it meanwhile.
  const away = { receiver: 'http://127.0.0.1:1', setting: { strategyName: 'Once Only' } }
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), away))
  await simulator.settled()
  const told = simulator.records.webhooks().map(each => [each.kind, each.status])
  expect(told).toHaveLength(6)
  expect(new Set(told.map(([, status]) => status))).toEqual(new Set(['ECONNREFUSED']))
})

test.each([1, 2, 3, 4, 4001, 5, 5001, 6, 6001, 6002, 6003, 7, 1001])(
  'retCode %i can be answered to the next request, and only to that',
  async code => {
    const simulator = await simulate()
    simulator.answerNext({ code, paths: ['createAndCall'] })
    expect((await callbot(simulator, 'listTask', list)).json.retCode).toBe(0)
    expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))).json.retCode).toBe(code)
    expect(simulator.records.tasks()).toEqual([])
    expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))).json.retCode).toBe(0)
  },
)

test('answers can be wanted several times, for given orders, after the work, and as HTTP statuses', async () => {
  const simulator = await simulate()
  const add = async (...names: string[]): Promise<unknown> => {
    const { callInfoList } = taskBody(
      't',
      names.flatMap(name => rows(name, 1)),
    )
    const answer = await callbot(simulator, 'addBatchCall', { productID: 'callbot', userTaskID: 't', callInfoList })
    return answer.status === 200 ? answer.json.retCode : answer.status
  }
  await callbot(simulator, 'createAndCall', taskBody('t', rows('first', 1), manual))
  simulator.answerNext({ code: 7, orders: ['b-0'], times: 2 })
  expect([await add('a'), await add('b'), await add('c', 'b'), await add('b')]).toEqual([0, 7, 7, 0])
  simulator.answerNext({ code: 5001, afterWork: true })
  simulator.answerNext({ status: 503 })
  expect([await add('d'), await add('e'), await add('e')]).toEqual([5001, 503, 0])
  expect(simulator.records.orders().map(order => order.orderID)).toEqual(['first-0', 'a-0', 'b-0', 'd-0', 'e-0'])
})

test('a poisonous row has its whole request refused, and nobody says which one it was', async () => {
  const simulator = await simulate()
  const [good, bad] = [rows('good', 3), rows('bad', 1, 85_269_999_999)]
  simulator.setFaults({ poison: { rows: ['85269999999'], code: 3 } })
  const refused = await callbot(simulator, 'createAndCall', taskBody('t', [...good, ...bad], manual))
  expect(refused.json).toMatchObject({ retCode: 3, retMsg: expect.not.stringContaining('85269999999') })
  expect(simulator.records.orders()).toEqual([])
  expect((await callbot(simulator, 'createAndCall', taskBody('t', good, manual))).json.successCount).toBe(3)
  simulator.setFaults({ poison: { rows: ['bad-0'], code: 2 } })
  const { callInfoList } = taskBody('t', bad)
  expect((await callbot(simulator, 'importBatchCall', { productID: 'callbot', userTaskID: 't', callInfoList })).json.retCode).toBe(2)
  expect(simulator.records.orders()).toHaveLength(3)
})

test('a part of the numbers is poisonous by the seed', async () => {
  const simulator = await simulate({ poisonEvery: 4, poisonCode: 2 })
  const codes = await Promise.all(
    rows('o', 40).map(async (row, index) => (await callbot(simulator, 'createAndCall', taskBody(`t${index}`, [row], manual))).json.retCode),
  )
  expect(new Set(codes)).toEqual(new Set([0, 2]))
})

test('too many requests can be answered as HTTP 429, and counts can contradict each other', async () => {
  const simulator = await simulate()
  simulator.setFaults({ http429: 1 })
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), manual))).status).toBe(429)
  simulator.setFaults({ http429: 0, wrongCounts: 1 })
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), manual))).json).toMatchObject({
    totalCount: 2,
    successCount: 1,
    errList: [],
  })
  expect(simulator.records.orders()).toHaveLength(2)
})

test('a request can be done long after its connection was cut, and an answer can stay out for ever', async () => {
  const simulator = await simulate()
  simulator.setFaults({ lateWork: 1, lateWorkMs: 120 })
  const asked = performance.now()
  await expect(callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), manual))).rejects.toThrow()
  await until(() => (simulator.records.orders().length > 0 ? true : null))
  expect(performance.now() - asked).toBeGreaterThanOrEqual(115)
  expect(simulator.records.orders()).toHaveLength(2)
  simulator.setFaults({ lateWork: 0, neverAnswer: 1 })
  const { callInfoList } = taskBody('t', rows('more', 1))
  const never = callbot(simulator, 'addBatchCall', { productID: 'callbot', userTaskID: 't', callInfoList }).then(
    () => 'answered',
    () => 'cut',
  )
  await until(() => (simulator.records.orders().length === 3 ? true : null))
  expect(await Promise.race([never, new Promise(resolve => setTimeout(resolve, 100, 'silent'))])).toBe('silent')
  await simulator.close()
  expect(await never).toBe('cut')
})

test('part of the delay can pass before the work, so that a request is under way and not yet done', async () => {
  const simulator = await simulate({ latencyMs: { min: 100, max: 100 }, latencyBeforeWork: 1 })
  const asked = performance.now()
  const answer = callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))
  await until(() => (simulator.records.orders().length > 0 ? true : null))
  expect(performance.now() - asked).toBeGreaterThanOrEqual(95)
  expect((await answer).json.retCode).toBe(0)
  expect(simulator.records.orders()).toHaveLength(1)
})
