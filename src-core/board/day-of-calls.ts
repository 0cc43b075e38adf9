import type { DayOfCalls } from '../../src-contract/model/board.ts'
import { createZoneOffsets } from './zone-offsets.ts'

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000

/**
 * Puts the quarter-hours of UTC of one day (`[quarter since 1970, calls, ended, answered]`) on the wall clock of a zone. Where the clocks go
 * back, an hour that is shown twice adds up; where they go forward, the half-hours that are left out have no calls. Every zone's offset is a
 * whole number of quarters in our time, so none is split.
 */
export function toDayOfCalls(
  quarters: readonly (readonly [quarter: number, calls: number, ended: number, answered: number])[],
  timeZone: string,
  day: { readonly from: number; readonly to: number },
): DayOfCalls {
  const offsetAt = createZoneOffsets(timeZone)
  const sums = new Map<number, { halfHour: number; calls: number; ended: number; answered: number }>()
  for (const [quarter, calls, ended, answered] of quarters) {
    if (calls === 0) continue
    const at = quarter * QUARTER_MS
    const shown = (((at + offsetAt(at) * 1000) % DAY_MS) + DAY_MS) % DAY_MS
    const halfHour = Math.floor(shown / (2 * QUARTER_MS))
    const sum = sums.get(halfHour) ?? { halfHour, calls: 0, ended: 0, answered: 0 }
    sum.calls += calls
    sum.ended += ended
    sum.answered += answered
    sums.set(halfHour, sum)
  }
  return { ...day, halfHours: [...sums.values()].sort((a, b) => a.halfHour - b.halfHour) }
}
