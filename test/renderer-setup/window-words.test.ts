import { expect, test } from 'vitest'
import { wholeHours } from '../../src-renderer/setup/half-hour-paint.ts'
import { weekdayWords, windowWords } from '../../src-renderer/setup/window-words.ts'

const words = {
  names: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  every: 'every day',
  range: (first: string, last: string) => `${first} to ${last}`,
}

test('painted half-hours read as clock windows, up to the midnight that ends the day', () => {
  expect(windowWords([...wholeHours(15, 19), 38, ...wholeHours(9, 13)])).toBe('09:00–13:00, 15:00–19:30')
  expect(windowWords([47])).toBe('23:30–24:00')
  expect(windowWords([])).toBe('')
  expect(windowWords(wholeHours(0, 24))).toBe('00:00–24:00')
})

test('weekdays read as runs', () => {
  expect(weekdayWords([1, 2, 3, 4, 5], words)).toBe('Mon to Fri')
  expect(weekdayWords([6, 7], words)).toBe('Sat, Sun')
  expect(weekdayWords([3, 1, 2, 6], words)).toBe('Mon to Wed, Sat')
  expect(weekdayWords([7, 1, 2, 3, 4, 5, 6], words)).toBe('every day')
  expect(weekdayWords([], words)).toBe('')
})
