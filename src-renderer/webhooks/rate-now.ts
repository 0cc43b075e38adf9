import type { DeliverySummary } from '../../src-contract/model/webhook.ts'

/**
 * Deliveries a second over the last 60 s, from counts by minute: the running minute whole, of the one before the share that is not yet
 * a minute ago. `now` in UTC milliseconds.
 */
export function rateNow(minutes: DeliverySummary['minutes'], now: number): number {
  const running = Math.floor(now / 60_000)
  const elapsed = (now % 60_000) / 60_000
  const countOf = (minute: number) => minutes.find(one => one.minute === minute)?.count ?? 0
  return (countOf(running) + countOf(running - 1) * (1 - elapsed)) / 60
}
