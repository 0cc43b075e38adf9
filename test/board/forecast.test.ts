import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenAt } from '../../src-contract/dial-hours.ts'
import type { TaskForecast } from '../../src-contract/model/board.ts'
import type { CallbotForm, TaskDetail } from '../../src-contract/model/task.ts'
import type { CallMinute } from '../../src-core/board/board-reader.ts'
import { forecastTask } from '../../src-core/board/forecast-task.ts'

const MINUTE = 60_000
const at = (text: string) => Date.parse(text)
const SANTIAGO = -3 * 3600
/** 09:00 to 13:00 and 15:00 to 18:00, Monday to Friday. */
const officeHours = { weekdays: [1, 2, 3, 4, 5], halfHours: [18, 19, 20, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34, 35] }

type Hours = Pick<CallbotForm, 'weekdays' | 'halfHours'>
function task(left: number, hours: Hours = officeHours, over: Partial<TaskDetail> = {}): TaskDetail {
  return {
    taskStatus: 2,
    counts: { total: 10_000 + left, finished: 10_000, answered: 0, inProgress: 0, byStatus: [] },
    stat: null,
    form: { kind: 'callbot', maxCall: 40, ...hours } as CallbotForm,
    zoneSecond: SANTIAGO,
    ...over,
  } as TaskDetail
}
const minute = (start: number, finished: number): CallMinute => ({ at: start, calls: finished, ended: finished, answered: 0, finished })
/** An hour of dialling that ends now, newest first. */
const hourOf = (perMinute: number, now: number): CallMinute[] =>
  Array.from({ length: 62 }, (_, index) => minute(Math.floor(now / MINUTE) * MINUTE - index * MINUTE, perMinute))

const known = (forecast: TaskForecast) => {
  if (forecast.state !== 'known') throw new Error(`no forecast: ${JSON.stringify(forecast)}`)
  return forecast
}

test('what does not fit into today goes on at the next opening, and is told with the lines that would finish it today', () => {
  // Tuesday 2026-03-03, 17:00 in Santiago: one hour of window is left.
  const now = at('2026-03-03T20:00:00Z')
  const forecast = known(forecastTask({ kind: 'callbot', task: task(1200), minutes: hourOf(10, now), now }))
  expect(forecast).toMatchObject({ perMinute: 10, left: 1200, leftTonight: 600, linesForToday: 80 })
  // 60 minutes today, 60 tomorrow from 09:00.
  expect(new Date(forecast.likely).toISOString()).toBe('2026-03-04T13:00:00.000Z')
  expect(forecast.earliest).toBeLessThan(forecast.likely)
  expect(forecast.latest).toBeGreaterThan(forecast.likely)
})

test('Friday evening goes on on Monday, and a task that finishes today needs no more lines', () => {
  const friday = at('2026-03-06T20:50:00Z')
  const minutes = hourOf(10, friday)
  expect(new Date(known(forecastTask({ kind: 'callbot', task: task(150), minutes, now: friday })).likely).toISOString()).toBe(
    '2026-03-09T12:05:00.000Z',
  )
  expect(known(forecastTask({ kind: 'callbot', task: task(50), minutes, now: friday }))).toMatchObject({
    leftTonight: 0,
    linesForToday: null,
  })
})

test('no forecast ends inside a closed half-hour, and more orders never end earlier', () => {
  const now = at('2026-03-03T14:10:00Z')
  const hours = fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    halfHours: fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 4 }),
  })
  const left = fc.integer({ min: 1, max: 400_000 })
  const zone = fc.integer({ min: -48, max: 56 }).map(quarter => quarter * 900)
  fc.assert(
    fc.property(
      hours,
      zone,
      left,
      left,
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 30, maxLength: 150 }),
      (open, zoneSecond, a, b, counts) => {
        const minutes = counts.map((count, index) => minute(Math.floor(now / MINUTE) * MINUTE - index * MINUTE, count))
        const of = (orders: number) => forecastTask({ kind: 'callbot', task: task(orders, open, { zoneSecond }), minutes, now })
        const [less, more] = [of(Math.min(a, b)), of(Math.max(a, b))]
        expect(less.state).toBe(more.state)
        if (less.state !== 'known' || more.state !== 'known') return
        for (const end of [less.earliest, less.likely, less.latest, more.likely]) expect(isOpenAt(open, zoneSecond, end)).toBe(true)
        expect(less.earliest).toBeLessThanOrEqual(less.likely)
        expect(less.likely).toBeLessThanOrEqual(less.latest)
        expect(more.earliest).toBeGreaterThanOrEqual(less.earliest)
        expect(more.likely).toBeGreaterThanOrEqual(less.likely)
        expect(more.latest).toBeGreaterThanOrEqual(less.latest)
        expect(more.leftTonight).toBeGreaterThanOrEqual(less.leftTonight)
      },
    ),
    { numRuns: 300 },
  )
})

test('a week in which the clocks of the zone change is forecast like any other: the platform keeps the offset it was sent', () => {
  // Santiago set its clocks back on 2026-04-05.
  const forecastFrom = (now: number) =>
    known(forecastTask({ kind: 'callbot', task: task(9000), minutes: hourOf(10, now), now })).likely - now
  expect(forecastFrom(at('2026-04-03T19:00:00Z'))).toBe(forecastFrom(at('2026-03-20T19:00:00Z')))
})

test('closed half-hours and pauses between the calls do not slow the pace down, slow minutes do', () => {
  // 15:30 in Santiago; the half-hours from 13:00 to 15:00 were closed.
  const now = at('2026-03-03T18:30:00Z')
  const back = (minutes: number) => Math.floor(now / MINUTE) * MINUTE - minutes * MINUTE
  const sinceThree = Array.from({ length: 28 }, (_, index) => minute(back(2 + index + 1), 10))
  const beforeOne = Array.from({ length: 60 }, (_, index) => minute(back(151 + index), 10))
  expect(known(forecastTask({ kind: 'callbot', task: task(100), minutes: [...sinceThree, ...beforeOne], now })).perMinute).toBe(10)
  const everyOther = sinceThree.filter((_, index) => index % 2 === 0)
  expect(known(forecastTask({ kind: 'callbot', task: task(100), minutes: everyOther, now })).perMinute).toBeCloseTo(5.2, 1)
})

test('an uneven pace has a wider range than an even one, and neither is narrower than a tenth', () => {
  const now = at('2026-03-03T15:30:00Z')
  const width = (counts: (index: number) => number) => {
    const minutes = Array.from({ length: 62 }, (_, index) => minute(Math.floor(now / MINUTE) * MINUTE - index * MINUTE, counts(index)))
    const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], halfHours: Array.from({ length: 48 }, (_, slot) => slot) }
    const forecast = known(forecastTask({ kind: 'callbot', task: task(5000, always), minutes, now }))
    return (forecast.latest - forecast.earliest) / (forecast.likely - now)
  }
  expect(width(() => 100)).toBeCloseTo(1 / 0.9 - 1 / 1.1, 2)
  expect(width(index => (Math.floor(index / 10) % 2 === 0 ? 190 : 10))).toBeGreaterThan(0.5)
})

test('where nothing can be said it says why', () => {
  const now = at('2026-03-03T15:30:00Z')
  const minutes = hourOf(10, now)
  const why = (kind: 'callbot' | 'nxlink', row: TaskDetail, of = minutes) => {
    const forecast = forecastTask({ kind, task: row, minutes: of, now })
    return forecast.state === 'none' ? forecast.why : forecast.state
  }
  expect({
    ended: why('callbot', task(100, officeHours, { taskStatus: 3 })),
    nobodyLeft: why('callbot', task(0)),
    platformKnowsMore: why(
      'callbot',
      task(0, officeHours, { stat: { totalOrderCount: 12_000, finishOrderCount: 9_000 } as TaskDetail['stat'] }),
    ),
    nxlink: why('nxlink', task(100)),
    notStarted: why('callbot', task(100, officeHours, { taskStatus: 1 }), []),
    elsewhere: why('callbot', task(100, officeHours, { form: null, zoneSecond: null })),
    noHours: why('callbot', task(100, { weekdays: [1], halfHours: [] })),
    tooFew: why('callbot', task(100), hourOf(0, now)),
  }).toEqual({
    ended: 'finished',
    nobodyLeft: 'finished',
    platformKnowsMore: 'known',
    nxlink: 'nxlink',
    notStarted: 'notStarted',
    elsewhere: 'unknownWindow',
    noHours: 'noWindow',
    tooFew: 'tooFew',
  })
})
