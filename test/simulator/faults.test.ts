import { expect, test } from 'vitest'
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
  const [simulator, receiver] = [await simulate(), await receive()]
  await receiver.close()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), { receiver: receiver.url, setting: { strategyName: 'Once Only' } }))
  await simulator.settled()
  const told = simulator.records.webhooks().map(each => [each.kind, each.status])
  expect(told).toHaveLength(6)
  expect(new Set(told.map(([, status]) => status))).toEqual(new Set(['ECONNREFUSED']))
})
