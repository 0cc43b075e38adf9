import { expect, test } from 'vitest'
import { until } from '../core/open-test-core.ts'
import type { Json } from './platform-client.ts'
import { callbot, rows, taskBody } from './platform-client.ts'
import { simulate } from './with-simulator.ts'

const manual = { setting: { startupType: 1 } }
const listed = async (simulator: Awaited<ReturnType<typeof simulate>>, orderID: string[] = []): Promise<unknown[]> => {
  const { json } = await callbot(simulator, 'listOrder', {
    productID: 'callbot',
    userTaskID: 't',
    options: { orderID },
    page: 1,
    size: 100,
  })
  return (json.orderList as Json[]).map(order => [order.orderID, order.userPhone])
}

test('orders the platform forgets are in no list and no count, and can be added again', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), manual))
  expect(simulator.forgetOrders(['o-0', 'o-2', 'unknown'])).toBe(2)
  expect(await listed(simulator)).toEqual([['o-1', '85261000001']])
  expect(await listed(simulator, ['o-0', 'o-1'])).toEqual([['o-1', '85261000001']])
  expect(simulator.records.tasks()).toMatchObject([{ orders: 1 }])
  const { callInfoList } = taskBody('t', rows('o', 1))
  await callbot(simulator, 'addBatchCall', { productID: 'callbot', userTaskID: 't', callInfoList })
  expect(simulator.records.order('o-0')).toMatchObject({ timesCreated: 1 })
})

test('finished orders can be forgotten while others of the task are being called', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 30), { setting: { strategyName: 'Once Only' } }))
  simulator.forgetOrders(rows('o', 10).map(row => row.orderID))
  expect(await simulator.settled()).toBe(true)
  const { json } = await callbot(simulator, 'listTask', { productID: 'callbot', page: 1, size: 10, queryConditions: {} })
  expect((json.taskData as Json[])[0]?.taskStat).toMatchObject({ totalOrderCount: 20, finishOrderCount: 20 })
})

test('somebody else adds a stranger, an order of ours a second time, and a phone of ours under another id', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 2), manual))
  simulator.addOrders('t', [
    { orderID: 'stranger', userPhone: '85269999999' },
    { orderID: 'o-0', userPhone: '85261000000' },
    { orderID: 'other', userPhone: '85261000001' },
  ])
  expect(await listed(simulator, ['o-0'])).toEqual([
    ['o-0', '85261000000'],
    ['o-0', '85261000000'],
  ])
  expect(await listed(simulator)).toHaveLength(5)
  expect(simulator.records.order('o-0')).toMatchObject({ timesCreated: 2 })
  expect(() => simulator.addOrders('none', [])).toThrow('There is no task none.')
})

test('an order can be accepted and not be listed yet', async () => {
  const simulator = await simulate({ listLagMs: 150 })
  const asked = Date.now()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), manual))
  expect(simulator.records.orders()).toHaveLength(1)
  expect(await until(async () => ((await listed(simulator)).length > 0 ? listed(simulator) : null))).toHaveLength(1)
  expect(Date.now() - asked).toBeGreaterThanOrEqual(150)
})
