import type { Batch, Submission, SubmissionTotals } from '../../src-contract/model/submission.ts'
import type { BatchRecord } from './batch-store.ts'
import type { SubmissionRecord } from './submission-store.ts'

/**
 * Counts the orders of a submission by what is known about them. Every number but the last comes from the batches, so
 * total = accepted + refused + unknown + backoff + notSent by construction; a batch that is under way right now counts as not sent.
 */
export function totalsOf(
  total: number,
  batches: readonly Pick<BatchRecord, 'state' | 'orders' | 'accepted' | 'refused'>[],
): SubmissionTotals {
  const totals = { total, accepted: 0, refused: 0, unknown: 0, backoff: 0, notSent: total }
  for (const batch of batches) {
    totals.accepted += batch.accepted
    totals.refused += batch.refused
    if (batch.state === 'unknown') totals.unknown += batch.orders - batch.accepted - batch.refused
    if (batch.state === 'backoff') totals.backoff += batch.orders
  }
  totals.notSent = total - totals.accepted - totals.refused - totals.unknown - totals.backoff
  return totals
}

/** A submission as the console shows it. */
export function viewSubmission(record: SubmissionRecord, batches: readonly BatchRecord[]): Submission {
  const totals = totalsOf(record.total, batches)
  const open = batches.filter(batch => batch.state === 'unknown' || batch.state === 'backoff')
  const due = open.flatMap(batch => batch.nextAt ?? [])
  // Batches that were withdrawn were numbered but carry nothing: those still to come are added to the ones that count.
  const started = batches.length
  return {
    id: record.id,
    accountId: record.accountId,
    kind: record.kind,
    userTaskID: record.userTaskID,
    taskID: record.taskID,
    taskName: record.taskName,
    listId: record.listId,
    listName: record.listName,
    state: record.state,
    totals,
    batchSize: record.batchSize,
    batchCount: started + Math.ceil(Math.max(0, totals.notSent - underWay(batches)) / record.batchSize),
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
    nextAt: due.length > 0 && record.state !== 'stuck' ? Math.min(...due) : null,
    problem: record.problem ?? (record.state === 'waiting' ? (open[0]?.problem ?? null) : null),
    ordersPerSecond: speedOf(batches),
  }
}

/** A batch as the console shows it. */
export function viewBatch(record: BatchRecord): Batch {
  const { submissionId: _submission, unknownSince: _since, rounds: _rounds, ...batch } = record
  return batch
}

const underWay = (batches: readonly BatchRecord[]): number =>
  batches.reduce((sum, batch) => sum + (batch.state === 'sending' ? batch.orders : 0), 0)

/** Orders a second over the last twenty answered batches. */
function speedOf(batches: readonly BatchRecord[]): number | null {
  const answered = batches.filter(batch => batch.answeredAt !== null && batch.accepted + batch.refused > 0).slice(-20)
  const first = answered[0]
  const last = answered.at(-1)
  if (!first || !last?.answeredAt) return null
  const orders = answered.reduce((sum, batch) => sum + batch.accepted + batch.refused, 0)
  const spentMs = last.answeredAt - first.sentAt
  return spentMs > 0 ? Math.round((orders * 1000) / spentMs) : null
}
