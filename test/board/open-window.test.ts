import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenAt } from '../../src-contract/dial-hours.ts'
import { afterOpenMinutes, openMinutesToday, openSince } from '../../src-core/board/open-window.ts'

const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE
const at = (text: string) => Date.parse(text)

const hours = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  halfHours: fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 1 }),
})
const zone = fc.integer({ min: -48, max: 56 }).map(quarter => quarter * 900)
const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') })

/** The same by going through every half-hour there is. */
function slowly(open: { weekdays: number[]; halfHours: number[] }, zoneSecond: number, from: number, minutes: number): number {
  let left = minutes * MINUTE
  let now = from
  for (;;) {
    const next = (Math.floor((now + zoneSecond * 1000) / HALF_HOUR) + 1) * HALF_HOUR - zoneSecond * 1000
    if (isOpenAt(open, zoneSecond, now)) {
      if (left < next - now) return now + left
      left -= next - now
      if (left <= 0) return next - 1
    }
    now = next
  }
}

test('open minutes end where counting them half-hour by half-hour ends, never inside a closed half-hour', () => {
  fc.assert(
    fc.property(hours, zone, moment, fc.double({ min: 0.01, max: 4000, noNaN: true }), (open, zoneSecond, from, minutes) => {
      const end = afterOpenMinutes(open, zoneSecond, from, minutes)
      expect(end).not.toBeNull()
      expect(isOpenAt(open, zoneSecond, end ?? 0)).toBe(true)
      expect(Math.abs((end ?? 0) - slowly(open, zoneSecond, from, minutes))).toBeLessThanOrEqual(1)
    }),
    { numRuns: 400 },
  )
})

test('minutes of today are those in which the window is open until the task’s own midnight', () => {
  fc.assert(
    fc.property(hours, zone, moment, (open, zoneSecond, now) => {
      const start = Math.ceil(now / MINUTE) * MINUTE
      const midnight = (Math.floor((start + zoneSecond * 1000) / 86_400_000) + 1) * 86_400_000 - zoneSecond * 1000
      let counted = 0
      for (let minute = start; minute < midnight; minute += MINUTE) if (isOpenAt(open, zoneSecond, minute)) counted += 1
      expect(openMinutesToday(open, zoneSecond, start)).toBe(counted)
    }),
    { numRuns: 100 },
  )
})

test('a window without hours never opens, one that is open all week never closes, and a year of work is stepped over at once', () => {
  expect(afterOpenMinutes({ weekdays: [], halfHours: [1] }, 0, 0, 5)).toBeNull()
  const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], halfHours: Array.from({ length: 48 }, (_, slot) => slot) }
  expect(afterOpenMinutes(always, 3600, 1000, 7 * 1440)).toBe(1000 + 7 * 86_400_000)
  // One half-hour on Mondays: 52 of them are a year.
  const monday = at('2026-01-05T09:00:00Z')
  expect(afterOpenMinutes({ weekdays: [1], halfHours: [18] }, 0, monday, 30 * 52 + 1)).toBe(monday + 52 * 7 * 86_400_000 + MINUTE)
})

test('a window has been open since the half-hour it opened with, across midnight too', () => {
  const night = { weekdays: [1, 2, 3, 4, 5, 6, 7], halfHours: [0, 1, 46, 47] }
  expect(openSince(night, 0, at('2026-03-03T00:40:00Z'))).toBe(at('2026-03-02T23:00:00Z'))
  expect(openSince(night, 0, at('2026-03-03T01:00:00Z'))).toBeNull()
})
