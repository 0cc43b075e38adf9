/** In so many steps a timer counts down. */
const STEPS = 20

/**
 * Does the work after `ms` in which the computer ran; answers how to call it off. A computer that sleeps, or stands still for seconds, gives
 * nobody the time to answer, and on waking a plain timer is over before what came meanwhile is read. This one counts steps, so that a
 * standstill costs it a single one.
 */
export function startAwakeTimer(ms: number, work: () => void): () => void {
  let left = STEPS
  const timer = setInterval(() => {
    left -= 1
    if (left > 0) return
    clearInterval(timer)
    work()
  }, ms / STEPS)
  return () => clearInterval(timer)
}
