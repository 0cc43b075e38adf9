import type { HalfHourBar, HeatMap } from '../../src-contract/model/board.ts'

const HALF_HOUR_MS = 1_800_000
const DAY_MS = 48 * HALF_HOUR_MS

/** One half-hour of today on this computer's clock. */
export interface WallHour {
  readonly slot: number
  readonly calls: number
  readonly answered: number
  /** Calls a half-hour like this one usually has; null without a history. */
  readonly usual: number | null
}

export interface WallDay {
  readonly calls: number
  readonly answered: number
  /** Half-hours from the first to the last with calls or usual calls, at least six hours; empty when there are none. */
  readonly hours: readonly WallHour[]
  /** Where now is, in half-hours since midnight. */
  readonly nowSlot: number
  /** Answer rate of this weekday up to now, by our history without today; null when it says nothing. */
  readonly usualShare: number | null
}

interface Given {
  /** Bars of every task that had calls today. */
  readonly bars: readonly (readonly HalfHourBar[])[]
  readonly map: HeatMap | null
  /** Offset of this computer's clock now, seconds east of UTC. */
  readonly zoneSecond: number
  readonly now: number
}

/** Fewer calls in the history than this are no measure. */
const ENOUGH = 100

/** Adds up today over tasks and sets it beside what is usual for this weekday. */
export function wallDay({ bars, map, zoneSecond, now }: Given): WallDay {
  const dayStart = startOfDay(now, zoneSecond)
  const sums = Array.from({ length: 48 }, () => ({ calls: 0, answered: 0 }))
  for (const bar of bars.flat()) {
    // Half-hours of a task's own clock may lie across ours where the offset is not a whole half-hour.
    const sum = sums[Math.floor((bar.at - dayStart) / HALF_HOUR_MS)]
    if (!sum || bar.at < dayStart) continue
    sum.calls += bar.calls
    sum.answered += bar.answered
  }
  const nowSlot = (now - dayStart) / HALF_HOUR_MS
  const usual = usualDay(map, sums, weekdayOf(now, zoneSecond), dayStart)
  const telling = sums.flatMap((sum, slot) => (sum.calls > 0 || (usual?.[slot]?.calls ?? 0) >= 1 ? [slot] : []))
  const hours =
    telling.length === 0
      ? []
      : spanOf([...telling, Math.floor(nowSlot)]).map(slot => ({ ...(sums[slot] ?? none), slot, usual: usual?.[slot]?.calls ?? null }))
  const before = (usual ?? []).slice(0, Math.floor(nowSlot) + 1)
  const beforeCalls = before.reduce((all, one) => all + one.sumCalls, 0)
  return {
    calls: sums.reduce((all, sum) => all + sum.calls, 0),
    answered: sums.reduce((all, sum) => all + sum.answered, 0),
    hours,
    nowSlot,
    usualShare: beforeCalls < ENOUGH ? null : before.reduce((all, one) => all + one.sumAnswered, 0) / beforeCalls,
  }
}

const none = { calls: 0, answered: 0 }
/** A day of few half-hours is drawn as wide as this many, or one bar would fill the wall. */
const LEAST_SPAN = 12

/** All half-hours from the first to the last of some, and later or earlier ones until there are enough. */
function spanOf(slots: readonly number[]): number[] {
  const last = Math.min(47, Math.max(Math.max(...slots), Math.min(...slots) + LEAST_SPAN - 1))
  const first = Math.max(0, Math.min(Math.min(...slots), last - LEAST_SPAN + 1))
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

/** Midnight of a fixed-offset clock, UTC milliseconds. */
export const startOfDay = (now: number, zoneSecond: number): number =>
  Math.floor((now + zoneSecond * 1000) / DAY_MS) * DAY_MS - zoneSecond * 1000

/** 1 = Monday … 7 = Sunday on a fixed-offset clock. */
const weekdayOf = (now: number, zoneSecond: number): number => new Date(now + zoneSecond * 1000).getUTCDay() || 7

interface UsualHour {
  /** Mean of the days. */
  readonly calls: number
  readonly sumCalls: number
  readonly sumAnswered: number
}

function usualDay(
  map: HeatMap | null,
  today: readonly { calls: number; answered: number }[],
  weekday: number,
  dayStart: number,
): UsualHour[] | null {
  if (!map || map.from === null) return null
  // Days of this weekday since the history began, today left out.
  const days = Math.ceil((dayStart - map.from) / (7 * DAY_MS))
  if (days < 1) return null
  const cells = new Map(map.cells.filter(cell => cell.weekday === weekday).map(cell => [cell.halfHour, cell]))
  return Array.from({ length: 48 }, (_, slot) => {
    const cell = cells.get(slot)
    const sumCalls = Math.max(0, (cell?.calls ?? 0) - (today[slot]?.calls ?? 0))
    const sumAnswered = Math.min(sumCalls, Math.max(0, (cell?.answered ?? 0) - (today[slot]?.answered ?? 0)))
    return { calls: sumCalls / days, sumCalls, sumAnswered }
  })
}
