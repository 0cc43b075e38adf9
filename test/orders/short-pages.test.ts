import { expect, test } from 'vitest'
import { eventually } from '../sync/sync-rig.ts'
import { withTaskToSweep } from './sweep-rig.ts'

test('where the platform lists 50 a page, an order on a later page of a question is not called gone', async () => {
  const { rig, userTaskID, cached, isBehind, sweeper } = await withTaskToSweep(120, 1, {
    ageMs: 300_000,
    bend: api => ({
      ...api,
      listOrder: async (body, options) => {
        const answer = await api.listOrder({ ...body, size: Math.min(body.size, 50) }, options)
        if ('orderID' in body.options) return answer
        // Its pages moved while they were read, and most orders were on none of them.
        return { ...answer, value: { totalCount: 20, orders: answer.value.orders.slice(0, 20) } }
      },
    }),
  })
  expect(cached()).toBe(120)
  await rig.deletions.during('cb', userTaskID, () => Promise.resolve())
  sweeper.start()
  await eventually(isBehind, behind => !behind)
  expect(cached()).toBe(120)
})
