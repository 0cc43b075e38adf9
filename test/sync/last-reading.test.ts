import { expect, test } from 'vitest'
import { openPolledPlatform, POLL_MS, passes } from './polled-platform.ts'

const finished = (platform: ReturnType<typeof openPolledPlatform>, id = 't') => platform.rig.orders.taskCounts('cb').get(id)?.finished ?? 0
const tenOrders = (callStatus: number) =>
  Array.from({ length: 10 }, (_, index) => ({ orderID: `o${index}`, callStatus, startAt: Date.now() - 60_000, finish: callStatus > 5 }))

/** A running task whose ten orders the cache knows as ringing; at the platform they then end, and the task with them. */
async function aboutToEnd() {
  const platform = openPolledPlatform()
  platform.told('t', 2)
  platform.is('t', 2)
  platform.orders.set('t', tenOrders(3))
  platform.rig.poller.start()
  await passes(3 * POLL_MS)
  expect(platform.rig.orders.taskCounts('cb').get('t')).toMatchObject({ total: 10, inProgress: 10 })
  return platform
}
const ends = (platform: ReturnType<typeof openPolledPlatform>) => {
  platform.orders.set('t', tenOrders(6))
  platform.is('t', 3)
}

test('the orders of a task that ended are read once more although the first try failed', async () => {
  const platform = await aboutToEnd()
  ends(platform)
  platform.given.whole = 'timeout'
  await passes(30 * POLL_MS)
  expect(platform.rig.tasks.get('cb', 't')?.taskStatus).toBe(3)
  expect(finished(platform)).toBe(0)
  platform.given.whole = null
  await passes(120 * POLL_MS)
  expect(finished(platform)).toBe(10)
})

test('a webhook tells the end, one order webhook was lost: the orders are read once more, and then no more', async () => {
  const platform = await aboutToEnd()
  ends(platform)
  platform.told('t', 3, 'webhook')
  await passes(60 * POLL_MS)
  expect(finished(platform)).toBe(10)
  const { asked } = platform
  const before = [asked.tasks.length, asked.whole.length]
  await passes(300 * POLL_MS)
  expect([asked.tasks.length, asked.whole.length]).toEqual(before)
})

test('a console that closed between the end of a task and that reading does it when it is open again', async () => {
  const platform = await aboutToEnd()
  await platform.rig.poller.close()
  ends(platform)
  platform.told('t', 3)
  const next = platform.rig.anotherPoller()
  next.start()
  await passes(60 * POLL_MS)
  expect(finished(platform)).toBe(10)
})

test('a reading that finds calls still under way is repeated after a while, and given up after some tries', async () => {
  const platform = await aboutToEnd()
  platform.is('t', 3)
  await passes(30 * POLL_MS)
  expect(finished(platform)).toBe(0)
  ends(platform)
  await passes(300 * POLL_MS)
  expect(finished(platform)).toBe(10)

  platform.told('u', 2)
  platform.is('u', 3)
  platform.refused.set('u', 'platform_internal')
  await passes(7_200 * POLL_MS)
  const { asked } = platform
  const before = asked.whole.length
  expect(asked.whole.filter(id => id === 'u').length).toBeGreaterThan(1)
  await passes(7_200 * POLL_MS)
  expect(asked.whole.length).toBe(before)
})

test('tasks that were over when they first came are history: their orders are not read by themselves', async () => {
  const platform = openPolledPlatform()
  for (let index = 0; index < 50; index += 1) platform.told(`old-${index}`, 3)
  platform.rig.poller.start()
  await passes(60 * POLL_MS)
  expect([platform.asked.tasks, platform.asked.whole]).toEqual([[], []])
})
