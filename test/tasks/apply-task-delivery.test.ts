import { expect, test } from 'vitest'
import { createApplyTaskDelivery } from '../../src-core/tasks/apply-task-delivery.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

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
    unknownAt: null,
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
