import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BatchState } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'
import type { BatchNow } from '../../src-core/submissions/batch-now.ts'
import {
  type BatchEvent,
  type BatchEventName,
  type OrderMove,
  type Transition,
  transition,
  transitions,
} from '../../src-core/submissions/batch-state.ts'

const doc = readFileSync(new URL('../../docs/submissions.md', import.meta.url), 'utf8')

/** Cells of the rows of the first table under a heading of the document. */
function tableUnder(heading: string): string[][] {
  const section = doc.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', '')),
    )
}

const asText = ({ which, from, to, where }: OrderMove) => `${which} ${from} → ${to}${where === 'batch' ? '' : `, ${where}`}`

test('the table of docs/submissions.md is the table of the code, word for word', () => {
  const inCode = Object.entries(transitions).map(([event, { from, to, orders }]: [string, Transition]) => [
    event,
    from.join(', '),
    to,
    orders.map(asText).join('; '),
  ])
  expect(tableUnder('What can happen to a batch').map(cells => [cells[0], cells[1], cells[2], cells[3]])).toEqual(inCode)
})

test('the document says of every state what it means for the calls', () => {
  expect(tableUnder('A batch').map(([state]) => state)).toEqual(BatchState.options)
  expect(tableUnder('A batch').filter(cells => (cells[2] ?? '') === '')).toEqual([])
  expect(tableUnder('An order').map(([state]) => state)).toEqual(['planned', 'sending', 'accepted', 'refused', 'unknown'])
})

const problem: WireError = { code: 'timeout', params: {}, requestId: 'r', responseId: null, retCode: null, retMsg: null }
const answer = { responseId: 's', retCode: 0, retMsg: 'ok', bytes: 10, answeredAt: 5 }
const sent = { endpoint: 'addBatchCall', requestId: 'r', sentAt: 1 }
const events: { readonly [E in BatchEventName]: Extract<BatchEvent, { readonly event: E }> } = {
  written: { event: 'written', ...sent },
  queued: { event: 'queued', ...sent },
  sent: { event: 'sent', ...sent },
  sent_again: { event: 'sent_again', ...sent },
  answered: { event: 'answered', accepted: 3, refused: 1, answer },
  all_refused: { event: 'all_refused', refused: 4, answer },
  counts_differ: { event: 'counts_differ', at: 6, nextAt: 7, answer, problem },
  no_answer: { event: 'no_answer', at: 6, nextAt: 7, answer: {}, problem },
  interrupted: { event: 'interrupted', at: 6, nextAt: 7 },
  busy: { event: 'busy', nextAt: 7, answer: {}, problem },
  too_many: { event: 'too_many', answer: {}, problem },
  not_done: { event: 'not_done', answer: {}, problem },
  refused: { event: 'refused', answer: {}, problem },
  split: { event: 'split', answer: {}, problem },
  refused_singly: { event: 'refused_singly', answer: {}, problem },
  not_the_row: { event: 'not_the_row' },
  task_there: { event: 'task_there' },
  asked: { event: 'asked', found: 1, rounds: 1, nextAt: null },
  ask_again: { event: 'ask_again', nextAt: 9 },
  withdrawn_here: { event: 'withdrawn_here', found: 2, problem },
  emptied_here: { event: 'emptied_here', problem },
  found_all: { event: 'found_all' },
  found_some: { event: 'found_some' },
  found_none: { event: 'found_none' },
  rest_refused: { event: 'rest_refused', refused: 2 },
  none_taken: { event: 'none_taken', refused: 4 },
  decided_accepted: { event: 'decided_accepted', accepted: 4, by: 'Noor' },
  decided_not_taken: { event: 'decided_not_taken', by: 'Noor' },
  decided_rest_not_taken: { event: 'decided_rest_not_taken', by: 'Noor' },
  settled: { event: 'settled', accepted: 2, refused: 1 },
  settled_refused: { event: 'settled_refused', refused: 1 },
  settled_none: { event: 'settled_none' },
  sooner: { event: 'sooner', nextAt: 3 },
  stopped: { event: 'stopped' },
}
/** One batch in each state, made by events only. */
const queued = transition(null, events.queued)
const sending = transition(null, events.written)
const inState: { readonly [S in BatchState]: BatchNow } = {
  queued,
  sending,
  accepted: transition(sending, events.answered),
  refused: transition(sending, events.refused_singly),
  unknown: transition(sending, events.no_answer),
  backoff: transition(sending, events.busy),
  withdrawn: transition(sending, events.too_many),
}

test('every event leads from every state where the table says, and from no other', () => {
  for (const [name, { from, to }] of Object.entries(transitions) as [BatchEventName, Transition][]) {
    for (const state of ['none', ...BatchState.options] as const) {
      const before = state === 'none' ? null : inState[state]
      const happen = () => transition(before, events[name]).state
      if (!from.includes(state)) expect(happen, `${name} from ${state}`).toThrow(expect.objectContaining({ code: 'internal' }))
      else expect(happen(), `${name} from ${state}`).toBe(to === 'same' ? state : to)
    }
  }
})

test('what a state does not have is empty, whatever was there before', () => {
  const asked = transition(transition(inState.unknown, events.asked), events.found_some)
  expect(asked).toMatchObject({ state: 'accepted', accepted: 1, found: 1, nextAt: null, unknownSince: null, rounds: 0, problem })
  const again = transition(inState.backoff, { ...events.sent_again, requestId: 'another' })
  expect(again).toMatchObject({ state: 'sending', requestId: 'another', tries: 2, nextAt: null, problem: null, retCode: null })
  expect(transition(inState.backoff, events.stopped)).toMatchObject({ state: 'withdrawn', nextAt: null, problem })
  expect(queued).toMatchObject({ state: 'queued', tries: 0, accepted: 0, refused: 0 })
  expect(transition(queued, events.sent)).toMatchObject({ state: 'sending', tries: 1 })
})

test('no event takes an order out of accepted unless the platform was compared with and has it not', () => {
  const leaving = Object.entries(transitions).filter(([, { orders }]) =>
    orders.some(each => each.from === 'accepted' && each.to !== 'accepted'),
  )
  expect(leaving.map(([event]) => event)).toEqual(['settled', 'settled_refused', 'settled_none'])
  // Orders go back to where they can be sent again only from a request that provably was not done, or after the platform or the operator said so.
  const again = Object.entries(transitions).filter(([, { orders }]) =>
    orders.some(each => each.from === 'unknown' && each.to === 'planned'),
  )
  expect(again.map(([event]) => event)).toEqual(['found_some', 'found_none', 'decided_not_taken', 'decided_rest_not_taken'])
})
