import { expect, test } from 'vitest'
import type { Gap } from '../../src-contract/model/tunnel.ts'
import { dayTimeline } from '../../src-renderer/tasks/day-timeline.ts'
import { wallDay } from '../../src-renderer/wallboard/day-sums.ts'

const at = (time: string) => Date.parse(`2026-04-02T${time}:00-03:00`)
const bar = (time: string, calls: number, answered: number) => ({
  at: at(time),
  calls,
  answered,
  orders: calls,
  filter: { accountId: 'a' },
})
const gap: Gap = {
  id: 1,
  from: at('09:31'),
  to: at('09:36'),
  state: 'repaired',
  tasks: 1,
  ordersPulled: 146,
  repairedAt: at('09:37'),
  problem: null,
}

test('the day of a task reaches from its first opening to its last, with closed hours and gaps where they were', () => {
  const line = dayTimeline({
    halfHours: [bar('09:00', 10, 4), bar('09:30', 20, 9)],
    gaps: [gap, { ...gap, id: 2, from: at('10:20'), to: null, state: 'open' }],
    // 09:00 to 10:00 and 11:30 to 13:00.
    hours: { weekdays: [4], halfHours: [18, 19, 23, 24, 25] },
    zoneSecond: -10_800,
    now: at('10:24'),
  })
  expect({ from: line.from, to: line.to, most: line.most, closed: line.closed, gaps: line.gaps.map(({ from, to }) => [from, to]) }).toEqual(
    {
      from: at('09:00'),
      to: at('13:00'),
      most: 20,
      closed: [{ from: at('10:00'), to: at('11:30') }],
      gaps: [
        [at('09:31'), at('09:36')],
        [at('10:20'), at('10:24')],
      ],
    },
  )
  expect(line.bars.map(one => one.calls)).toEqual([10, 20, 0, 0, 0, 0, 0, 0])
})

test('the wallboard shows the calls of today and sets what is usual for the weekday beside them, today left out', () => {
  const thursdayBefore = at('09:00') - 14 * 86_400_000
  const day = wallDay({
    today: {
      from: at('00:00'),
      to: at('00:00') + 86_400_000,
      halfHours: [
        { halfHour: 18, calls: 40, ended: 40, answered: 20 },
        { halfHour: 20, calls: 15, ended: 10, answered: 5 },
      ],
    },
    map: { cells: [{ weekday: 4, halfHour: 18, calls: 240, answered: 120 }], calls: 240, from: thursdayBefore },
    zoneSecond: -10_800,
    now: at('10:15'),
  })
  const { hours, ...sums } = day
  expect({ ...sums, hours: hours.length }).toEqual({ calls: 55, answered: 25, share: 0.5, nowSlot: 20.5, usualShare: 0.5, hours: 12 })
  expect(hours[0]).toEqual({ slot: 18, calls: 40, answered: 20, usual: 100 })
})
