import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterAccepted, afterTooMany, type Pace, sizeNow, startSize } from '../../src-core/submissions/pace.ts'

/** Sends requests as long as the pace says to a platform that takes at most `limit`; what was learned after each. */
function learn(limit: number, rules: { startSize: number; largestSize: number }, requests: number): Pace[] {
  let pace: Pace = { batchSize: startSize(rules, null), tooMany: null, streak: 0 }
  return Array.from({ length: requests }, () => {
    const size = sizeNow(pace.batchSize, rules, pace)
    pace = size > limit ? afterTooMany(pace, size) : afterAccepted(pace, size, rules)
    return pace
  })
}

test('whatever the platform takes: a list is never as long as one that was too many, never above the rule, and comes within 10 % of the limit', () => {
  const sizes = fc.record({
    limit: fc.integer({ min: 1, max: 6_000 }),
    start: fc.integer({ min: 1, max: 5_000 }),
    more: fc.integer({ min: 0, max: 4_000 }),
  })
  fc.assert(
    fc.property(sizes, ({ limit, start, more }) => {
      const rules = { startSize: start, largestSize: Math.min(5_000, start + more) }
      const steps = learn(limit, rules, 1_500)
      const broken = steps.filter(
        ({ batchSize, tooMany }) =>
          batchSize < 1 ||
          batchSize > rules.largestSize ||
          (tooMany !== null && sizeNow(batchSize, rules, { tooMany }) >= Math.max(2, tooMany)),
      )
      expect(broken).toEqual([])
      const last = steps.at(-1) as Pace
      const best = Math.min(limit, rules.largestSize)
      expect(last.batchSize).toBeLessThanOrEqual(best)
      // It ends within 10 % of what was too many; where nothing was, at the rule's largest size.
      if (last.tooMany === null) expect(last.batchSize).toBe(best)
      else expect(last.tooMany - last.batchSize).toBeLessThanOrEqual(Math.max(1, last.tooMany * 0.1))
      // Each 4001 costs a request: they are few.
      const tooMany = steps.filter((step, at) => step.tooMany !== (steps[at - 1]?.tooMany ?? null)).length
      expect(tooMany).toBeLessThanOrEqual(30)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('ten full requests in a row grow it by a quarter; a shorter one counts for nothing', () => {
  const rules = { startSize: 400, largestSize: 2_000 }
  let pace: Pace = { batchSize: 400, tooMany: null, streak: 0 }
  for (let full = 0; full < 9; full += 1) pace = afterAccepted(pace, 400, rules)
  expect(afterAccepted(pace, 399, rules)).toBe(pace)
  expect(pace).toEqual({ batchSize: 400, tooMany: null, streak: 9 })
  expect(afterAccepted(pace, 400, rules)).toEqual({ batchSize: 500, tooMany: null, streak: 0 })
})

test('several requests of one length that are all too many halve it once', () => {
  const first = afterTooMany({ batchSize: 500, tooMany: null, streak: 3 }, 500)
  expect([first, afterTooMany(first, 500)]).toEqual([
    { batchSize: 250, tooMany: 500, streak: 0 },
    { batchSize: 250, tooMany: 500, streak: 0 },
  ])
})

test('a submission starts with what the rule says, or with less when the account taught us less', () => {
  const rules = { startSize: 500, largestSize: 2_000 }
  expect(startSize(rules, null)).toBe(500)
  expect(startSize(rules, { batchSize: 1_600, tooMany: null, streak: 0 })).toBe(500)
  expect(startSize(rules, { batchSize: 120, tooMany: 250, streak: 4 })).toBe(120)
  expect(sizeNow(900, { largestSize: 300, startSize: 1 }, { tooMany: 250 })).toBe(249)
})
