import { Temporal } from 'temporal-polyfill'
import { formatDateTime } from '../ui/time-format.ts'

/** Whether this computer knows the zone by that name. */
export function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone !== ''
  } catch {
    return false
  }
}

/** Seconds east of UTC at an instant (UTC milliseconds); null for a zone nobody knows. */
export function zoneSecondAt(timeZone: string, at: number): number | null {
  if (!isZone(timeZone)) return null
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9
}

/** The instant of a wall clock time `YYYY-MM-DDTHH:mm` in a zone, UTC milliseconds; null while either is incomplete. */
export function instantOfWall(wall: string, timeZone: string): number | null {
  if (!isZone(timeZone)) return null
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    return null
  }
}

/** The wall clock of an instant in a zone as a form keeps it: `YYYY-MM-DDTHH:mm`. */
export function wallOfInstant(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** What the clocks of a zone showed at the end of the moment before an instant: `Sun 5 Apr 00:00` for a change that puts them back to 23:00. */
export function clockBefore(at: number, timeZone: string): string {
  return formatDateTime(at + (zoneSecondAt(timeZone, at - 1) ?? 0) * 1000, 'UTC')
}

/** An offset as it is sent, with a real minus. */
export const signed = (seconds: number): string => (seconds < 0 ? `−${-seconds}` : String(seconds))

/** Every zone this computer knows, by IANA name, the one given always among them. */
export function zoneNames(always: readonly string[]): string[] {
  return [...new Set([...always.filter(isZone), ...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()
}
