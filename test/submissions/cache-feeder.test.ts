import { expect, test } from 'vitest'
import { openSendingRig } from './sending-rig.ts'
import { withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'

test('accepted orders come on screen while the submission is still going', async () => {
  let letGo = () => {}
  const seen = new Promise<void>(resolve => {
    letGo = resolve
  })
  let additions = 0
  const { rig } = await withSending(
    {
      rows: 5_000,
      rules: { startSize: 50, largestSize: 50, inFlight: 2 },
      bend: api => ({
        ...api,
        // From the twelfth on they are under way until the test has seen the others on screen.
        addBatchCall: async (body, options) => {
          additions += 1
          if (additions > 11) await seen
          return api.addBatchCall(body, options)
        },
      }),
    },
    { latencyMs: { min: 40, max: 50 } },
  )
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, submission => submission.totals.accepted === 600)
  await rig.until(id, () => rig.orders.taskCounts('cb').get(userTaskID)?.total === 600)
  expect(rig.view(id).state).toBe('sending')
  letGo()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 5_000 } })
})

test('what was accepted and not yet in the cache when the console ended is there after the next start', async () => {
  const { sim, rig } = await withSending({ rows: 5_000, rules: { inFlight: 8 } })
  const { id } = rig.launch()
  // In the very turn in which it is over: the orders of its last requests cannot be in the cache yet.
  while (!isOver(rig.view(id))) await new Promise(resolve => setImmediate(resolve))
  const { userTaskID } = rig.view(id)
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
