import type { BatchState } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'
import { AppError } from '../app-error.ts'
import {
  type Answer,
  type AnswerIds,
  type BatchNow,
  type MaybeAnswer,
  nothing,
  type OrderState,
  type Sent,
  type With,
} from './batch-now.ts'

/** What can happen to a batch. `answer` is there when the platform said something. */
export type BatchEvent =
  | ({ readonly event: 'written' } & Sent)
  | ({ readonly event: 'queued' } & Sent)
  | ({ readonly event: 'sent' } & Sent)
  | ({ readonly event: 'sent_again' } & Sent)
  | { readonly event: 'answered'; readonly accepted: number; readonly refused: number; readonly answer: AnswerIds }
  | { readonly event: 'all_refused'; readonly refused: number; readonly answer: AnswerIds }
  | {
      readonly event: 'counts_differ'
      readonly at: number
      readonly nextAt: number
      readonly answer: AnswerIds
      readonly problem: WireError
    }
  | { readonly event: 'no_answer'; readonly at: number; readonly nextAt: number; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'interrupted'; readonly at: number; readonly nextAt: number }
  | { readonly event: 'busy'; readonly nextAt: number; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'too_many'; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'not_done'; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'refused'; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'split'; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'refused_singly'; readonly answer: MaybeAnswer; readonly problem: WireError }
  | { readonly event: 'not_the_row' }
  | { readonly event: 'task_there' }
  | { readonly event: 'asked'; readonly found: number; readonly rounds: number; readonly nextAt: number | null }
  | { readonly event: 'ask_again'; readonly nextAt: number }
  | { readonly event: 'withdrawn_here'; readonly found: number; readonly problem: WireError }
  | { readonly event: 'emptied_here'; readonly problem: WireError }
  | { readonly event: 'found_all' }
  | { readonly event: 'found_some' }
  | { readonly event: 'found_none' }
  | { readonly event: 'rest_refused'; readonly refused: number }
  | { readonly event: 'none_taken'; readonly refused: number }
  | { readonly event: 'decided_accepted'; readonly accepted: number; readonly by: string }
  | { readonly event: 'decided_not_taken'; readonly by: string }
  | { readonly event: 'decided_rest_not_taken'; readonly by: string }
  | { readonly event: 'settled'; readonly accepted: number; readonly refused: number }
  | { readonly event: 'settled_refused'; readonly refused: number }
  | { readonly event: 'settled_none' }
  | { readonly event: 'sooner'; readonly nextAt: number }
  | { readonly event: 'stopped' }
export type BatchEventName = BatchEvent['event']

/** What becomes of the orders: `all` of the batch that are in the state `from`, or those the event names one by one. */
export interface OrderMove {
  readonly which: 'all' | 'named'
  readonly from: OrderState
  readonly to: OrderState
  /** Where they are afterwards: still in the batch, free for any batch, or in one of its halves. */
  readonly where: 'batch' | 'free' | 'halves'
}
export interface Transition {
  readonly from: readonly (BatchState | 'none')[]
  readonly to: BatchState | 'same'
  readonly orders: readonly OrderMove[]
}

const move = (which: OrderMove['which'], from: OrderState, to: OrderState, where: OrderMove['where'] = 'batch'): OrderMove => ({
  which,
  from,
  to,
  where,
})

/** Every change a batch and its orders can make; docs/submissions.md shows the same table, and a test compares the two. */
export const transitions: { readonly [E in BatchEventName]: Transition } = {
  written: { from: ['none'], to: 'sending', orders: [move('named', 'planned', 'sending')] },
  queued: { from: ['none'], to: 'queued', orders: [move('named', 'planned', 'planned')] },
  sent: { from: ['queued'], to: 'sending', orders: [move('all', 'planned', 'sending')] },
  sent_again: { from: ['backoff'], to: 'sending', orders: [move('all', 'planned', 'sending')] },
  answered: { from: ['sending'], to: 'accepted', orders: [move('named', 'sending', 'refused'), move('all', 'sending', 'accepted')] },
  all_refused: { from: ['sending'], to: 'refused', orders: [move('named', 'sending', 'refused')] },
  counts_differ: { from: ['sending'], to: 'unknown', orders: [move('all', 'sending', 'unknown')] },
  no_answer: { from: ['sending'], to: 'unknown', orders: [move('all', 'sending', 'unknown')] },
  interrupted: { from: ['sending'], to: 'unknown', orders: [move('all', 'sending', 'unknown')] },
  busy: { from: ['sending'], to: 'backoff', orders: [move('all', 'sending', 'planned')] },
  too_many: { from: ['sending'], to: 'withdrawn', orders: [move('all', 'sending', 'planned', 'free')] },
  not_done: { from: ['sending'], to: 'withdrawn', orders: [move('all', 'sending', 'planned', 'free')] },
  refused: { from: ['sending'], to: 'refused', orders: [move('all', 'sending', 'planned', 'free')] },
  split: { from: ['sending'], to: 'refused', orders: [move('all', 'sending', 'planned', 'halves')] },
  refused_singly: { from: ['sending'], to: 'refused', orders: [move('all', 'sending', 'refused')] },
  not_the_row: { from: ['refused'], to: 'withdrawn', orders: [move('all', 'refused', 'planned', 'free')] },
  task_there: { from: ['backoff'], to: 'withdrawn', orders: [] },
  asked: { from: ['unknown'], to: 'same', orders: [move('named', 'unknown', 'accepted')] },
  ask_again: { from: ['unknown'], to: 'same', orders: [] },
  withdrawn_here: { from: ['unknown'], to: 'same', orders: [move('named', 'unknown', 'accepted')] },
  emptied_here: { from: ['unknown'], to: 'same', orders: [] },
  found_all: { from: ['unknown'], to: 'accepted', orders: [] },
  found_some: { from: ['unknown'], to: 'accepted', orders: [move('all', 'unknown', 'planned', 'free')] },
  found_none: { from: ['unknown'], to: 'withdrawn', orders: [move('all', 'unknown', 'planned', 'free')] },
  rest_refused: { from: ['unknown'], to: 'accepted', orders: [move('all', 'unknown', 'refused')] },
  none_taken: { from: ['unknown'], to: 'refused', orders: [move('all', 'unknown', 'refused')] },
  decided_accepted: { from: ['unknown'], to: 'accepted', orders: [move('all', 'unknown', 'accepted')] },
  decided_not_taken: { from: ['unknown'], to: 'withdrawn', orders: [move('all', 'unknown', 'planned', 'free')] },
  decided_rest_not_taken: { from: ['unknown'], to: 'accepted', orders: [move('all', 'unknown', 'planned', 'free')] },
  settled: {
    from: ['accepted', 'refused'],
    to: 'accepted',
    orders: [move('named', 'accepted', 'planned', 'free'), move('named', 'refused', 'accepted')],
  },
  settled_refused: { from: ['accepted'], to: 'refused', orders: [move('named', 'accepted', 'planned', 'free')] },
  settled_none: { from: ['accepted'], to: 'withdrawn', orders: [move('named', 'accepted', 'planned', 'free')] },
  sooner: { from: ['backoff', 'unknown'], to: 'same', orders: [] },
  stopped: { from: ['queued', 'backoff'], to: 'withdrawn', orders: [move('all', 'planned', 'planned', 'free')] },
}

/** The batch after an event. Pure; an event that its state does not know throws `internal`, and nothing may be written then. */
export function transition(batch: BatchNow | null, happened: BatchEvent): BatchNow {
  const from = batch?.state ?? 'none'
  if (!transitions[happened.event].from.includes(from)) throw new AppError('internal', { batch: from, event: happened.event })
  return next(batch as BatchNow, happened)
}

function next(batch: BatchNow, happened: BatchEvent): BatchNow {
  const { endpoint, requestId, sentAt } = batch ?? happened
  const sent = { ...nothing, endpoint, requestId, sentAt, tries: batch?.tries ?? 0 }
  switch (happened.event) {
    case 'written':
      return { ...sent, state: 'sending', tries: 1 }
    case 'queued':
      return { ...sent, state: 'queued', tries: 0 }
    case 'sent':
    case 'sent_again':
      return {
        ...nothing,
        state: 'sending',
        endpoint: happened.endpoint,
        requestId: happened.requestId,
        sentAt: happened.sentAt,
        tries: batch.tries + 1,
      }
    case 'answered':
      return { ...sent, state: 'accepted', ...happened.answer, accepted: happened.accepted, refused: happened.refused }
    case 'all_refused':
      return { ...sent, state: 'refused', ...happened.answer, refused: happened.refused }
    case 'counts_differ':
    case 'no_answer':
      return {
        ...sent,
        state: 'unknown',
        ...happened.answer,
        unknownSince: happened.at,
        nextAt: happened.nextAt,
        problem: happened.problem,
      }
    case 'interrupted':
      return { ...sent, state: 'unknown', unknownSince: happened.at, nextAt: happened.nextAt, problem: null }
    case 'busy':
      return { ...sent, state: 'backoff', ...happened.answer, nextAt: happened.nextAt, problem: happened.problem }
    case 'too_many':
    case 'not_done':
      return { ...sent, state: 'withdrawn', ...happened.answer, problem: happened.problem }
    case 'refused':
    case 'split':
      return { ...sent, state: 'refused', ...happened.answer, problem: happened.problem }
    case 'refused_singly':
      return { ...sent, state: 'refused', ...happened.answer, refused: 1, problem: happened.problem }
    case 'not_the_row':
    case 'task_there':
      return { ...sent, state: 'withdrawn', ...said(batch), problem: batch.problem }
    case 'stopped':
      return { ...sent, state: 'withdrawn', ...said(batch), problem: batch.problem }
    case 'settled': {
      const { found, problem, decidedBy } = batch
      return {
        ...sent,
        state: 'accepted',
        ...said(batch),
        accepted: happened.accepted,
        refused: happened.refused,
        found,
        problem,
        decidedBy,
      }
    }
    case 'settled_refused':
      return { ...sent, state: 'refused', ...said(batch), refused: happened.refused, problem: batch.problem }
    case 'settled_none':
      return { ...sent, state: 'withdrawn', ...said(batch), problem: batch.problem, decidedBy: batch.decidedBy }
    case 'sooner':
      return batch.state === 'backoff' || batch.state === 'unknown' ? { ...batch, nextAt: happened.nextAt } : batch
    default:
      return ofUnknown(batch, happened, { ...sent, ...said(batch) })
  }
}

type AboutUnknown = Extract<
  BatchEvent,
  {
    readonly event:
      | 'asked'
      | 'ask_again'
      | 'withdrawn_here'
      | 'emptied_here'
      | 'found_all'
      | 'found_some'
      | 'found_none'
      | 'rest_refused'
      | 'none_taken'
      | 'decided_accepted'
      | 'decided_not_taken'
      | 'decided_rest_not_taken'
  }
>

/** `batch` is unknown: the table said so. */
function ofUnknown(batch: BatchNow, happened: AboutUnknown, sent: Omit<With<'withdrawn', 'tries' | Answer>, 'state'>): BatchNow {
  const { found, problem } = batch
  if (batch.state !== 'unknown') return batch
  switch (happened.event) {
    case 'asked':
      return { ...batch, found: happened.found, accepted: happened.found, rounds: happened.rounds, nextAt: happened.nextAt }
    case 'ask_again':
      return { ...batch, nextAt: happened.nextAt }
    case 'withdrawn_here':
      return { ...batch, found: happened.found, accepted: happened.found, problem: happened.problem }
    case 'emptied_here':
      return { ...batch, problem: happened.problem }
    case 'found_all':
    case 'found_some':
      return { ...sent, state: 'accepted', accepted: found, found, problem }
    case 'found_none':
      return { ...sent, state: 'withdrawn', problem }
    case 'rest_refused':
      return { ...sent, state: 'accepted', accepted: found, refused: happened.refused, found, problem }
    case 'none_taken':
      return { ...sent, state: 'refused', refused: happened.refused, problem }
    case 'decided_accepted':
      return { ...sent, state: 'accepted', accepted: happened.accepted, found, problem, decidedBy: happened.by }
    case 'decided_not_taken':
      return { ...sent, state: 'withdrawn', problem, decidedBy: happened.by }
    case 'decided_rest_not_taken':
      return { ...sent, state: 'accepted', accepted: found, found, problem, decidedBy: happened.by }
  }
}

const said = ({ bytes, responseId, retCode, retMsg, answeredAt }: BatchNow) => ({ bytes, responseId, retCode, retMsg, answeredAt })
