import { expect, test } from 'vitest'
import { toHeatMap } from '../../src-core/board/heat-map.ts'

const quarter = (text: string) => Date.parse(text) / 900_000

test('calls stand at the weekday and half-hour that clocks of the zone showed then, before and after they changed', () => {
  // Santiago: three hours behind until 2026-04-05 03:00 UTC, four afterwards. Both Fridays 10:15 there.
  const map = toHeatMap(
    [
      [quarter('2026-04-03T13:15:00Z'), 10, 4],
      [quarter('2026-04-10T14:15:00Z'), 20, 5],
      [quarter('2026-04-11T03:45:00Z'), 3, 0],
    ],
    'America/Santiago',
  )
  expect(map).toEqual({
    cells: [
      { weekday: 5, halfHour: 20, calls: 30, answered: 9 },
      { weekday: 5, halfHour: 47, calls: 3, answered: 0 },
    ],
    calls: 33,
    from: Date.parse('2026-04-03T13:15:00Z'),
  })
})

test('on the day of the change itself each hour has its own offset', () => {
  const map = toHeatMap(
    [
      [quarter('2026-04-05T02:30:00Z'), 1, 0],
      [quarter('2026-04-05T03:30:00Z'), 1, 0],
    ],
    'America/Santiago',
  )
  // 23:30 twice: once on summer time, once again an hour later.
  expect(map.cells).toEqual([{ weekday: 6, halfHour: 47, calls: 2, answered: 0 }])
})

test('a zone three quarters of an hour off the hour has its own half-hours, and no calls are no map', () => {
  expect(toHeatMap([[quarter('2026-03-02T00:00:00Z'), 4, 1]], 'Asia/Kathmandu').cells).toEqual([
    { weekday: 1, halfHour: 11, calls: 4, answered: 1 },
  ])
  expect(toHeatMap([], 'Asia/Kathmandu')).toEqual({ cells: [], calls: 0, from: null })
})
