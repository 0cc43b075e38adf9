import { expect, test } from 'vitest'
import { cursorOf } from '../../src-renderer/ui/table-cursor.ts'

const rows = (...keys: string[]) => ({
  rowCount: keys.length,
  rowAt: (index: number) => keys[index],
  rowKey: (row: string) => row,
  indexOfKey: (key: string) => keys.indexOf(key),
})
const onWelcome = { index: 1, key: 'welcome' }

test('the cursor goes with its row when rows change places, so that P pauses the task it was put on', () => {
  expect(cursorOf(rows('reminder', 'welcome', 'survey'), onWelcome)).toBe(1)
  expect(cursorOf(rows('survey', 'reminder', 'welcome'), onWelcome)).toBe(2)
})

test('the cursor of a row that is gone stays where it was, within what is left', () => {
  expect([cursorOf(rows('reminder', 'survey'), onWelcome), cursorOf(rows('reminder'), onWelcome), cursorOf(rows(), onWelcome)]).toEqual([
    1, 0, -1,
  ])
})

test('a list too long to look through keeps the cursor at its place', () => {
  const { indexOfKey: _, ...long } = rows('survey', 'reminder', 'welcome')
  expect(cursorOf(long, onWelcome)).toBe(1)
})
