import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { Batch } from '../../src-contract/model/submission.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { BatchSentence, decidedWords, whatHappened } from '../../src-renderer/submissions/batch-words.tsx'

const i18n = createI18n()
const { t } = i18n

/** A batch of 500 whose orders were in part deleted from here while it had no answer. */
const batch = (over: Partial<Batch>, params: { orders: number; withdrawn: number }): Batch => ({
  ...{ number: 58, parent: null, state: 'accepted', endpoint: 'addBatchCall', orders: 500, accepted: 500, refused: 0, found: 500 },
  ...{ requestId: 'a90e41d7', responseId: null, retCode: null, retMsg: null, bytes: 148_000, sentAt: 0, answeredAt: null, tries: 1 },
  ...{ nextAt: null, unknownSince: 0, rounds: 0, roundsInAll: 3, decidable: false, decidedBy: null, halves: [] },
  problem: { code: 'deleted_from_here', params, requestId: null, responseId: null, retCode: null, retMsg: null },
  ...over,
})
const sentence = (each: Batch) =>
  renderToStaticMarkup(createElement(I18nextProvider, { i18n }, createElement(BatchSentence, { batch: each }))).replace(/<[^>]+>/g, '')
const happened = (each: Batch) => whatHappened(t, { state: 'waiting', isResting: false }, each, 0)

test('of orders that were withdrawn while their batch had no answer nobody reads that they are at the platform and ring', () => {
  const all = batch({}, { orders: 500, withdrawn: 500 })
  expect(sentence(all)).toBe(
    'None of it rings. The platform does not list these orders: orders of the task were deleted from here after they were sent.',
  )
  expect(happened(all)).toBe('500 orders deleted from here, they do not ring')
  const part = batch({}, { orders: 20, withdrawn: 20 })
  expect(sentence(part)).toBe(
    '480 are at the platform and ring in the dial hours while the task runs. 20 are not listed, because orders of the task were deleted from here, and do not ring.',
  )
  expect(happened(part)).toBe('20 orders deleted from here, they do not ring')
})

test('what the operator said of orders that may have been deleted from here stands in its own words', () => {
  const open = batch({ state: 'unknown', accepted: 40, found: 40, decidable: true }, { orders: 460, withdrawn: 10 })
  expect(sentence(open)).toContain('460 of its orders are not listed: they do not ring, and are not sent again unless you say so.')
  const left = batch({ decidedBy: 'Noor' }, { orders: 460, withdrawn: 10 })
  expect(decidedWords(t, left)).toBe('Noor decided that they stay deleted.')
  expect(sentence(left)).toMatch(/^30 are at the platform .* 470 are not listed/)
  const again = batch({ decidedBy: 'Noor', accepted: 40, found: 40 }, { orders: 460, withdrawn: 10 })
  expect(decidedWords(t, again)).toBe('Noor decided to send them again.')
  expect(sentence(again)).toMatch(/^30 are at the platform .* 10 are not listed/)
  expect(decidedWords(t, batch({ state: 'withdrawn', decidedBy: 'Noor', accepted: 0 }, { orders: 500, withdrawn: 0 }))).toBe(
    'Noor decided to send them again.',
  )
})

test('a batch that is found after all, when it is asked about once more, reads like any other that was found', () => {
  const found = batch({ rounds: 4 }, { orders: 500, withdrawn: 0 })
  expect(sentence(found)).toBe('These orders are at the platform and ring in the dial hours while the task runs.')
  expect(happened(found)).toBe('No answer came; the platform was asked and has them.')
})
