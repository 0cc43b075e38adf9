import { expect, test } from 'vitest'
import { openSendingRig } from './sending-rig.ts'
import { withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'

test('accepted orders come on screen while the submission is still going', async () => {
  const { rig } = await withSending(
    { rows: 5_000, rules: { startSize: 50, largestSize: 50, inFlight: 2 } },
    { latencyMs: { min: 40, max: 50 } },
  )
  const { id } = rig.launch()
  const { userTaskID, totals } = await rig.until(id, submission => submission.totals.accepted >= 500)
  await expect.poll(() => rig.orders.taskCounts('cb').get(userTaskID)?.total).toBeGreaterThanOrEqual(totals.accepted)
  expect(rig.view(id).state).toBe('sending')
})

test('what was accepted and not yet in the cache when the console ended is there after the next start', async () => {
  const { sim, rig } = await withSending({ rows: 5_000, rules: { inFlight: 8 } })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, isOver)
  const before = rig.orders.taskCounts('cb').get(userTaskID)?.total ?? 0
  expect(before).toBeLessThan(5_000)
  await rig.close(false)
  const again = openSendingRig({ url: sim.url, callbot: sim.credentials.callbot, rows: 5_000, dataDir: rig.dataDir })
  again.service.recover()
  await again.cached()
  expect(again.orders.taskCounts('cb').get(userTaskID)).toMatchObject({ total: 5_000 })
  await again.close()
})

test('orders found by asking reach the cache like the others', async () => {
  const { sim, rig } = await withSending({ rows: 250, rules: { startSize: 100 } })
  sim.setFaults({ paths: ['createAndCall', 'addBatchCall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, isOver)
  await rig.cached()
  expect(rig.orders.taskCounts('cb').get(userTaskID)).toMatchObject({ total: 250 })
})
