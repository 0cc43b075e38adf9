import type { SubmissionTotals } from '../../src-contract/model/submission.ts'
import { AppError } from '../app-error.ts'
import type { BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** What the operator says became of an unknown batch: the platform took it, or it is free to be sent again. */
export type Decision = 'accepted' | 'notTaken'

/**
 * Whether the submission goes on after a decision about one of its batches. A stuck one only when nothing but that batch is left: what else
 * was not sent leaves by its own "go on".
 */
export const goesOnAfter = (
  state: SubmissionRecord['state'],
  { notSent, backoff, underWay }: Pick<SubmissionTotals, 'notSent' | 'backoff' | 'underWay'>,
): boolean => (state === 'stuck' ? notSent + backoff + underWay === 0 : state !== 'paused' && state !== 'stopped' && state !== 'done')

/** Whether only the operator can settle a batch: it is unknown and every question to the platform was asked. */
export const isDecidable = (batch: Pick<BatchRecord, 'state' | 'nextAt'>): boolean => batch.state === 'unknown' && batch.nextAt === null

/** Whether its orders are not listed, and may have been deleted from here: then they do not ring, and may stay away. */
export const isDeletedHere = ({ problem }: Pick<BatchRecord, 'problem'>): boolean => problem?.code === 'deleted_from_here'

/** Settles an unknown batch by the operator's word, with its journal entry; the transaction is the caller's. Throws `conflict` when it is not decidable. */
export function createDecideBatch({
  batches,
  journal,
  audit,
  deletions,
}: Pick<SendingDeps, 'batches' | 'journal' | 'audit' | 'deletions'>): (submission: SubmissionRecord, batch: number, as: Decision) => void {
  return ({ id, accountId, userTaskID }, number, as) => {
    const batch = batches.get(id, number)
    if (!batch || !isDecidable(batch)) throw new AppError('conflict', { what: 'batch', batch: number, state: batch?.state ?? 'missing' })
    const by = audit.who()
    const orders = batch.orders - batch.accepted
    if (as === 'accepted') batches.apply(id, number, { event: 'decided_accepted', accepted: batch.orders, by })
    // Orders the platform did name stay accepted.
    else batches.apply(id, number, { event: batch.found > 0 ? 'decided_rest_not_taken' : 'decided_not_taken', by })
    const stayDeleted = as === 'accepted' && isDeletedHere(batch)
    journal.add(id, number, stayDeleted ? 'decided_left' : as === 'accepted' ? 'decided_accepted' : 'decided_not_taken', { orders, by })
    // They come into the cache as accepted, and nothing there may go on waiting for a call.
    if (stayDeleted) void deletions.during(accountId, userTaskID, () => Promise.resolve())
  }
}
