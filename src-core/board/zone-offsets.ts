import { zoneSecondAt } from '../tasks/zone-time.ts'

const DAY_MS = 86_400_000

/** Offsets of a zone at instants (UTC milliseconds), seconds east of UTC; asked once a day where the clocks do not change on it. */
export function createZoneOffsets(timeZone: string): (at: number) => number {
  const days = new Map<number, number | null>()
  return at => {
    const day = Math.floor(at / DAY_MS)
    const known = days.get(day)
    if (typeof known === 'number') return known
    if (known === undefined) {
      const [first, last] = [zoneSecondAt(timeZone, day * DAY_MS), zoneSecondAt(timeZone, (day + 1) * DAY_MS - 1)]
      days.set(day, first === last ? first : null)
      if (first === last) return first
    }
    return zoneSecondAt(timeZone, at)
  }
}
