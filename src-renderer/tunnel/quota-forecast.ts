import type { TunnelView } from '../../src-contract/model/tunnel.ts'

/** From this share of the plan on the core polls. */
export const POLLING_SHARE = 0.9
const DAY_MS = 86_400_000

/** How a month's plan will last at the pace since its first day; moments in UTC milliseconds. */
export type QuotaForecast =
  | { readonly kind: 'noLimit' }
  /** Less than a day of the month is over: a pace would be a guess. */
  | { readonly kind: 'tooEarly' }
  | { readonly kind: 'tookOver' }
  /** All of it is used; `until`: a new month begins. */
  | { readonly kind: 'usedUp'; readonly until: number }
  /** `pollingAt`: 90 % are used; `fullAt`: all of it; null when the month ends before. */
  | { readonly kind: 'runsOut'; readonly pollingAt: number; readonly fullAt: number | null }
  /** `atEnd`: requests when the month is over. */
  | { readonly kind: 'lasts'; readonly atEnd: number }

export function quotaForecast(quota: TunnelView['quota'], now: number): QuotaForecast {
  const { used, limit, since } = quota
  if (limit === null) return { kind: 'noLimit' }
  const first = new Date(since)
  const monthEnd = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1)
  if (used >= limit) return { kind: 'usedUp', until: monthEnd }
  if (quota.pollingTookOver) return { kind: 'tookOver' }
  const elapsed = now - since
  if (elapsed < DAY_MS) return { kind: 'tooEarly' }
  const perMs = used / elapsed
  const pollingAt = since + (limit * POLLING_SHARE) / perMs
  const fullAt = since + limit / perMs
  if (perMs > 0 && pollingAt < monthEnd) return { kind: 'runsOut', pollingAt, fullAt: fullAt < monthEnd ? fullAt : null }
  return { kind: 'lasts', atEnd: Math.round(perMs * (monthEnd - since)) }
}
