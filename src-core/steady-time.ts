/**
 * Milliseconds that only go on, by a clock that may be set: one that is set back stands still here until it is read again, so that no pause
 * becomes longer by it. Sleep of the computer counts.
 */
export function createSteadyTime(now: () => number): () => number {
  let last = now()
  let passed = 0
  return () => {
    const at = now()
    passed += Math.max(0, at - last)
    last = at
    return passed
  }
}
