import { expect, test } from 'vitest'
import { ratesOfDays, weekOfRates } from '../../src-renderer/setup/half-hour-rates.ts'

const map = {
  cells: [
    { weekday: 1, halfHour: 20, calls: 100, answered: 50 },
    { weekday: 2, halfHour: 20, calls: 100, answered: 25 },
    { weekday: 2, halfHour: 21, calls: 5, answered: 5 },
  ],
}

test('the height of a half-hour is its answer rate against the best one, and too few calls have none', () => {
  const week = weekOfRates(map)
  expect([week[0]?.[20], week[1]?.[20], week[1]?.[21], week[6]?.[0]]).toEqual([
    { calls: 100, answered: 50, share: 0.5, few: false, height: 1 },
    { calls: 100, answered: 25, share: 0.25, few: false, height: 0.5 },
    { calls: 5, answered: 5, share: 1, few: true, height: 0 },
    { calls: 0, answered: 0, share: null, few: true, height: 0 },
  ])
})

test('the row above the painted one counts the chosen weekdays only', () => {
  expect(ratesOfDays(map, [2])[20]).toEqual({ calls: 100, answered: 25, share: 0.25, few: false, height: 1 })
  expect(ratesOfDays(map, [1, 2])[20]?.share).toBe(0.375)
  expect(ratesOfDays(map, [])[20]?.share).toBeNull()
})
