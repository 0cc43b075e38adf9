import { expect, test } from 'vitest'
import { createTurns } from '../../src-core/submissions/turns.ts'

function rig(rules: { inFlight: number; requestsPerSecond: number | null }) {
  const time = { now: 1_000_000 }
  const clock = {
    now: () => time.now,
    sleep: async (ms: number) => void (time.now += ms),
  }
  const turns = createTurns({ rules: () => rules, clock, timings: { backoffBaseMs: 1_000, backoffMaxMs: 60_000 }, random: () => 1 })
  return { time, turns, rules }
}
const never = new AbortController().signal

test('no more requests are under way than the rule says, questions and writes together', () => {
  const { turns, rules } = rig({ inFlight: 3, requestsPerSecond: null })
  expect(turns.room('a', 'write')).toEqual({ count: 3, at: null })
  turns.start('a', 'write', 2)
  turns.start('a', 'ask', 1)
  expect(turns.room('a', 'write').count).toBe(0)
  expect(turns.room('b', 'write').count).toBe(3)
  turns.end('a', 'ask')
  expect([turns.room('a', 'write').count, turns.underWay()]).toEqual([1, 2])
  rules.inFlight = 1
  expect(turns.room('a', 'write').count).toBe(0)
})

test('in no second more requests leave than the rule says, whatever they are', async () => {
  const { time, turns } = rig({ inFlight: 64, requestsPerSecond: 5 })
  const left: number[] = []
  while (left.length < 40) {
    const room = turns.room('a', 'write')
    if (room.count > 0) {
      turns.start('a', 'write', 1)
      left.push(time.now)
      if (left.length % 4 === 0) {
        await turns.next('a', never)
        left.push(time.now)
      }
    } else time.now = room.at ?? 0
  }
  for (const from of left) expect(left.filter(at => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(6)
  expect((left.at(-1) ?? 0) - (left[0] ?? 0)).toBeLessThan(8_500)
})

test('after trouble nothing new leaves for a growing pause, questions do; requests that failed together count once', () => {
  const { time, turns } = rig({ inFlight: 8, requestsPerSecond: null })
  const sentAt = time.now
  time.now += 50
  for (let failed = 0; failed < 8; failed += 1) turns.failed('a', sentAt)
  expect(turns.heldUntil('a')).toBe(time.now + 1_000)
  expect([turns.room('a', 'write'), turns.room('a', 'ask').count]).toEqual([{ count: 0, at: time.now + 1_000 }, 8])
  time.now += 1_000
  // The first one after the pause goes alone.
  expect(turns.room('a', 'write').count).toBe(1)
  turns.start('a', 'write', 1)
  expect(turns.room('a', 'write').count).toBe(0)
  time.now += 10
  turns.end('a', 'write')
  turns.failed('a', time.now - 5)
  expect(turns.heldUntil('a')).toBe(time.now + 2_000)
  turns.release('a')
  expect([turns.heldUntil('a'), turns.room('a', 'write').count]).toEqual([null, 1])
  turns.worked('a')
  expect(turns.room('a', 'write').count).toBe(8)
})
