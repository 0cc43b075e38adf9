import { Temporal } from 'temporal-polyfill'

/** A wall clock read in a zone: one instant, or the reason there is none. `twice`: the clock shows it twice, the first was taken. */
export type WallClock =
  | { readonly state: 'found'; readonly at: number; readonly twice: boolean }
  | { readonly state: 'skipped' }
  | { readonly state: 'unreadable' }

export interface ClockChange {
  /** UTC milliseconds of the change. */
  readonly at: number
  readonly fromZoneSecond: number
  readonly toZoneSecond: number
}

/** Whether this is an IANA zone the console can compute with. */
export function zoneExists(timeZone: string): boolean {
  try {
    // A bare offset such as +08:00 would pass as a zone, but it knows no clock changes.
    return /^[A-Za-z]/.test(timeZone) && inZone(0, timeZone) !== null
  } catch {
    return false
  }
}

/** The zone this computer is set to. */
export const zoneOfComputer = (): string => Temporal.Now.timeZoneId()

/** `zoneSecond` of callbot-v3.md 3.4: seconds east of UTC at this instant. */
export const zoneSecondAt = (timeZone: string, at: number): number => Math.round(inZone(at, timeZone).offsetNanoseconds / 1e9)

/** First instant of the zone's day in which `at` lies, and of the next one: 23 or 25 hours later where the clocks change. */
export function dayOf(timeZone: string, at: number): { from: number; to: number } {
  const from = inZone(at, timeZone).startOfDay()
  return { from: from.epochMilliseconds, to: from.add({ days: 1 }).startOfDay().epochMilliseconds }
}

/** The next instant within `days` at which the zone's offset changes; the platform keeps the old one. Null when there is none. */
export function nextClockChange(timeZone: string, from: number, days: number): ClockChange | null {
  const limit = from + days * 86_400_000
  let moment = inZone(from, timeZone)
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds > limit) return null
    const before = Math.round(next.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e9)
    const after = Math.round(next.offsetNanoseconds / 1e9)
    if (before !== after) return { at: next.epochMilliseconds, fromZoneSecond: before, toZoneSecond: after }
    moment = next
  }
}

/** Reads `YYYY-MM-DDTHH:mm` as a wall clock of the zone. */
export function readWallClock(text: string, timeZone: string): WallClock {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return { state: 'unreadable' }
  let plain: Temporal.PlainDateTime
  try {
    plain = Temporal.PlainDateTime.from(text, { overflow: 'reject' })
  } catch {
    return { state: 'unreadable' }
  }
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { state: 'found', at: earlier.epochMilliseconds, twice: false }
  // In a gap Temporal moves the clock; where it stays as written, the hour is there twice.
  if (!earlier.toPlainDateTime().equals(plain)) return { state: 'skipped' }
  return { state: 'found', at: earlier.epochMilliseconds, twice: true }
}

const inZone = (at: number, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
