import type { DayOfCalls, HeatMap } from '../../src-contract/model/board.ts'

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
  /** Of the calls that have ended; null when none has. */
  readonly share: number | null
  readonly answered: number
  /** Half-hours from the first to the last with calls or usual calls, at least six hours; empty when there are none. */
  readonly hours: readonly WallHour[]
  /** Where now is, in half-hours since midnight. */
  readonly nowSlot: number
  /** Answer rate of this weekday up to now, by our history without today; null when it says nothing. */
  readonly usualShare: number | null
}

interface Given {
  /** Null until it was told. */
  readonly today: DayOfCalls | null
  readonly map: HeatMap | null
  /** Offset of this computer's clock now, seconds east of UTC. */
  readonly zoneSecond: number
  readonly now: number
}

/** Fewer calls in the history than this are no measure. */
const ENOUGH = 100

/** Sets the calls of today beside what is usual for this weekday. */
export function wallDay({ today, map, zoneSecond, now }: Given): WallDay {
  const told = new Map(today?.halfHours.map(one => [one.halfHour, one]))
  const sums = Array.from({ length: 48 }, (_, slot) => told.get(slot) ?? none)
  const total = (value: (sum: (typeof sums)[number]) => number) => sums.reduce((all, sum) => all + value(sum), 0)
  const [ended, answered] = [total(sum => sum.ended), total(sum => sum.answered)]
  const nowSlot = ((now + zoneSecond * 1000) % DAY_MS) / HALF_HOUR_MS
  const usual = today && usualDay(map, sums, weekdayOf(now, zoneSecond), today.from)
  const telling = sums.flatMap((sum, slot) => (sum.calls > 0 || (usual?.[slot]?.calls ?? 0) >= 1 ? [slot] : []))
  const hours =
    telling.length === 0
      ? []
      : spanOf([...telling, Math.floor(nowSlot)]).map(slot => {
          const { calls, answered } = sums[slot] ?? none
          return { slot, calls, answered, usual: usual?.[slot]?.calls ?? null }
        })
  const before = (usual ?? []).slice(0, Math.floor(nowSlot) + 1)
  const beforeCalls = before.reduce((all, one) => all + one.sumCalls, 0)
  return {
    calls: total(sum => sum.calls),
    answered,
    share: ended === 0 ? null : answered / ended,
    hours,
    nowSlot,
    usualShare: beforeCalls < ENOUGH ? null : before.reduce((all, one) => all + one.sumAnswered, 0) / beforeCalls,
  }
}

const none = { calls: 0, ended: 0, answered: 0 }
/** A day of few half-hours is drawn as wide as this many, or one bar would fill the wall. */
const LEAST_SPAN = 12

/** All half-hours from the first to the last of some, and later or earlier ones until there are enough. */
function spanOf(slots: readonly number[]): number[] {
  const last = Math.min(47, Math.max(Math.max(...slots), Math.min(...slots) + LEAST_SPAN - 1))
  const first = Math.max(0, Math.min(Math.min(...slots), last - LEAST_SPAN + 1))
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

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
  today: readonly { ended: number; answered: number }[],
  weekday: number,
  dayStart: number,
): UsualHour[] | null {
  if (!map || map.from === null) return null
  // Days of this weekday since the history began, today left out; the history is of calls that have ended.
  const days = Math.ceil((dayStart - map.from) / (7 * DAY_MS))
  if (days < 1) return null
  const cells = new Map(map.cells.filter(cell => cell.weekday === weekday).map(cell => [cell.halfHour, cell]))
  return Array.from({ length: 48 }, (_, slot) => {
    const cell = cells.get(slot)
    const sumCalls = Math.max(0, (cell?.calls ?? 0) - (today[slot]?.ended ?? 0))
    const sumAnswered = Math.min(sumCalls, Math.max(0, (cell?.answered ?? 0) - (today[slot]?.answered ?? 0)))
    return { calls: sumCalls / days, sumCalls, sumAnswered }
  })
}
