import { expect, test } from 'vitest'
import type { Json } from './platform-client.ts'
import { callbot } from './platform-client.ts'
import { receive, simulate } from './with-simulator.ts'

const page = (number: number, options: Json = {}): Json => ({ productID: 'callbot', userTaskID: 'big', options, page: number, size: 1000 })

test('a hundred thousand orders are loaded and paged through', async () => {
  const simulator = await simulate()
  simulator.loadTask({ userTaskID: 'big', taskName: 'Big', orders: 100_000, called: true })
  let seen = 0
  for (const number of [1, 50, 100]) {
    const { json } = await callbot(simulator, 'listOrder', page(number))
    expect(json.totalCount).toBe(100_000)
    const list = json.orderList as Json[]
    expect(list[0]?.orderID).toBe(`big-${(number - 1) * 1000}`)
    seen += list.length
  }
  expect(seen).toBe(3000)
  expect((await callbot(simulator, 'listOrder', page(101))).json.orderList).toEqual([])
  const answered = (await callbot(simulator, 'listOrder', page(1, { callStatus: [6] }))).json.totalCount
  expect(Number(answered)).toBeGreaterThan(35_000)
  expect(
    (await callbot(simulator, 'listTask', { productID: 'callbot', page: 1, size: 10, queryConditions: {} })).json.taskData,
  ).toMatchObject([{ userTaskID: 'big', taskStat: { totalOrderCount: 100_000, finishOrderCount: 100_000, totalAnswerCall: answered } }])
})

test('the simulator answers while it dials ten thousand orders at full speed and reports every call', async () => {
  const [simulator, receiver] = [await simulate({ speed: 2000, webhookConcurrency: 16 }), await receive()]
  const callbackUrls = { task: `${receiver.url}/task`, order: '', call: `${receiver.url}/call` }
  simulator.loadTask({ userTaskID: 'big', taskName: 'Big', orders: 10_000, start: true, maxCall: 2000, callbackUrls })
  const isDialling = () => simulator.records.orders().some(order => !order.finish)
  let answeredMeanwhile = 0
  while (isDialling()) {
    expect((await callbot(simulator, 'ping', { data: 'x' })).json.code).toBe(0)
    if (isDialling()) answeredMeanwhile += 1
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  expect(answeredMeanwhile).toBeGreaterThan(3)
  expect(await simulator.settled(300_000)).toBe(true)
  const calls = simulator.records.orders().reduce((sum, order) => sum + order.callCount, 0)
  expect(receiver.of('/call')).toHaveLength(calls)
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 3 }])
})
