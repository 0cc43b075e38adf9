import { MantineProvider } from '@mantine/core'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { BatchOverview, Submission } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'
import type { PageBridge } from '../../src-renderer/bridge/bridge.ts'
import { BridgeProvider } from '../../src-renderer/bridge/bridge-context.tsx'
import type { Command } from '../../src-renderer/bridge/use-command.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { Equation } from '../../src-renderer/submissions/equation.tsx'
import { SubmissionStrip } from '../../src-renderer/submissions/submission-strip.tsx'

const i18n = createI18n()
const problem = (code: WireError['code']): WireError => ({
  code,
  params: {},
  requestId: null,
  responseId: null,
  retCode: null,
  retMsg: null,
})
/** Of 10,000 orders 2,000 are in four requests under way. */
const submission = (over: Partial<Submission>): Submission => ({
  ...{ id: 's', accountId: 'cb', kind: 'callbot', mode: 'createAndCall', userTaskID: 'u', taskID: null, taskName: 'Wave 1' },
  ...{ listId: null, listName: 'April', state: 'sending', batchCount: 20, launchedBy: 'Noor', trialOf: null, skipped: 0, createdAt: 0 },
  ...{ finishedAt: null, nextAt: null, problem: null, isResting: false, ordersPerSecond: null, secondsLeft: null },
  totals: { total: 10_000, accepted: 5_000, refused: 0, unknown: 0, backoff: 0, underWay: 2_000, notSent: 3_000 },
  pace: { batchSize: 500, inFlight: 4, requestsPerSecond: null, tooMany: null },
  ...over,
})
const overview: BatchOverview = {
  written: 14,
  total: 20,
  states: { sending: 4, accepted: 10 },
  cells: [],
  doubted: 0,
  held: null,
  inDoubt: null,
}
const idle = { running: false, error: null, clear: () => undefined, run: () => Promise.reject(new Error('nobody clicks here')) }
/** Nobody clicks here, so nothing is asked over it. */
const bridge = { host: 'browser' } as unknown as PageBridge
const textOf = (element: ReactElement) =>
  renderToStaticMarkup(
    BridgeProvider({ bridge, children: createElement(MantineProvider, null, createElement(I18nextProvider, { i18n }, element)) }),
  )
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const strip = (over: Partial<Submission>) =>
  textOf(
    createElement(SubmissionStrip, {
      submission: submission(over),
      overview,
      pause: idle as Command<'submissions.pause'>,
      resume: idle as Command<'submissions.resume'>,
      chosen: null,
      onShowBatch: () => undefined,
    }),
  )
const mayRing = '2,000 orders are in requests under way: they may be ringing, and their answers are taken in.'

test('the equation shows what is under way for itself, and its parts are the whole', () => {
  expect(textOf(createElement(Equation, { submission: submission({}) }))).toContain('2,000 under way + 3,000 not sent yet')
})

test('stopped with requests under way: they are not among those that were never sent, and may be ringing', () => {
  const words = strip({ state: 'stopped' })
  expect(words).toContain('3,000 orders were never sent and will not be')
  expect(words).toContain(mayRing)
})

test('stuck with requests under way: they are not among those that do not ring', () => {
  const words = strip({ state: 'stuck', problem: problem('task_ended') })
  expect(words).toContain('3,000 orders wait and do not ring until you choose Go on sending.')
  expect(words).toContain(mayRing)
})

test('stuck when the doubt is over: what waits, and that nothing goes on by itself', () => {
  const words = strip({ state: 'stuck', totals: { ...submission({}).totals, underWay: 0, notSent: 5_000 } })
  expect(words).toContain('No outcome is in doubt any more.')
  expect(words).toContain('5,000 orders wait and do not ring until you choose Go on sending.')
})

test('without an address that webhooks come to it says what it waits for, and where that is mended', () => {
  expect(strip({ state: 'waiting', problem: problem('listener_off') })).toContain('Waiting for the address that webhooks come to.')
  expect(strip({ state: 'stuck', problem: problem('listener_off') })).toContain('Open Webhooks')
})
