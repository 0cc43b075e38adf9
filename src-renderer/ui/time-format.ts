import { UNKNOWN } from './number-format.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
type Instant = number | null | undefined

interface Parts {
  weekday: string
  day: number
  month: number
  year: number
  hour: string
  minute: string
  second: string
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function partsOf(instant: number, timeZone: string | undefined): Parts {
  const key = timeZone ?? ''
  const format =
    formatters.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  formatters.set(key, format)
  const parts = Object.fromEntries(format.formatToParts(instant).map(part => [part.type, part.value]))
  return {
    weekday: parts['weekday'] ?? '',
    day: Number(parts['day']),
    month: Number(parts['month']),
    year: Number(parts['year']),
    hour: parts['hour'] ?? '',
    minute: parts['minute'] ?? '',
    second: parts['second'] ?? '',
  }
}

/** The zone of this computer, IANA name. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** "Santiago" of "America/Santiago": the short name of a zone, for beside a clock. */
export const zoneCity = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/** "10:24". `timeZone` is an IANA name; without it this computer's. */
export function formatTime(at: Instant, timeZone?: string): string {
  if (at === null || at === undefined) return UNKNOWN
  const { hour, minute } = partsOf(at, timeZone)
  return `${hour}:${minute}`
}

/** "10:24:02". */
export function formatTimeSeconds(at: Instant, timeZone?: string): string {
  if (at === null || at === undefined) return UNKNOWN
  const { hour, minute, second } = partsOf(at, timeZone)
  return `${hour}:${minute}:${second}`
}

/** "Thu 2 Apr", with the year when it is not this one. */
export function formatDate(at: Instant, timeZone?: string, now: number = Date.now()): string {
  if (at === null || at === undefined) return UNKNOWN
  const parts = partsOf(at, timeZone)
  const year = parts.year === partsOf(now, timeZone).year ? '' : ` ${parts.year}`
  return `${parts.weekday} ${parts.day} ${months[parts.month - 1] ?? ''}${year}`
}

/** "2 Apr", for narrow columns. */
export function formatDay(at: Instant, timeZone?: string, now: number = Date.now()): string {
  if (at === null || at === undefined) return UNKNOWN
  const parts = partsOf(at, timeZone)
  const year = parts.year === partsOf(now, timeZone).year ? '' : ` ${parts.year}`
  return `${parts.day} ${months[parts.month - 1] ?? ''}${year}`
}

/** Today "10:24:02", any other day "1 Apr 17:20". */
export function formatMoment(at: Instant, timeZone?: string, now: number = Date.now()): string {
  if (at === null || at === undefined) return UNKNOWN
  const day = formatDay(at, timeZone, now)
  return day === formatDay(now, timeZone, now) ? formatTimeSeconds(at, timeZone) : `${day} ${formatTime(at, timeZone)}`
}

/** "Thu 2 Apr 10:24". */
export function formatDateTime(at: Instant, timeZone?: string, now: number = Date.now()): string {
  return at === null || at === undefined ? UNKNOWN : `${formatDate(at, timeZone, now)} ${formatTime(at, timeZone)}`
}

/** "10:00 to 11:30" on one day, "Wed 1 Apr 17:20 to Thu 2 Apr 10:00" across days. */
export function formatRange(from: number, to: number, timeZone?: string, now: number = Date.now()): string {
  if (formatDate(from, timeZone, now) === formatDate(to, timeZone, now))
    return `${formatTime(from, timeZone)} to ${formatTime(to, timeZone)}`
  return `${formatDateTime(from, timeZone, now)} to ${formatDateTime(to, timeZone, now)}`
}

/** "UTC−03:00" of seconds east of UTC. */
export function formatOffset(seconds: number): string {
  const size = Math.abs(seconds)
  const hours = String(Math.floor(size / 3600)).padStart(2, '0')
  const minutes = String(Math.floor((size % 3600) / 60)).padStart(2, '0')
  return `UTC${seconds < 0 ? '−' : '+'}${hours}:${minutes}`
}

/** "1 h 06 min", "4 min 10 s", "12 s": a length of time in words. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`
}
