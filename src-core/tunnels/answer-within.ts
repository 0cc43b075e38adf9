import type { Clock } from '../clock.ts'

/** The work's result, or null when it has none after `ms` or the signal aborts. A failure of the work is thrown; one that comes later is not heard. */
export async function answerWithin<T>(work: Promise<T>, ms: number, clock: Pick<Clock, 'sleep'>, signal?: AbortSignal): Promise<T | null> {
  const over = new AbortController()
  const late = clock.sleep(ms, signal ? AbortSignal.any([signal, over.signal]) : over.signal).then(() => null)
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
  }
}
