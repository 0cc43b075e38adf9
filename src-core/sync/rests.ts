import type { Timings } from '../ports.ts'

/** Pauses after failures, by whatever failed: each failure in a row makes the next pause longer, the first that works ends it. */
export interface Rests {
  isResting(key: string): boolean
  /** `times` as long as after a plain failure, up to the longest pause. */
  failed(key: string, times?: number): void
  worked(key: string): void
}

/** `time`: milliseconds that only go on. */
export function createRests(time: () => number, timings: Pick<Timings, 'pollMs' | 'backoffMaxMs'>): Rests {
  const rests = new Map<string, { readonly failures: number; readonly until: number }>()
  return {
    isResting: key => (rests.get(key)?.until ?? 0) > time(),
    failed(key, times = 1) {
      const failures = (rests.get(key)?.failures ?? 0) + 1
      const pause = Math.min(timings.backoffMaxMs, times * timings.pollMs * 2 ** Math.min(failures, 20))
      rests.set(key, { failures, until: time() + pause })
    },
    worked: key => void rests.delete(key),
  }
}
