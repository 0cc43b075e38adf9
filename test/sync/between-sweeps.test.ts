import { expect, test } from 'vitest'
import type { CallbotForm, TaskDetail } from '../../src-contract/model/task.ts'
import type { CallMinute } from '../../src-core/board/board-reader.ts'
import { forecastTask } from '../../src-core/board/forecast-task.ts'
import { openPolledPlatform, POLL_MS, passes } from './polled-platform.ts'

const ORDERS = 5_000
const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Five calls begin in each second. */
const PER_MINUTE = 300

/**
 * A running task of 5,000 orders whose reading takes 30 seconds, so that the next one is due ten minutes later; the calls last so long.
 * Answers what the board says of it beside the truth.
 */
async function dialled(minutes: number, callMs: (order: number) => number) {
  const platform = openPolledPlatform()
  const begun = Date.now()
  platform.given.wholePageMs = 3 * SECOND
  platform.told('t', 2)
  platform.is('t', 2)
  const orders = Array.from({ length: ORDERS }, (_, index) => ({
    orderID: `o${index}`,
    callStatus: 1,
    startAt: begun + Math.floor(index / 5) * SECOND,
    finish: false,
  }))
  platform.orders.set('t', orders)
  const dial = () => {
    const now = Date.now()
    orders.forEach((order, index) => {
      if (order.startAt > now) return
      order.finish = now >= order.startAt + callMs(index)
      order.callStatus = order.finish ? 7 : 3
    })
    platform.stats.set('t', { finished: orders.filter(order => order.finish).length, total: ORDERS })
  }
  dial()
  platform.rig.poller.start()
  for (let second = 0; second < minutes * 60; second += 1) {
    await passes(SECOND)
    dial()
  }
  // Two looks without anything moving on: what they can see is seen.
  await passes(2 * POLL_MS)
  const counts = platform.rig.orders.taskCounts('cb').get('t')
  const signs = platform.rig.signs.of('cb', 't')
  const rows = platform.rig.rows(
    'SELECT minute * 60000 AS at, calls, ended, answered, finished FROM call_minute ORDER BY minute DESC',
  ) as CallMinute[]
  const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], halfHours: Array.from({ length: 48 }, (_, slot) => slot) }
  const form = { kind: 'callbot', maxCall: 100, ...always } as CallbotForm
  const task = { ...platform.rig.tasks.get('cb', 't'), ...signs, counts, form, zoneSecond: 0 } as unknown as TaskDetail
  return {
    finished: counts?.finished ?? 0,
    truth: platform.stats.get('t')?.finished,
    freshAt: signs.countsFreshAt ?? 0,
    begun,
    sweeps: platform.asked.whole.length,
    byId: platform.asked.byId,
    forecast: forecastTask({ kind: 'callbot', task, minutes: rows, now: Date.now() }),
  }
}

test('between two readings of all orders the ends of calls are seen all the same: counts, their age and the pace are true', async () => {
  const seen = await dialled(9, () => 20 * SECOND)
  expect(seen.sweeps).toBe(1)
  expect(seen.finished).toBe(seen.truth)
  expect(Date.now() - seen.freshAt).toBeLessThanOrEqual(2 * POLL_MS)
  expect(seen.forecast).toMatchObject({ state: 'known', perMinute: PER_MINUTE })
  // A hundred orders a question, and none is asked for again once it has ended.
  expect(Math.max(...seen.byId.map(ids => ids.length))).toBeLessThanOrEqual(100)
  expect(seen.byId.flat().length).toBeLessThanOrEqual((seen.truth ?? 0) + 100)
})

test('an order that the platform does not list any more is asked for once, not with every look', async () => {
  const platform = openPolledPlatform()
  platform.given.wholePageMs = 30 * SECOND
  platform.told('t', 2)
  platform.is('t', 2)
  const order = (orderID: string) => ({ orderID, callStatus: 3, startAt: Date.now(), finish: false })
  platform.orders.set('t', [order('stays'), order('goes')])
  platform.rig.poller.start()
  await passes(40 * POLL_MS)
  platform.orders.set('t', [order('stays')])
  await passes(60 * POLL_MS)
  expect(platform.asked.byId).toEqual([['goes']])
})

test('calls too short to be seen under way make the counts as old as the last reading, and the pace is that of the time before it', async () => {
  // Of five calls four are over within a moment.
  const seen = await dialled(15, order => (order % 5 === 0 ? 20 * SECOND : 0))
  expect(seen.sweeps).toBe(2)
  expect(seen.finished).toBeLessThan(seen.truth ?? 0)
  // The second reading began ten minutes after the first had ended.
  expect(Math.abs(seen.freshAt - (seen.begun + 10.5 * MINUTE))).toBeLessThan(MINUTE)
  expect(seen.forecast).toMatchObject({ state: 'known', perMinute: PER_MINUTE })
})
