import { newId } from '../ids.ts'
import type { BatchRecord, BatchStore, NamedOrder } from '../submissions/batch-store.ts'
import type { Journal } from '../submissions/journal.ts'
import type { SubmissionRecord, SubmissionStore } from '../submissions/submission-store.ts'
import type { KeptDifference, OurOrder, ReconciliationStore } from './reconciliation-store.ts'

export interface SettleDifferencesDeps {
  readonly store: Pick<ReconciliationStore, 'whose' | 'settled'>
  readonly submissions: Pick<SubmissionStore, 'setState' | 'reopen' | 'setTask'>
  readonly batches: BatchStore
  readonly journal: Journal
}

export interface Settlement {
  /** Orders the platform has: they become accepted, whatever they were. */
  readonly found: readonly KeptDifference[]
  /** Orders the platform has not: they leave their batch and can be sent again. */
  readonly missing: readonly KeptDifference[]
  readonly at: number
}

/** Orders read by id at a time. */
const SLICE = 2_000

/**
 * Brings the ledger to what the platform has. The transaction is the caller's. Batches keep their sums, so that
 * total = accepted + refused + unknown + back-off + under way + not sent goes on to hold: what is taken over from outside of any sent batch gets one of its own,
 * with the question that found it as its endpoint. Orders that changed since they were compared are left alone. Answers what was done.
 */
export function settleDifferences(
  deps: SettleDifferencesDeps,
  submission: SubmissionRecord,
  { found, missing, at }: Settlement,
): { readonly accepted: number; readonly sentAgain: number } {
  const { store, submissions, batches, journal } = deps
  const { id } = submission
  const now = (differences: readonly KeptDifference[]) => {
    const ids = differences.map(difference => difference.orderID)
    const orders: OurOrder[] = []
    for (let from = 0; from < ids.length; from += SLICE) orders.push(...store.whose(ids.slice(from, from + SLICE)).values())
    return orders
  }
  const gone = now(missing).filter(order => order.state === 'accepted')
  const there = now(found).filter(order => order.state !== 'accepted' && order.state !== 'sending')

  // A batch that waits to be sent must not be sent with an order that is there: its orders go into new ones.
  for (const number of numbersOf(there.filter(order => order.state === 'planned')))
    if (['queued', 'backoff'].includes(batches.get(id, number)?.state ?? '')) batches.apply(id, number, { event: 'stopped' })

  for (const number of numbersOf([...gone, ...there.filter(order => order.state === 'refused')])) {
    const batch = batches.get(id, number)
    if (batch) settleBatch(batches, batch, inBatch(gone, number), inBatch(there, number, 'refused'))
  }
  for (const number of numbersOf(there.filter(order => order.state === 'unknown'))) {
    const batch = batches.get(id, number)
    if (batch) confirmUnknown(batches, batch, inBatch(there, number, 'unknown'))
  }
  const outside = there.filter(order => order.state === 'planned').toSorted((a, b) => a.seq - b.seq)
  if (outside.length > 0) {
    const { number } = batches.add(id, { event: 'written', endpoint: 'listOrder', requestId: newId(), sentAt: at }, outside)
    const answer = { responseId: null, retCode: null, retMsg: null, bytes: 0, answeredAt: at }
    batches.apply(id, number, { event: 'answered', accepted: outside.length, refused: 0, answer })
  }
  if (there.length > 0 && !submission.taskExists) submissions.setTask(id, null)
  journal.add(id, null, 'reconciled', { accepted: there.length, sentAgain: gone.length })
  store.settled(id, at)
  if (gone.length > 0) submissions.reopen(id)
  // What it was stuck at is settled, and nothing would be sent by its going on: so it can finish.
  else if (submission.state === 'stuck' && batches.waiting(id).length === 0 && !batches.hasToSend(id))
    submissions.setState(id, 'sending', null)
  return { accepted: there.length, sentAgain: gone.length }
}

/** Numbers of the batches these orders are in. */
const numbersOf = (orders: readonly OurOrder[]): Set<number> => new Set(orders.flatMap(order => order.batch ?? []))

const inBatch = (orders: readonly OurOrder[], number: number, state?: string): NamedOrder[] =>
  orders.filter(order => order.batch === number && (state === undefined || order.state === state)).map(({ seq }) => ({ seq, reason: '' }))

function settleBatch(batches: BatchStore, batch: BatchRecord, gone: readonly NamedOrder[], there: readonly NamedOrder[]): void {
  const { submissionId, number } = batch
  const accepted = batch.accepted - gone.length + there.length
  const refused = batch.refused - there.length
  const named = [...gone, ...there]
  if (accepted > 0) batches.apply(submissionId, number, { event: 'settled', accepted, refused }, named)
  else if (refused > 0) batches.apply(submissionId, number, { event: 'settled_refused', refused }, named)
  else batches.apply(submissionId, number, { event: 'settled_none' }, named)
}

function confirmUnknown(batches: BatchStore, batch: BatchRecord, there: readonly NamedOrder[]): void {
  const { submissionId, number } = batch
  const found = batch.found + there.length
  batches.apply(submissionId, number, { event: 'asked', found, rounds: batch.rounds, nextAt: batch.nextAt }, there)
  if (found === batch.orders) batches.apply(submissionId, number, { event: 'found_all' })
}
