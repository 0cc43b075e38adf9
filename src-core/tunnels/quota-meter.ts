import type { Preflight } from '../../src-contract/model/task.ts'
import type { TunnelSettings, TunnelView } from '../../src-contract/model/tunnel.ts'
import type { TunnelStore } from './tunnel-store.ts'

/** From this share of the plan on tasks are polled, so that the rest is there for what still calls back. */
export const POLLING_SHARE = 0.9

/** Counts requests through the tunnel by month against the provider's plan. */
export interface QuotaMeter {
  /** How many the listener has seen since it started; what is new is written down. */
  seen(requests: number): void
  read(): TunnelView['quota']
}

export function createQuotaMeter({
  store,
  now,
}: {
  readonly store: Pick<TunnelStore, 'get' | 'used' | 'addUsed'>
  readonly now: () => number
}): QuotaMeter {
  let counted = 0
  return {
    seen(requests) {
      // A listener that was started anew counts from nought.
      const more = requests >= counted ? requests - counted : requests
      counted = requests
      const { provider } = store.get().settings
      if (more > 0 && provider !== 'none') store.addUsed(monthOf(now()), provider, more)
    },
    read() {
      const { settings } = store.get()
      const limit = limitOf(settings)
      const used = store.used(monthOf(now()), settings.provider)
      return {
        used,
        limit,
        since: Date.parse(`${monthOf(now())}-01T00:00:00Z`),
        pollingTookOver: limit !== null && used >= limit * POLLING_SHARE,
      }
    },
  }
}

const limitOf = (settings: TunnelSettings): number | null => (settings.provider === 'none' ? null : settings.monthlyQuota)
const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** Webhooks that so many orders will send back, against what is left of the plan; `limit` and `left` are null without one. */
export function forecastWebhooks(
  quota: TunnelView['quota'],
  { orders, callsPerOrder }: { readonly orders: number; readonly callsPerOrder: number },
): NonNullable<Preflight['webhooks']> {
  const { used, limit } = quota
  // One webhook for each order and one for each of its calls (callbot-v3.md 4.2, 4.3).
  const forecast = Math.ceil(orders * (1 + Math.max(1, callsPerOrder)))
  return { forecast, used, limit, left: limit === null ? null : Math.max(0, Math.floor(limit * POLLING_SHARE) - used) }
}
