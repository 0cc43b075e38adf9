import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BatchState } from '../../src-contract/model/submission.ts'
import { backOffMs } from '../../src-core/submissions/back-off.ts'
import { nextStep } from '../../src-core/submissions/next-step.ts'
import { type BatchAnswer, pickBatches, readAnswer as readWhole } from '../../src-core/submissions/read-answer.ts'
import { totalsOf } from '../../src-core/submissions/submission-view.ts'

/** What is read from an answer, without the numbers it was read from. */
const readAnswer = (orders: Parameters<typeof readWhole>[0], answer: BatchAnswer) => {
  const { told, ...reading } = readWhole(orders, answer)
  expect(told).toEqual({ totalCount: answer.totalCount, successCount: answer.successCount })
  return reading
}

const now = 1_000
const waitingBatch = fc.record({
  number: fc.integer({ min: 1, max: 50 }),
  parent: fc.option(fc.integer({ min: 1, max: 50 })),
  state: fc.constantFrom('unknown' as const, 'backoff' as const, 'queued' as const),
  nextAt: fc.option(fc.integer({ min: 0, max: 2_000 })),
})
const situation = fc.record({
  submission: fc.record({
    state: fc.constantFrom(
      'planning' as const,
      'sending' as const,
      'waiting' as const,
      'paused' as const,
      'stuck' as const,
      'stopped' as const,
      'done' as const,
    ),
    kind: fc.constantFrom('callbot' as const, 'nxlink' as const),
    planDone: fc.boolean(),
    taskExists: fc.boolean(),
  }),
  waiting: fc.array(waitingBatch, { maxLength: 5 }),
  sending: fc.integer({ min: 0, max: 3 }),
  asking: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 3 }).map(numbers => new Set(numbers)),
  hasToSend: fc.boolean(),
  heldUntil: fc.option(fc.integer({ min: 0, max: 2_000 })),
  canAsk: fc.boolean(),
  byHand: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 3 }).map(numbers => new Set(numbers)),
  withoutAddress: fc.boolean(),
})

test('whatever the situation, the next step never sends what may have been done and never ends with open questions', () => {
  fc.assert(
    fc.property(situation, given => {
      const step = nextStep(given, now)
      const { submission, waiting, sending, asking, hasToSend, heldUntil } = given
      const sends = step.do === 'sendNew' || step.do === 'sendWritten'
      if (sends) expect([submission.planDone, ['paused', 'stopped', 'stuck', 'done'].includes(submission.state)]).toEqual([true, false])
      if (sends) expect(given.withoutAddress).toBe(false)
      if (sends) expect(heldUntil === null || heldUntil <= now).toBe(true)
      if (step.do === 'sendWritten')
        expect(waiting.some(batch => batch.number === step.batch && (batch.state === 'backoff' || batch.state === 'queued'))).toBe(true)
      if (step.do === 'sendNew') expect(waiting.every(batch => batch.state === 'unknown')).toBe(true)
      if (sends && submission.kind === 'callbot' && !submission.taskExists) {
        expect([sending, asking.size]).toEqual([0, 0])
        expect(waiting.some(batch => batch.state === 'unknown' && batch.nextAt !== null)).toBe(false)
      }
      if (step.do === 'ask') expect(asking.has(step.batch)).toBe(false)
      if (step.do === 'finish') expect([sending, asking.size]).toEqual([0, 0])
      if (step.do === 'finish' && step.as === 'done') expect([waiting.length, hasToSend]).toEqual([0, false])
      if (step.do === 'wait') expect(step.until).toBeGreaterThan(now)
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('the halves of a refused batch are gone into the depth first: the half that was split last, its first part', () => {
  const half = (number: number, parent: number) => ({ number, parent, state: 'queued' as const, nextAt: null })
  const given = {
    submission: { state: 'sending' as const, kind: 'callbot' as const, planDone: true, taskExists: true },
    waiting: [half(2, 1), half(3, 1), half(4, 2), half(5, 2)],
    sending: 0,
    asking: new Set<number>(),
    hasToSend: true,
    heldUntil: null,
    canAsk: true,
    byHand: new Set<number>(),
    withoutAddress: false,
  }
  expect(nextStep(given, now)).toEqual({ do: 'sendWritten', batch: 4 })
  expect(nextStep({ ...given, waiting: given.waiting.slice(0, 2) }, now)).toEqual({ do: 'sendWritten', batch: 2 })
  expect(nextStep({ ...given, heldUntil: 1_500 }, now)).toEqual({ do: 'wait', until: 1_500 })
  expect(nextStep({ ...given, withoutAddress: true }, now)).toEqual({ do: 'waitForAddress', until: null })
})

test('stuck with what concerns every request, only batches the operator wants asked about are asked about, and nothing is sent', () => {
  const unknown = (number: number) => ({ number, parent: null, state: 'unknown' as const, nextAt: now })
  const given = {
    submission: { state: 'stuck' as const, kind: 'callbot' as const, planDone: true, taskExists: true },
    waiting: [unknown(2), unknown(3)],
    sending: 0,
    asking: new Set<number>(),
    hasToSend: true,
    heldUntil: null,
    canAsk: false,
    byHand: new Set([3]),
    withoutAddress: false,
  }
  expect(nextStep(given, now)).toEqual({ do: 'ask', batch: 3 })
  expect(nextStep({ ...given, byHand: new Set() }, now)).toEqual({ do: 'rest' })
  expect(nextStep({ ...given, canAsk: true, byHand: new Set() }, now)).toEqual({ do: 'ask', batch: 2 })
})

test('the six numbers add up to the whole, whatever the batches say', () => {
  const batch = fc.record({
    state: fc.constantFrom<BatchState>('queued', 'sending', 'accepted', 'refused', 'unknown', 'backoff', 'withdrawn'),
    orders: fc.integer({ min: 1, max: 500 }),
    settled: fc.integer({ min: 0, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(batch), batches => {
      const records = batches.map(({ state, orders, settled }) => {
        const accepted = state === 'accepted' || state === 'unknown' ? Math.min(orders, settled) : 0
        return { state, orders, accepted }
      })
      const accepted = records.reduce((sum, each) => sum + each.accepted, 0)
      const sendingOrders = records.reduce((sum, each) => sum + (each.state === 'sending' ? each.orders : 0), 0)
      const totals = totalsOf(100_000, { accepted, refused: 0, sendingOrders }, records)
      expect(totals.accepted + totals.refused + totals.unknown + totals.backoff + totals.underWay + totals.notSent).toBe(totals.total)
      expect(Math.min(...Object.values(totals))).toBeGreaterThanOrEqual(0)
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('refused phones are matched whatever they are written like; strangers, repeats and wrong sums are not believed', () => {
  const orders = [
    { seq: 1, phone: '8613800000001' },
    { seq: 2, phone: '8613800000002' },
    { seq: 3, phone: '8613800000003' },
  ]
  const errList = [{ phone: '+86 138-0000-0002', errMsg: 'format' }]
  expect(readAnswer(orders, { totalCount: 3, successCount: 2, errList })).toEqual({ refused: [{ seq: 2, reason: 'format' }], addsUp: true })
  for (const wrong of [
    { totalCount: 3, successCount: 3, errList },
    { totalCount: 2, successCount: 1, errList },
    { totalCount: null, successCount: null, errList },
    { totalCount: 3, successCount: 2, errList: [{ phone: '1', errMsg: '' }] },
    { totalCount: 3, successCount: 1, errList: [...errList, ...errList] },
  ])
    expect(readAnswer(orders, wrong).addsUp).toBe(false)
})

test('a batch holds a phone once and at most as many as allowed', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ phone: fc.constantFrom('1', '2', '3', '4') })), fc.integer({ min: 1, max: 10 }), (waiting, size) => {
      const phones = (pickBatches(waiting, size, 1)[0] ?? []).map(order => order.phone)
      expect(new Set(phones).size).toBe(phones.length)
      expect(phones.length).toBe(Math.min(size, new Set(waiting.map(order => order.phone)).size))
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('one phone twice in an import: its orders are told apart by nothing, so all of them are named or the answer is not believed', () => {
  const orders = [
    { seq: 1, phone: '1' },
    { seq: 2, phone: '2' },
    { seq: 3, phone: '1' },
  ]
  const named = (times: number) => Array.from({ length: times }, () => ({ phone: '1', errMsg: 'format' }))
  const both = [1, 3].map(seq => ({ seq, reason: 'format' }))
  expect(readAnswer(orders, { totalCount: 3, successCount: 1, errList: named(2) })).toEqual({ refused: both, addsUp: true })
  expect(readAnswer(orders, { totalCount: 3, successCount: 2, errList: named(1) })).toEqual({ refused: [], addsUp: false })
})

test('several batches at once: a repeated phone is in different ones, nothing is left out that fits', () => {
  const waiting = fc.array(fc.record({ phone: fc.constantFrom('1', '2', '3', '4', '5') }), { maxLength: 40 })
  fc.assert(
    fc.property(waiting, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), (orders, size, count) => {
      const batches = pickBatches(orders, size, count)
      for (const batch of batches) {
        expect(new Set(batch.map(order => order.phone)).size).toBe(batch.length)
        expect(batch.length).toBeLessThanOrEqual(size)
      }
      expect(batches.length).toBeLessThanOrEqual(count)
      expect(new Set(batches.flat()).size).toBe(batches.flat().length)
      if (new Set(orders.map(order => order.phone)).size === orders.length)
        expect(batches.flat()).toHaveLength(Math.min(orders.length, size * count))
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('pauses double up to the limit and are spread by half', () => {
  const timings = { backoffBaseMs: 1_000, backoffMaxMs: 60_000 }
  expect([1, 2, 3, 7, 100].map(tries => backOffMs(tries, timings, () => 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
  expect(backOffMs(3, timings, () => 0)).toBe(2_000)
})
