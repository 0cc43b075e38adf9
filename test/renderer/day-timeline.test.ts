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

test('the wallboard adds up the tasks of today and sets what is usual for the weekday beside it, today left out', () => {
  const thursdayBefore = at('09:00') - 14 * 86_400_000
  const day = wallDay({
    bars: [[bar('09:00', 10, 4), { ...bar('09:00', 99, 99), at: at('09:00') - 86_400_000 }], [bar('09:00', 30, 16)]],
    map: { cells: [{ weekday: 4, halfHour: 18, calls: 240, answered: 120 }], calls: 240, from: thursdayBefore },
    zoneSecond: -10_800,
    now: at('10:15'),
  })
  expect({ calls: day.calls, answered: day.answered, nowSlot: day.nowSlot, usual: day.usualShare, hours: day.hours.length }).toEqual({
    calls: 40,
    answered: 20,
    nowSlot: 20.5,
    usual: 0.5,
    hours: 12,
  })
  expect(day.hours[0]).toEqual({ slot: 18, calls: 40, answered: 20, usual: 100 })
})
