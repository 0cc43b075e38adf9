/** What stands where a number is due and none is known. */
export const UNKNOWN = '—'

/** Thousands by locale; unknown is a dash, never 0. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : new Intl.NumberFormat().format(value)
}

/** Always with its decimals, so that a column lines up: "0.00", "1.50". */
export function formatFixed(value: number, digits: number): string {
  return new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

/** A share of 0 to 1 in percent, always with its decimals, so that a column lines up: "41.2", "25.0". */
export function formatShare(share: number, digits = 1): string {
  return formatFixed(share * 100, digits)
}

/** A share of 0 to 1 as "41.2 %"; the blank is a no-break space. */
export function formatPercent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined || !Number.isFinite(share) ? UNKNOWN : `${formatShare(share, digits)}\u00a0%`
}

/** part / whole as a share of 0 to 1, null when the whole is 0 or unknown. */
export function shareOf(part: number | null | undefined, whole: number | null | undefined): number | null {
  return part === null || part === undefined || !whole ? null : part / whole
}

/** 1 decimal at most: "2.7". */
export function formatDecimal(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return UNKNOWN
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(value)
}

/** "1.4 KB", "32 MB": powers of 1,000, as file managers show them. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return UNKNOWN
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${formatDecimal(value, value < 10 && unit > 0 ? 1 : 0)}\u00a0${units[unit]}`
}

/** Seconds of talk as "1:12" or "1:02:09". */
export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return UNKNOWN
  const whole = Math.round(seconds)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}
