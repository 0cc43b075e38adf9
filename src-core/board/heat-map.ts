import type { HeatMap } from '../../src-contract/model/board.ts'
import { createZoneOffsets } from './zone-offsets.ts'

const QUARTER_MS = 900_000

/**
 * Puts quarter-hours of UTC (`[quarter since 1970, ended calls, answered]`, oldest first) on the wall clock of a zone, with the offset
 * that was in force then. Every zone's offset is a whole number of quarters in our time, so none is split.
 */
export function toHeatMap(quarters: readonly (readonly [quarter: number, calls: number, answered: number])[], timeZone: string): HeatMap {
  const cells = new Map<number, { calls: number; answered: number }>()
  const offsetAt = createZoneOffsets(timeZone)
  let all = 0
  for (const [quarter, calls, answered] of quarters) {
    if (calls === 0) continue
    const local = Math.floor((quarter * QUARTER_MS + offsetAt(quarter * QUARTER_MS) * 1000) / (2 * QUARTER_MS))
    const day = Math.floor(local / 48)
    // 1970-01-01 was a Thursday, weekday 4.
    const place = ((((day + 3) % 7) + 7) % 7) * 48 + (local - day * 48)
    const cell = cells.get(place) ?? { calls: 0, answered: 0 }
    cell.calls += calls
    cell.answered += answered
    cells.set(place, cell)
    all += calls
  }
  return {
    cells: [...cells]
      .sort(([a], [b]) => a - b)
      .map(([place, cell]) => ({ weekday: Math.floor(place / 48) + 1, halfHour: place % 48, ...cell })),
    calls: all,
    from: firstOf(quarters),
  }
}

function firstOf(quarters: readonly (readonly [number, number, number])[]): number | null {
  const first = quarters.find(([, calls]) => calls > 0)
  return first ? first[0] * QUARTER_MS : null
}
