import type { Batch, SendingPace, Submission, SubmissionTotals } from '../../src-contract/model/submission.ts'
import type { BatchFigures } from './batch-figures.ts'
import type { BatchRecord, BatchStore, WaitingBatch } from './batch-store.ts'
import { isDecidable } from './decide-batch.ts'
import { canStillAsk } from './read-failure.ts'
import type { SubmissionRecord } from './submission-store.ts'

/**
 * Counts the orders of a submission by what is known about them. Every number but the last comes from the batches, so
 * total = accepted + refused + unknown + backoff + underWay + notSent by construction.
 */
export function totalsOf(
  total: number,
  { accepted, refused, sendingOrders: underWay }: Pick<BatchFigures, 'accepted' | 'refused' | 'sendingOrders'>,
  waiting: readonly Pick<WaitingBatch, 'state' | 'orders' | 'accepted'>[],
): SubmissionTotals {
  let unknown = 0
  let backoff = 0
  for (const batch of waiting) {
    if (batch.state === 'unknown') unknown += batch.orders - batch.accepted
    if (batch.state === 'backoff') backoff += batch.orders
  }
  return { total, accepted, refused, unknown, backoff, underWay, notSent: total - accepted - refused - unknown - backoff - underWay }
}

/** Batches over which the speed is measured. */
const SPEED_OVER = 20
/** Newest batches among which answered ones are looked for: the others are under way. */
const LOOK_BACK = 128

/** A submission as the console shows it, read without going through all its batches. */
export function viewSubmission(
  record: SubmissionRecord,
  batches: Pick<BatchStore, 'figures' | 'waiting' | 'latest' | 'get'>,
  { pace, heldUntil }: { pace: Omit<SendingPace, 'batchSize'>; heldUntil: number | null },
): Submission {
  const { id, state } = record
  const figures = batches.figures(id)
  const waiting = batches.waiting(id)
  const totals = totalsOf(record.total, figures, waiting)
  const isGoing = state === 'sending' || state === 'waiting'
  const due = waiting.flatMap(batch => (batch.state === 'backoff' && !isGoing ? [] : (batch.nextAt ?? [])))
  if (isGoing && heldUntil !== null && totals.notSent + totals.backoff > 0) due.push(heldUntil)
  const queued = waiting.reduce((sum, batch) => sum + (batch.state === 'queued' ? batch.orders : 0), 0)
  const inNoBatch = Math.max(0, totals.notSent - queued)
  const ordersPerSecond = figures.batches === 0 ? null : speedOf(batches.latest(id, LOOK_BACK))
  const left = totals.notSent + totals.backoff + totals.underWay
  return {
    id,
    accountId: record.accountId,
    kind: record.kind,
    mode: record.mode,
    userTaskID: record.userTaskID,
    taskID: record.taskID,
    taskName: record.taskName,
    listId: record.listId === '' ? null : record.listId,
    listName: record.listName,
    state,
    totals,
    pace: { batchSize: record.batchSize, ...pace },
    // Batches that were withdrawn were numbered but carry nothing: those still to come are added to the ones that count.
    batchCount: figures.batches + Math.ceil(inNoBatch / record.batchSize),
    launchedBy: record.launchedBy,
    trialOf: record.trialOf,
    skipped: record.skipped,
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
    nextAt: due.length > 0 && state !== 'stuck' ? Math.min(...due) : null,
    problem: record.problem ?? (state === 'waiting' ? problemOf(id, batches, waiting) : null),
    isResting: state === 'stuck' && !canStillAsk(record.problem),
    ordersPerSecond,
    secondsLeft: left > 0 && record.finishedAt === null && ordersPerSecond ? Math.ceil(left / ordersPerSecond) : null,
  }
}

/** Batches of one submission as the console shows them. */
export function viewBatches(records: readonly BatchRecord[], batches: Pick<BatchStore, 'halvesOf'>, roundsInAll: number): Batch[] {
  const refused = records.filter(batch => batch.state === 'refused')
  const halves = batches.halvesOf(
    refused[0]?.submissionId ?? '',
    refused.map(batch => batch.number),
  )
  return records.map(({ submissionId: _submission, ...batch }) => ({
    ...batch,
    roundsInAll,
    decidable: isDecidable(batch),
    halves: [...(halves.get(batch.number) ?? [])],
  }))
}

/** Of the waiting batches: the first in back-off, and the unknown one to look at first, one to decide before one that is asked about. */
export function outstanding(waiting: readonly Pick<WaitingBatch, 'number' | 'state' | 'nextAt'>[]): {
  held: number | null
  inDoubt: number | null
} {
  const unknown = waiting.filter(batch => batch.state === 'unknown')
  return {
    held: waiting.find(batch => batch.state === 'backoff')?.number ?? null,
    inDoubt: (unknown.find(isDecidable) ?? unknown[0])?.number ?? null,
  }
}

function problemOf(id: string, batches: Pick<BatchStore, 'get'>, waiting: readonly WaitingBatch[]) {
  const first = waiting.find(batch => batch.state !== 'queued')
  return first ? (batches.get(id, first.number)?.problem ?? null) : null
}

/** Longer without a request than any pace makes it (0.1 a second): it was paused, stuck or done between the two. */
const REST_MS = 60_000

/** Orders a second over the last twenty answered batches, of those sent since it last rested. */
function speedOf(latest: readonly BatchRecord[]): number | null {
  const recent = latest.filter(batch => batch.answeredAt !== null && batch.accepted + batch.refused > 0).slice(-SPEED_OVER)
  const rested = recent.findLastIndex((batch, at) => batch.sentAt - (recent[at - 1]?.answeredAt ?? batch.sentAt) > REST_MS)
  const answered = recent.slice(Math.max(0, rested))
  const first = answered[0]
  if (!first) return null
  const lastAt = Math.max(...answered.map(batch => batch.answeredAt ?? 0))
  const orders = answered.reduce((sum, batch) => sum + batch.accepted + batch.refused, 0)
  const spentMs = lastAt - Math.min(...answered.map(batch => batch.sentAt))
  return spentMs > 0 ? Math.round((orders * 1000) / spentMs) || null : null
}
