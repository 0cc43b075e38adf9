import { expect, test } from 'vitest'
import { createApplyingPace } from '../../src-core/webhooks/applying-pace.ts'

const answers = (count: number, ms: number) => Array.from({ length: count }, () => ms)

test('while answers are quick deliveries are applied without a rest, at up to 3,900 a second', () => {
  const pace = createApplyingPace()
  for (let commit = 0; commit < 20; commit += 1) {
    pace.answered(answers(390, 4))
    expect(pace.restAfter(200, 100)).toBe(0)
  }
})

test('in a flood the listener has the computer: rests are nine times the commit at once, and end with it', () => {
  const pace = createApplyingPace()
  pace.answered(answers(500, 4))
  expect(pace.restAfter(100, 100)).toBe(900)
  pace.answered(answers(5_000, 4))
  expect(pace.restAfter(100, 100)).toBe(900)
  const after = [1, 2, 3, 4].map(() => {
    pace.answered(answers(100, 4))
    return pace.restAfter(100, 100)
  })
  expect(after).toEqual([0, 0, 0, 0])
})

test('rests double while answers are slow, up to six times the commit at 3,000 a second and twice at 1,000, and end when they are quick', () => {
  const pace = createApplyingPace()
  let rested = 0
  const rests = (perSecond: number, ms: number, commits: number) =>
    Array.from({ length: commits }, () => {
      pace.answered(answers((perSecond / 1000) * (rested + 100), ms))
      rested = pace.restAfter(100, 100)
      return rested / 100
    })
  expect(rests(3_000, 200, 6)).toEqual([1, 2, 4, 6, 6, 6])
  expect(rests(1_000, 200, 2)).toEqual([2, 2])
  expect(rests(1_000, 4, 3)).toEqual([1, 0, 0])
  expect(rests(3_000, 200, 4)).toEqual([1, 2, 4, 6])
  expect(rests(3_000, 4, 5)).toEqual([3, 1.5, 0.75, 0, 0])
})

test('one slow answer among many is no reason to rest, and one delivery alone never is', () => {
  const pace = createApplyingPace()
  pace.answered([...answers(99, 3), 900])
  expect(pace.restAfter(200, 100)).toBe(0)
  pace.answered([900])
  expect(pace.restAfter(1, 20)).toBe(0)
})

test('commits grow while they are short and full, shrink when they take long, and stay between 100 and 1,000', () => {
  const pace = createApplyingPace()
  const after = (tookMs: (size: number) => number) => {
    const size = pace.size()
    pace.restAfter(size, tookMs(size))
    return pace.size()
  }
  expect([after(size => size / 20), after(size => size / 20), after(size => size / 20)]).toEqual([400, 800, 1000])
  expect(after(() => 160)).toBe(500)
  expect(after(() => 4_000)).toBe(100)
  pace.restAfter(3, 1)
  expect(pace.size()).toBe(100)
})
