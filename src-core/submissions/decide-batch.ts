import { AppError } from '../app-error.ts'
import type { BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** What the operator says became of an unknown batch: the platform took it, or it is free to be sent again. */
export type Decision = 'accepted' | 'notTaken'

/** Whether only the operator can settle a batch: it is unknown and every question to the platform was asked. */
export const isDecidable = (batch: Pick<BatchRecord, 'state' | 'nextAt'>): boolean => batch.state === 'unknown' && batch.nextAt === null

/** Settles an unknown batch by the operator's word, with its journal entry; the transaction is the caller's. Throws `conflict` when it is not decidable. */
export function createDecideBatch({
  batches,
  journal,
  audit,
}: Pick<SendingDeps, 'batches' | 'journal' | 'audit'>): (submission: SubmissionRecord, batch: number, as: Decision) => void {
  return ({ id }, number, as) => {
    const batch = batches.get(id, number)
    if (!batch || !isDecidable(batch)) throw new AppError('conflict', { what: 'batch', batch: number, state: batch?.state ?? 'missing' })
    const by = audit.who()
    const orders = batch.orders - batch.accepted
    if (as === 'accepted') batches.apply(id, number, { event: 'decided_accepted', accepted: batch.orders, by })
    // Orders the platform did name stay accepted.
    else batches.apply(id, number, { event: batch.found > 0 ? 'decided_rest_not_taken' : 'decided_not_taken', by })
    journal.add(id, number, as === 'accepted' ? 'decided_accepted' : 'decided_not_taken', { orders, by })
  }
}
