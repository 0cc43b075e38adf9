import { isOpenAt } from '../../src-contract/dial-hours.ts'
import type { HalfHourBar } from '../../src-contract/model/board.ts'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import type { Gap } from '../../src-contract/model/tunnel.ts'

const HALF_HOUR_MS = 1_800_000
const DAY_MS = 48 * HALF_HOUR_MS

export interface TimelineBar {
  readonly at: number
  readonly calls: number
  readonly answered: number
  /** Opens the orders last called in it; null when no call began. */
  readonly filter: OrderFilter | null
  readonly state: 'open' | 'closed'
}

export interface DayTimeline {
  /** UTC milliseconds of both ends of the axis. */
  readonly from: number
  readonly to: number
  readonly bars: readonly TimelineBar[]
  readonly most: number
  /** Stretches in which nothing may be dialled. */
  readonly closed: readonly { readonly from: number; readonly to: number }[]
  /** Gaps that touch the axis, cut to it; `to` is now while one lasts. */
  readonly gaps: readonly { readonly gap: Gap; readonly from: number; readonly to: number }[]
}

interface Given {
  readonly halfHours: readonly HalfHourBar[]
  readonly gaps: readonly Gap[]
  readonly hours: Pick<CallbotForm, 'weekdays' | 'halfHours'> | null
  /** Offset of the task's clock, seconds east of UTC. */
  readonly zoneSecond: number
  readonly now: number
}

/** Today of a task's own clock in half-hours: from the first call or opening to the last closing, at least four hours around now. */
export function dayTimeline({ halfHours, gaps, hours, zoneSecond, now }: Given): DayTimeline {
  const dayStart = Math.floor((now + zoneSecond * 1000) / DAY_MS) * DAY_MS - zoneSecond * 1000
  const slotOf = (at: number) => Math.floor((at - dayStart) / HALF_HOUR_MS)
  const today = halfHours.filter(bar => bar.at >= dayStart && bar.at < dayStart + DAY_MS)
  const calls = new Map(today.map(bar => [slotOf(bar.at), bar]))
  const open = Array.from({ length: 48 }, (_, slot) => hours === null || isOpenAt(hours, zoneSecond, dayStart + slot * HALF_HOUR_MS))
  const present = slotOf(now)
  const telling = [...calls.keys(), ...(hours ? open.flatMap((on, slot) => (on ? [slot] : [])) : []), present]
  let first = Math.max(0, Math.min(...telling))
  let last = Math.min(47, Math.max(...telling))
  // A day with one half-hour in it would be one wide block.
  while (last - first < 7 && (first > 0 || last < 47)) {
    if (last < 47) last += 1
    if (last - first < 7 && first > 0) first -= 1
  }
  const from = dayStart + first * HALF_HOUR_MS
  const to = dayStart + (last + 1) * HALF_HOUR_MS
  const slots = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const bars = slots.map((slot): TimelineBar => {
    const bar = calls.get(slot)
    return {
      at: dayStart + slot * HALF_HOUR_MS,
      calls: bar?.calls ?? 0,
      answered: bar?.answered ?? 0,
      filter: bar?.filter ?? null,
      state: open[slot] ? 'open' : 'closed',
    }
  })
  const closed: { from: number; to: number }[] = []
  for (const bar of bars.filter(bar => bar.state === 'closed')) {
    const before = closed.at(-1)
    if (before?.to === bar.at) before.to = bar.at + HALF_HOUR_MS
    else closed.push({ from: bar.at, to: bar.at + HALF_HOUR_MS })
  }
  return {
    from,
    to,
    bars,
    most: Math.max(1, ...bars.map(bar => bar.calls)),
    closed,
    gaps: gaps
      .map(gap => ({ gap, from: Math.max(from, gap.from), to: Math.min(to, gap.to ?? now) }))
      .filter(gap => gap.to > gap.from || (gap.gap.to !== null && gap.gap.from >= from && gap.gap.from < to)),
  }
}
