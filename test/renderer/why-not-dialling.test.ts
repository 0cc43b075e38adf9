import { expect, test } from 'vitest'
import { diagnose, IDLE_AFTER_MS, SILENT_AFTER_MS } from '../../src-renderer/tasks/why-not-dialling.ts'
import { formOf, taskOf } from './board-rows.ts'

/** Thursday, 10:24 UTC. */
const now = Date.parse('2026-04-02T10:24:00Z')
const quietCounts = { total: 10, finished: 4, answered: 2, inProgress: 0, byStatus: [{ callStatus: 1, count: 6 }] }
const cause = (over: Parameters<typeof taskOf>[0]) => diagnose(taskOf({ counts: quietCounts, freshAt: now, ...over }), now).silence

test('every cause that keeps a task from dialling is named', () => {
  expect({
    waiting: cause({ taskStatus: 1 }),
    scheduled: cause({ taskStatus: 1, form: formOf({ startupType: 2, startupAt: '2026-04-02T12:00' }) }),
    startAhead: cause({ form: formOf({ startupType: 2, startupAt: '2026-04-02T12:00' }) }),
    paused: cause({ taskStatus: 5 }),
    ended: cause({ taskStatus: 3 }),
    failed: cause({ taskStatus: 4 }),
    allDone: cause({ counts: { ...quietCounts, finished: 10 } }),
    noOrders: cause({ counts: { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] } }),
    noHours: cause({ form: formOf({ halfHours: [] }) }),
    closedHour: cause({ form: formOf({ halfHours: [18, 19, 23] }) }),
    closedDay: cause({ form: formOf({ weekdays: [5] }) }),
    unknownStatus: cause({ taskStatus: 9 }),
    allDispatched: cause({ counts: { ...quietCounts, byStatus: [{ callStatus: 2, count: 6 }] } }),
    silent: cause({ freshAt: now - SILENT_AFTER_MS - 1 }),
  }).toEqual({
    waiting: { cause: 'waiting' },
    scheduled: { cause: 'scheduled', at: Date.parse('2026-04-02T12:00:00Z') },
    startAhead: { cause: 'startAhead', at: Date.parse('2026-04-02T12:00:00Z') },
    paused: { cause: 'paused' },
    ended: { cause: 'ended' },
    failed: { cause: 'failed' },
    allDone: { cause: 'allDone' },
    noOrders: { cause: 'noOrders' },
    noHours: { cause: 'noHours' },
    closedHour: { cause: 'closed', at: Date.parse('2026-04-02T11:30:00Z') },
    closedDay: { cause: 'closedDay', at: Date.parse('2026-04-03T00:00:00Z') },
    unknownStatus: { cause: 'unknownStatus' },
    allDispatched: { cause: 'allDispatched', count: 6 },
    silent: { cause: 'silent', at: now - SILENT_AFTER_MS - 1 },
  })
})

test('a task that the platform does not have any more says so, whatever else keeps it from dialling; one that ended had ended', () => {
  const gone = { cause: 'gone', at: now - 1000 }
  expect([
    cause({ unknownAt: now - 1000 }),
    cause({ unknownAt: now - 1000, taskStatus: 5 }),
    cause({ unknownAt: now - 1000, taskStatus: 3 }),
  ]).toEqual([gone, gone, { cause: 'ended' }])
})

test('a task with calls on the line has no cause, and a webhook of a moment ago counts as news', () => {
  expect(diagnose(taskOf({ freshAt: now }), now).silence).toBeNull()
  expect(cause({ freshAt: now - SILENT_AFTER_MS - 1, lastDeliveryAt: now - 1000 })).toBeNull()
})

test('what was looked at says which of it stands in the way, by the clock the task was sent with', () => {
  const { checks, here } = diagnose(
    taskOf({ counts: quietCounts, freshAt: now, form: formOf({ halfHours: [18] }), zoneSecond: -10_800 }),
    now,
  )
  expect(here).toEqual({ weekday: 4, halfHour: 14 })
  expect(checks.filter(check => check.state === 'blocks').map(check => check.what)).toEqual(['halfHour'])
})

test('between two calls a task is not called silent; after two minutes without a new call nothing we know explains it', () => {
  const told = { counts: quietCounts, freshAt: now, createdAt: now - 3_600_000 }
  const unexplained = (over: Parameters<typeof taskOf>[0]) => diagnose(taskOf({ ...told, ...over }), now).unexplained
  expect({
    betweenCalls: unexplained({ lastCallAt: now - 20_000 }),
    idle: unexplained({ lastCallAt: now - IDLE_AFTER_MS - 1 }),
    justLaunched: unexplained({ createdAt: now - 5_000 }),
    neverCalled: unexplained({}),
    onTheLine: unexplained({ counts: { ...quietCounts, inProgress: 1 } }),
    paused: unexplained({ taskStatus: 5 }),
  }).toEqual({ betweenCalls: false, idle: true, justLaunched: false, neverCalled: true, onTheLine: false, paused: false })
})
