import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BatchState } from '../../src-contract/model/submission.ts'
import { backOffMs } from '../../src-core/submissions/back-off.ts'
import { nextStep } from '../../src-core/submissions/next-step.ts'
import { pickBatch, readAnswer } from '../../src-core/submissions/read-answer.ts'
import { totalsOf } from '../../src-core/submissions/submission-view.ts'

const now = 1_000
const openBatch = fc.record({
  number: fc.integer({ min: 1, max: 50 }),
  state: fc.constantFrom('unknown' as const, 'backoff' as const),
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
  open: fc.array(openBatch, { maxLength: 5 }),
  hasToSend: fc.boolean(),
})

test('whatever the situation, the next step never sends what may have been done and never ends with open questions', () => {
  fc.assert(
    fc.property(situation, given => {
      const step = nextStep(given, now)
      const { submission, open, hasToSend } = given
      const sends = step.do === 'send' || step.do === 'retry'
      if (sends) expect([submission.planDone, ['paused', 'stopped', 'stuck', 'done'].includes(submission.state)]).toEqual([true, false])
      if (step.do === 'retry') expect(open.some(batch => batch.number === step.batch && batch.state === 'backoff')).toBe(true)
      if (sends && submission.kind === 'callbot' && !submission.taskExists && step.do === 'send')
        expect(open.some(batch => batch.state === 'unknown' && batch.nextAt !== null)).toBe(false)
      if (step.do === 'finish' && step.as === 'done') expect([open.length, hasToSend]).toEqual([0, false])
      if (step.do === 'wait') expect(step.until).toBeGreaterThan(now)
    }),
  )
})

test('the five numbers add up to the whole, whatever the batches say', () => {
  const batch = fc.record({
    state: fc.constantFrom<BatchState>('sending', 'accepted', 'refused', 'unknown', 'backoff', 'withdrawn'),
    orders: fc.integer({ min: 1, max: 500 }),
    settled: fc.integer({ min: 0, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(batch), batches => {
      const records = batches.map(({ state, orders, settled }) => {
        const counts = state === 'accepted' || state === 'unknown' ? Math.min(orders, settled) : 0
        return { state, orders, accepted: counts, refused: 0 }
      })
      const totals = totalsOf(100_000, records)
      expect(totals.accepted + totals.refused + totals.unknown + totals.backoff + totals.notSent).toBe(totals.total)
      expect(Math.min(...Object.values(totals))).toBeGreaterThanOrEqual(0)
    }),
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
      const phones = pickBatch(waiting, size).map(order => order.phone)
      expect(new Set(phones).size).toBe(phones.length)
      expect(phones.length).toBe(Math.min(size, new Set(waiting.map(order => order.phone)).size))
    }),
  )
})

test('pauses double up to the limit and are spread by half', () => {
  const timings = { backoffBaseMs: 1_000, backoffMaxMs: 60_000 }
  expect([1, 2, 3, 7, 100].map(tries => backOffMs(tries, timings, () => 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
  expect(backOffMs(3, timings, () => 0)).toBe(2_000)
})
