import { expect, onTestFinished, test } from 'vitest'
import { createApplyTaskDelivery } from '../../src-core/tasks/apply-task-delivery.ts'
import { createStopOrders } from '../../src-core/tasks/stop-orders.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { clientOf, refusalOf } from '../api/callbot-rig.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

test('stopping orders needs the agreed count, is sent in slices, and shows what the platform made of them', async () => {
  const sim = await startSimulator({ webhooks: false })
  onTestFinished(() => sim.close())
  const callbot = clientOf(sim.url, sim.credentials.callbot)
  const rig = openSyncRig({ callbot })
  sim.loadTask({ taskName: 'Loaded', orders: 700, userTaskID: 'u1' })
  const { id } = rig.sync.start('cb', 'orders', 'u1')
  await rig.sync.finished(id)
  const orderIDs = sim.records
    .orders()
    .slice(0, 600)
    .map(order => order.orderID)
  const stop = createStopOrders({
    api: { callbot: () => callbot, nxlink: () => Promise.reject(new Error('no')) },
    bus: rig.bus,
    kind: () => 'callbot',
    pullOrders: rig.sync.pullOrdersById,
  })

  expect(await refusalOf(stop({ accountId: 'cb', userTaskID: 'u1', orderIDs, delCall: 0, confirmCount: 599 }))).toMatchObject({
    code: 'confirm_mismatch',
  })
  expect(rig.orders.taskCounts('cb').get('u1')?.finished).toBe(0)
  const answer = await stop({ accountId: 'cb', userTaskID: 'u1', orderIDs: [...orderIDs, 'stranger'], delCall: 0, confirmCount: 601 })
  expect(answer).toEqual({ totalCount: 601, successCount: 600, errors: [{ orderID: 'stranger', reason: expect.any(String) }] })
  expect(sim.records.requests().filter(request => request.path.endsWith('stopOrder'))).toHaveLength(2)
  expect(rig.orders.taskCounts('cb').get('u1')).toMatchObject({
    total: 700,
    finished: 600,
    byStatus: expect.arrayContaining([{ callStatus: 18, count: 600 }]),
  })
})

test('a task webhook updates its task, an older one does not take it back', () => {
  const rig = openSyncRig({})
  const apply = createApplyTaskDelivery({ tasks: rig.tasks, bus: rig.bus })
  const body = (taskStatus: number) =>
    JSON.stringify({
      callbackType: 1,
      userTaskID: 'u1',
      taskID: 't1',
      sceneID: 's1',
      taskStatus,
      createTs: 1_775_131_200,
      taskStat: {
        answerOrderCount: 1,
        finishOrderCount: 2,
        totalOrderCount: 3,
        finishRate: 0.67,
        totalAnswerCall: 1,
        totalCall: 4,
        answerRate: 0.25,
      },
    })
  expect(apply('cb', body(3), 2_000)).toBe('changed')
  expect(apply('cb', body(2), 1_000)).toBe('older')
  expect(apply('cb', body(3), 2_000)).toBe('same')
  expect(apply('cb', '{}', 3_000)).toBe(null)
  expect(rig.tasks.get('cb', 'u1')).toEqual({
    accountId: 'cb',
    userTaskID: 'u1',
    taskID: 't1',
    taskName: '',
    sceneID: 's1',
    taskStatus: 3,
    createdAt: 1_775_131_200_000,
    freshAt: 2_000,
    freshSource: 'webhook',
    stat: {
      answerOrderCount: 1,
      finishOrderCount: 2,
      totalOrderCount: 3,
      finishRate: 0.67,
      totalAnswerCall: 1,
      totalCall: 4,
      answerRate: 0.25,
    },
  })
})
