/**
 * A moment that has passed, by the clock as it is whenever it is asked for: set back, it is as long ago as before, and never in the future.
 * Of a clock that was set forward it keeps the earlier time. `at` and the answer are UTC milliseconds.
 */
export function createPastMoment(at: number, now: () => number): () => number {
  const since = performance.now()
  return () => Math.min(at, Math.ceil(now() - (performance.now() - since)))
}
