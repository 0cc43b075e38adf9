import { expect, test, vi } from 'vitest'
import { openPolledPlatform, POLL_MS, passes } from './polled-platform.ts'

const HOUR = 3_600_000

test('a clock that was an hour ahead and is set right keeps no report of the platform away', async () => {
  const platform = openPolledPlatform()
  const { rig } = platform
  platform.told('running', 2, 'pulled', Date.now() + HOUR)
  platform.told('waiting', 1, 'pulled', Date.now() + HOUR)
  platform.is('running', 5)
  platform.is('waiting', 2)
  rig.poller.start()
  await passes(5 * POLL_MS)
  expect(rig.tasks.list('cb').map(task => [task.userTaskID, task.taskStatus])).toEqual([
    ['waiting', 2],
    ['running', 5],
  ])
  expect(rig.tasks.get('cb', 'running')?.freshAt).toBeLessThanOrEqual(Date.now())
  // An older report still replaces no newer one.
  platform.told('running', 2, 'pulled', Date.now() - 5 * POLL_MS)
  expect(rig.tasks.get('cb', 'running')?.taskStatus).toBe(5)
})

test('pauses of polling are no longer when the clock is set back: after a failure, and after a reading of all orders', async () => {
  const platform = openPolledPlatform()
  const { rig, asked, given } = platform
  platform.told('t', 2)
  platform.is('t', 2)
  platform.stats.set('t', { finished: 0, total: 10 })
  given.wholePageMs = 30 * POLL_MS
  rig.poller.start()
  await passes(40 * POLL_MS)
  expect(asked.whole.length).toBe(1)
  given.down = 'unreachable'
  await passes(20 * POLL_MS)
  vi.setSystemTime(Date.now() - HOUR)
  given.down = null
  const before = asked.tasks.length
  // The longest pause after failures is a minute.
  await passes(70 * POLL_MS)
  expect(asked.tasks.length).toBeGreaterThan(before)
  await passes(20 * 30 * POLL_MS)
  expect(asked.whole.length).toBe(2)
})
