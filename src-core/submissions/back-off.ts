import type { Timings } from '../ports.ts'

/** How long to wait after the given number of tries: doubled each time up to the limit, and spread by a random half so that clients do not return together. */
export function backOffMs(tries: number, timings: Pick<Timings, 'backoffBaseMs' | 'backoffMaxMs'>, random: () => number): number {
  const full = Math.min(timings.backoffMaxMs, timings.backoffBaseMs * 2 ** Math.min(tries - 1, 30))
  return Math.round(full / 2 + random() * (full / 2))
}
