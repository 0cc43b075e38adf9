import { type DialHours, isOpenAt, nextClosing, nextOpening } from '../../src-contract/dial-hours.ts'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 86_400_000
const DAY_MS = 86_400_000
const HALF_HOUR_MINUTES = 30

/**
 * The instant at which `minutes` of open window have passed since `from`, on the fixed offset the platform keeps. It always lies inside
 * an open half-hour: an end exactly on its edge is its last millisecond. Null when the window never opens.
 */
export function afterOpenMinutes(hours: DialHours, zoneSecond: number, from: number, minutes: number): number | null {
  const aWeek = new Set(hours.weekdays).size * new Set(hours.halfHours).size * HALF_HOUR_MINUTES
  const first = nextOpening(hours, zoneSecond, from)
  if (first === null || aWeek === 0) return null
  // Every week opens for the same time, so whole weeks are stepped over; the last one is walked.
  const weeks = Math.max(0, Math.ceil(minutes / aWeek) - 1)
  let at = first + weeks * WEEK_MS
  let left = (minutes - weeks * aWeek) * MINUTE_MS
  for (;;) {
    const closing = nextClosing(hours, zoneSecond, at)
    if (closing === null || at + left < closing) return Math.floor(at + left)
    left -= closing - at
    if (left <= 0) return closing - 1
    const opening = nextOpening(hours, zoneSecond, closing)
    if (opening === null) return null
    at = opening
  }
}

/** Minutes of open window from now to the end of the task's own day. */
export function openMinutesToday(hours: DialHours, zoneSecond: number, now: number): number {
  const midnight = (Math.floor((now + zoneSecond * 1000) / DAY_MS) + 1) * DAY_MS - zoneSecond * 1000
  let open = 0
  let at = nextOpening(hours, zoneSecond, now)
  while (at !== null && at < midnight) {
    const closing = Math.min(nextClosing(hours, zoneSecond, at) ?? midnight, midnight)
    open += closing - at
    at = nextOpening(hours, zoneSecond, closing)
  }
  return open / MINUTE_MS
}

/** Since when the window has been open without a break; null while it is closed. Looks back one day at the most. */
export function openSince(hours: DialHours, zoneSecond: number, now: number): number | null {
  if (!isOpenAt(hours, zoneSecond, now)) return null
  const step = HALF_HOUR_MINUTES * MINUTE_MS
  let since = Math.floor((now + zoneSecond * 1000) / step) * step - zoneSecond * 1000
  while (now - since < DAY_MS && isOpenAt(hours, zoneSecond, since - step)) since -= step
  return since
}
