import { expect, test } from 'vitest'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { carrierOf, isStale, newsDue } from '../../src-renderer/tasks/freshness.ts'
import { formOf, taskOf } from './board-rows.ts'

/** Thursday, 10:24 UTC. */
const now = Date.parse('2026-04-02T10:24:00Z')
const MINUTE = 60_000

test('numbers step back after five minutes without news, only while news is due', () => {
  const old = { countsFreshAt: now - 6 * MINUTE }
  const stale = (over: Parameters<typeof taskOf>[0]) => isStale(taskOf(over), now)
  expect({
    justHeard: stale({ countsFreshAt: now - 4 * MINUTE }),
    running: stale(old),
    byStatusAlone: stale({ freshAt: now - 6 * MINUTE }),
    neverHeard: stale({}),
    paused: stale({ ...old, taskStatus: 5 }),
    closedHour: stale({ ...old, form: formOf({ halfHours: [40] }) }),
    allDone: stale({ ...old, counts: { total: 10, finished: 10, answered: 2, inProgress: 0, byStatus: [] } }),
  }).toEqual({
    justHeard: false,
    running: true,
    byStatusAlone: true,
    neverHeard: false,
    paused: false,
    closedHour: false,
    allDone: false,
  })
})

test('news of a running task with orders left is due where its hours are not known', () => {
  expect([newsDue(taskOf({ form: null }), now), newsDue(taskOf({ form: null, taskStatus: 3 }), now)]).toEqual([true, false])
})

test('of a task that the platform does not have any more no news is due, nothing carries it, and its numbers step back at once', () => {
  const gone = taskOf({ countsFreshAt: now, unknownAt: now })
  const tunnel = { state: { state: 'off' }, settings: { provider: 'none' }, deaf: [], polling: 'noTunnel' } as unknown as TunnelView
  const account = { simulator: false, baseUrl: 'https://nxbot.nxcloud.com' }
  expect([newsDue(gone, now), isStale(gone, now), carrierOf(gone, tunnel, account)]).toEqual([false, true, null])
  expect(carrierOf(taskOf(), tunnel, account)).toBe('noTunnel')
})
