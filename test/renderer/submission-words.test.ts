import { expect, test } from 'vitest'
import { type Batch, BatchState, SubmissionMode, SubmissionState } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'
import { retCodesEn } from '../../src-renderer/i18n/en/ret-codes.ts'
import { submissionsEn } from '../../src-renderer/i18n/en/submissions.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { kindsOf } from '../../src-renderer/reconciliation/difference-kinds.ts'
import { supportLine } from '../../src-renderer/submissions/batch-facts.ts'
import { whatHappened } from '../../src-renderer/submissions/batch-words.tsx'
import { leftWords, orderParts } from '../../src-renderer/submissions/equation.tsx'
import { shownState } from '../../src-renderer/ui/batch-status.tsx'

const { t } = createI18n()
const problem = (code: WireError['code']): WireError => ({
  code,
  params: { seconds: 30 },
  requestId: null,
  responseId: null,
  retCode: null,
  retMsg: null,
})
const batch = (over: Partial<Batch>): Batch => ({
  number: 58,
  parent: null,
  state: 'accepted',
  endpoint: 'addBatchCall',
  orders: 500,
  accepted: 500,
  refused: 0,
  found: 0,
  requestId: 'a90e41d7',
  responseId: null,
  retCode: null,
  retMsg: null,
  bytes: 148_000,
  sentAt: Date.UTC(2026, 3, 2, 10, 23, 21),
  answeredAt: null,
  tries: 1,
  nextAt: null,
  unknownSince: null,
  rounds: 0,
  roundsInAll: 3,
  decidable: false,
  decidedBy: null,
  problem: null,
  halves: [],
  ...over,
})

test('every state of a submission, a batch and an order has a full sentence on what it means for the calls', () => {
  const sentence = /^[A-Z0-9<{].*\.(<\/1>)?$/
  const { state, stateSentence, batchState, batchSentence, orderState, mode } = submissionsEn
  // What a submission is stuck with says its problem in four sentences of its own.
  for (const one of SubmissionState.options.filter(known => known !== 'stuck')) {
    expect(state[one as keyof typeof state], one).toMatch(/^[A-Z]/)
    expect(stateSentence[one as keyof typeof stateSentence], one).toMatch(sentence)
  }
  for (const one of BatchState.options) {
    expect(batchState[one], one).toMatch(/^[A-Z]/)
    expect(batchSentence[one], one).toMatch(sentence)
  }
  for (const part of orderParts) expect(orderState[part], part).toMatch(sentence)
  for (const one of SubmissionMode.options) expect(mode[one], one).toMatch(/./)
})

test('every documented code has its meaning and a next step', () => {
  const documented = {
    callbot: [0, 1, 2, 3, 4, 4001, 5, 5001, 6, 6001, 6002, 6003, 7, 1001],
    nxlink: [0, 88, 99, 1001, 1002, 1003, 1004, 1005, 41000],
  }
  for (const kind of ['callbot', 'nxlink'] as const) {
    const words: Record<string, { what: string; next: string }> = retCodesEn[kind]
    expect(Object.keys(words).sort()).toEqual(documented[kind].map(code => `c${code}`).sort())
    for (const { what, next } of Object.values(words)) expect(`${what} ${next}`).toMatch(/^[A-Z].*\. [A-Z].*\.$/)
  }
})

test('what happened to a batch names the cause and what comes next, and nothing that rests counts down', () => {
  const now = 1_000_000
  const going = { state: 'waiting', isResting: false } as const
  const busy = batch({ state: 'backoff', tries: 2, nextAt: now + 14_000, problem: problem('platform_busy') })
  const lost = batch({ state: 'unknown', nextAt: now + 6000, problem: problem('timeout') })
  expect(whatHappened(t, going, busy, now)).toBe('Try 3 in 0:14. The platform is busy')
  expect(whatHappened(t, { state: 'paused', isResting: false }, busy, now)).toBe('Tried again when sending goes on. The platform is busy')
  expect(whatHappened(t, going, lost, now)).toBe('Asked again in 0:06. No answer in time')
  expect(whatHappened(t, { state: 'stuck', isResting: true }, lost, now)).toBe('Asked again when it goes on. No answer in time')
  expect(whatHappened(t, going, batch({ ...lost, decidable: true, nextAt: null }), now)).toBe('You decide. No answer in time')
  expect(whatHappened(t, going, batch({ decidedBy: 'M. Rojas', problem: problem('timeout') }), now)).toBe(
    'M. Rojas decided that the platform has them.',
  )
  const row = batch({
    state: 'refused',
    parent: 14,
    orders: 1,
    refused: 1,
    retMsg: 'userPhone invalid',
    problem: problem('platform_parameters'),
  })
  expect(whatHappened(t, going, row, now)).toBe('"userPhone invalid", half of batch 14')
  expect(whatHappened(t, going, { ...row, refused: 0 }, now)).toBe(
    '"userPhone invalid", half of batch 14; its orders went back to not sent',
  )
  const whole = batch({ state: 'refused', accepted: 0, halves: [15, 16], problem: problem('platform_parameters') })
  expect(whatHappened(t, going, whole, now)).toBe('refused as a whole, sent in halves')
  expect([shownState(whole), shownState(row)]).toEqual(['halved', 'refused'])
})

test('one line for support holds the code, both ids and the time', () => {
  expect(
    supportLine(batch({ retCode: 7, retMsg: 'system busy', responseId: '81f2c3d7', answeredAt: Date.UTC(2026, 3, 2, 10, 23, 22) })),
  ).toBe('batch 58, addBatchCall, 500 orders, code 7 system busy, requestID a90e41d7, responseID 81f2c3d7, 2026-04-02T10:23:22.000Z')
  expect(supportLine(batch({}))).toContain('code none, requestID a90e41d7, responseID none, 2026-04-02T10:23:21.000Z')
})

test('what is left is told in the unit that fits', () => {
  expect([0.2, 45, 266, 7500].map(seconds => leftWords(t, seconds))).toEqual([
    'about 1 s left',
    'about 45 s left',
    'about 4 min left',
    'about 2 h 5 min left',
  ])
})

test('a comparison shows the kinds its platform can have', () => {
  expect(kindsOf('callbot')).toEqual(['missing', 'found', 'twice', 'stranger', 'tooNew'])
  expect(kindsOf('nxlink')).toEqual(['found', 'twice', 'stranger', 'noRecord'])
})

test('a batch that a crash cut off says so, and one that was found by asking says that too', () => {
  const words = (over: Partial<Batch>, state: 'waiting' | 'stuck' = 'waiting') =>
    whatHappened(t, { state, isResting: state === 'stuck' }, batch(over), 0)
  const cutOff = { state: 'unknown', accepted: 0, unknownSince: 0 } as const
  expect(words({ ...cutOff, nextAt: 5_000 })).toBe('Asked again in 0:05. Callboard ended in the middle of it')
  expect(words(cutOff, 'stuck')).toBe('Asked again when it goes on. Callboard ended in the middle of it')
  expect(words({ rounds: 1 })).toBe('No answer came; the platform was asked and has them.')
  expect(words({})).toBe('')
})
