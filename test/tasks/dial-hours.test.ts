import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandsOf, fromDialFields, isOpenAt, nextClosing, nextOpening, toDialFields } from '../../src-contract/dial-hours.ts'

const hours = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  halfHours: fc.uniqueArray(fc.integer({ min: 0, max: 47 })),
})
const at = (text: string) => Date.parse(text)

test('09:00 to 11:00 is written as the first and second halves of 9 and 10', () => {
  expect(toDialFields({ weekdays: [5, 1], halfHours: [18, 19, 20, 21] })).toEqual({
    dialAtWeekDay: '1,5',
    dialAtUpHour: '9,10',
    dialAtDownHour: '9,10',
  })
  expect(toDialFields({ weekdays: [1], halfHours: [19, 47] })).toEqual({ dialAtWeekDay: '1', dialAtUpHour: '', dialAtDownHour: '9,23' })
})

test('any hours read back as they were written', () => {
  fc.assert(
    fc.property(hours, chosen => {
      const sorted = (values: number[]) => [...values].sort((a, b) => a - b)
      expect(fromDialFields(toDialFields(chosen))).toEqual({ weekdays: sorted(chosen.weekdays), halfHours: sorted(chosen.halfHours) })
    }),
  )
})

test('the window opens where nextOpening says, not a millisecond earlier, and shuts where nextClosing says', () => {
  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: -12 * 3600, max: 14 * 3600 }),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      (chosen, zoneSecond, now) => {
        const opens = nextOpening(chosen, zoneSecond, now)
        if (opens === null) return void expect(chosen.weekdays.length * chosen.halfHours.length).toBe(0)
        expect(isOpenAt(chosen, zoneSecond, opens)).toBe(true)
        if (opens > now) {
          expect(isOpenAt(chosen, zoneSecond, now)).toBe(false)
          expect(isOpenAt(chosen, zoneSecond, opens - 1)).toBe(false)
        }
        const closes = nextClosing(chosen, zoneSecond, opens)
        if (closes === null) return void expect([chosen.weekdays.length, chosen.halfHours.length]).toEqual([7, 48])
        expect(isOpenAt(chosen, zoneSecond, closes)).toBe(false)
        expect(isOpenAt(chosen, zoneSecond, closes - 1)).toBe(true)
      },
    ),
  )
})

test('a band across midnight belongs to two weekdays: Monday 22:00 to 24:00 and the next chosen day 00:00 to 02:00', () => {
  const night = { weekdays: [1], halfHours: [44, 45, 46, 47, 0, 1, 2, 3] }
  expect(bandsOf(night.halfHours)).toEqual([{ from: 44, to: 52 }])
  expect(isOpenAt(night, 0, at('2026-03-02T22:00:00Z'))).toBe(true)
  expect(isOpenAt(night, 0, at('2026-03-03T01:00:00Z'))).toBe(false)
  expect(isOpenAt(night, 0, at('2026-03-02T01:00:00Z'))).toBe(true)
  expect(bandsOf([0, 1, 20, 21])).toEqual([
    { from: 0, to: 2 },
    { from: 20, to: 22 },
  ])
})
