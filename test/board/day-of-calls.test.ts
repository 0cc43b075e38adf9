import { expect, onTestFinished, test } from 'vitest'
import { toDayOfCalls } from '../../src-core/board/day-of-calls.ts'
import { dayOf } from '../../src-core/tasks/zone-time.ts'
import { openOrders, record } from '../orders/with-orders.ts'

const HALF_HOUR_MS = 1_800_000
const quarter = (text: string) => Date.parse(text) / 900_000

test('the day of an account is the sum of what the breakdowns of its tasks tell of that day, in a zone three quarters off the hour', async () => {
  const on = openOrders(1)
  onTestFinished(() => on.close())
  const day = dayOf('Asia/Kathmandu', Date.parse('2026-09-22T12:00:00Z'))
  expect(new Date(day.from).toISOString()).toBe('2026-09-21T18:15:00.000Z')
  // Every 7 minutes from 5 hours before the day to 3 hours after it, over five tasks and another account.
  for (let index = 0, at = day.from - 5 * 3_600_000; at < day.to + 3 * 3_600_000; index += 1, at += 420_000) {
    const status = [6, 22, 3][index % 3]
    const call = { callStatus: status, callStartTs: at / 1000, callEndTs: status === 3 ? 0 : at / 1000 + 30 }
    on.store.upsertOrders(
      index % 11 === 0 ? 'other' : 'acc',
      [record(`o${index}`, { userTaskID: `task-${index % 5}` }, call)],
      'webhook',
      at,
    )
  }
  const told = await on.readers.board({ about: 'day', accountId: 'acc', timeZone: 'Asia/Kathmandu', at: day.from })
  const expected = new Map<number, { calls: number; answered: number }>()
  for (let task = 0; task < 5; task += 1) {
    const { halfHours } = await on.readers.board({ about: 'outcome', accountId: 'acc', userTaskID: `task-${task}`, zoneSecond: 20_700 })
    for (const bar of halfHours) {
      if (bar.at < day.from || bar.at >= day.to) continue
      const halfHour = (bar.at - day.from) / HALF_HOUR_MS
      const sum = expected.get(halfHour) ?? { calls: 0, answered: 0 }
      expected.set(halfHour, { calls: sum.calls + bar.calls, answered: sum.answered + bar.answered })
    }
  }
  expect(told).toMatchObject(day)
  expect(told.halfHours.map(({ halfHour, calls, answered }) => [halfHour, { calls, answered }])).toEqual(
    [...expected].sort(([a], [b]) => a - b),
  )
  expect(told.halfHours).toHaveLength(48)
  const sum = (value: (one: (typeof told.halfHours)[number]) => number) => told.halfHours.reduce((all, one) => all + value(one), 0)
  expect(sum(one => one.calls) - sum(one => one.ended)).toBeGreaterThan(50)
})

test('an hour that the clocks show twice adds up on the day they go back, and that day has 25 hours', () => {
  // Berlin goes from 3:00 back to 2:00 on 2026-10-25.
  const day = dayOf('Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'))
  expect((day.to - day.from) / 3_600_000).toBe(25)
  expect(
    toDayOfCalls(
      [
        [quarter('2026-10-25T00:15:00Z'), 3, 3, 1],
        [quarter('2026-10-25T01:15:00Z'), 4, 2, 1],
        [quarter('2026-10-25T02:00:00Z'), 9, 9, 0],
        [quarter('2026-10-25T22:45:00Z'), 1, 1, 1],
      ],
      'Europe/Berlin',
      day,
    ).halfHours,
  ).toEqual([
    { halfHour: 4, calls: 7, ended: 5, answered: 2 },
    { halfHour: 6, calls: 9, ended: 9, answered: 0 },
    { halfHour: 47, calls: 1, ended: 1, answered: 1 },
  ])
})

test('the hour that the clocks leave out has no half-hours, and a day whose midnight is left out begins at one o’clock', () => {
  const spring = dayOf('Europe/Berlin', Date.parse('2026-03-29T12:00:00Z'))
  expect((spring.to - spring.from) / 3_600_000).toBe(23)
  expect(
    toDayOfCalls(
      [
        [quarter('2026-03-29T00:45:00Z'), 2, 2, 1],
        [quarter('2026-03-29T01:00:00Z'), 5, 5, 2],
      ],
      'Europe/Berlin',
      spring,
    ).halfHours.map(({ halfHour }) => halfHour),
  ).toEqual([3, 6])
  const santiago = dayOf('America/Santiago', Date.parse('2026-09-06T12:00:00Z'))
  expect(new Date(santiago.from).toISOString()).toBe('2026-09-06T04:00:00.000Z')
  expect(toDayOfCalls([[quarter('2026-09-06T04:00:00Z'), 1, 1, 0]], 'America/Santiago', santiago).halfHours[0]?.halfHour).toBe(2)
})
