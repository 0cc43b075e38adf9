import { expect, test } from 'vitest'
import type { Pause, PauseStore } from '../../src-core/submissions/pause-store.ts'
import { createTurns } from '../../src-core/submissions/turns.ts'

/** Pauses as a ledger keeps them; another rig with the same is the next start. */
const keptPauses = (): PauseStore => {
  const kept = new Map<string, Pause>()
  return {
    get: accountId => kept.get(accountId) ?? null,
    set: (accountId, pause) => void (pause === null ? kept.delete(accountId) : kept.set(accountId, pause)),
  }
}

function rig(rules: { inFlight: number; requestsPerSecond: number | null }, pauses = keptPauses(), time = { now: 1_000_000 }) {
  const clock = {
    now: () => time.now,
    sleep: async (ms: number) => void (time.now += ms),
  }
  const turns = createTurns({ rules: () => rules, clock, timings: { backoffBaseMs: 1_000, backoffMaxMs: 60_000 }, random: () => 1, pauses })
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

test('what waited for its place while the computer stood still leaves afterwards one by one, not all at once', async () => {
  const time = { now: 1_000_000 }
  let asleep: { at: number; wake: () => void }[] = []
  const clock = { now: () => time.now, sleep: (ms: number) => new Promise<void>(wake => asleep.push({ at: time.now + ms, wake })) }
  const turns = createTurns({
    rules: () => ({ inFlight: 64, requestsPerSecond: 5 }),
    clock,
    timings: { backoffBaseMs: 1_000, backoffMaxMs: 60_000 },
    random: () => 1,
    pauses: keptPauses(),
  })
  const left: number[] = []
  for (let question = 0; question < 8; question += 1) void turns.next('a', never).then(() => left.push(time.now))
  const moveTo = async (now: number) => {
    time.now = now
    const awake = asleep.filter(each => each.at <= now)
    asleep = asleep.filter(each => each.at > now)
    for (const { wake } of awake) wake()
    await new Promise(resolve => setImmediate(resolve))
  }
  await moveTo(1_000_000)
  expect(left).toEqual([1_000_000])
  await moveTo(1_060_000)
  while (asleep.length > 0) await moveTo(Math.min(...asleep.map(each => each.at)))
  expect(left).toHaveLength(8)
  for (const from of left) expect(left.filter(at => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(6)
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

test('a pause after trouble outlives the console and goes on growing; an answer ends it for good', () => {
  const pauses = keptPauses()
  const time = { now: 1_000_000 }
  const rules = { inFlight: 8, requestsPerSecond: null }
  const first = rig(rules, pauses, time).turns
  first.failed('a', time.now)
  time.now += 400
  const second = rig(rules, pauses, time).turns
  expect([second.heldUntil('a'), second.room('a', 'write'), second.room('b', 'write').count]).toEqual([
    1_001_000,
    { count: 0, at: 1_001_000 },
    8,
  ])
  time.now += 600
  // The first one after the pause goes alone, also in another run.
  expect(second.room('a', 'write').count).toBe(1)
  second.failed('a', time.now)
  expect(rig(rules, pauses, time).turns.heldUntil('a')).toBe(time.now + 2_000)
  second.worked('a')
  expect(rig(rules, pauses, time).turns.room('a', 'write').count).toBe(8)
})

test('a clock that was set back does not make a kept pause longer than any is', () => {
  const pauses = keptPauses()
  rig({ inFlight: 1, requestsPerSecond: null }, pauses, { now: 9_000_000 }).turns.failed('a', 9_000_000)
  const time = { now: 1_000_000 }
  const { turns } = rig({ inFlight: 1, requestsPerSecond: null }, pauses, time)
  expect(turns.heldUntil('a')).toBe(time.now + 60_000)
  turns.failed('a', time.now + 1)
  expect(turns.heldUntil('a')).toBe(time.now + 2_000)
})
