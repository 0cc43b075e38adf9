import type { HeatMap } from '../../src-contract/model/board.ts'
import { HALF_HOURS } from './half-hour-paint.ts'

/** Fewer calls than this say nothing about a half-hour. */
export const FEW_CALLS = 20

/** What our own calls of a half-hour came to. `height` is its share of the best half-hour, 0 to 1, to draw it by. */
export interface HalfHourRate {
  readonly calls: number
  readonly answered: number
  /** Null without a call. */
  readonly share: number | null
  readonly few: boolean
  readonly height: number
}

type Counted = { readonly calls: number; readonly answered: number }
const slots = Array.from({ length: HALF_HOURS }, (_, slot) => slot)

/** Seven rows (Monday first) of 48 half-hours. */
export function weekOfRates(map: Pick<HeatMap, 'cells'>): HalfHourRate[][] {
  const counted = new Map(map.cells.map(cell => [`${cell.weekday} ${cell.halfHour}`, cell]))
  const days = [1, 2, 3, 4, 5, 6, 7].map(day => slots.map(slot => counted.get(`${day} ${slot}`) ?? { calls: 0, answered: 0 }))
  const best = bestShare(days.flat())
  return days.map(day => day.map(cell => rated(cell, best)))
}

/** The 48 half-hours of the chosen weekdays taken together. */
export function ratesOfDays(map: Pick<HeatMap, 'cells'>, weekdays: readonly number[]): HalfHourRate[] {
  const chosen = new Set(weekdays)
  const sums = slots.map(() => ({ calls: 0, answered: 0 }))
  for (const { weekday, halfHour, calls, answered } of map.cells) {
    const sum = sums[halfHour]
    if (!sum || !chosen.has(weekday)) continue
    sum.calls += calls
    sum.answered += answered
  }
  const best = bestShare(sums)
  return sums.map(sum => rated(sum, best))
}

const shareOfCalls = ({ calls, answered }: Counted): number => answered / calls
const bestShare = (cells: readonly Counted[]): number => Math.max(0, ...cells.filter(cell => cell.calls >= FEW_CALLS).map(shareOfCalls))

function rated({ calls, answered }: Counted, best: number): HalfHourRate {
  const share = calls === 0 ? null : answered / calls
  const few = calls < FEW_CALLS
  return { calls, answered, share, few, height: share === null || few || best === 0 ? 0 : Math.min(1, share / best) }
}
