import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/**
 * Writes down that a request was under way when nobody could write down its outcome any more: the console ended, or the disk was full.
 * It may have been done, so it is unknown and is asked about. Batches that have an outcome are left alone; the transaction is the caller's.
 */
export function createInterrupted({
  batches,
  journal,
  audit,
  clock,
  timings,
}: Pick<SendingDeps, 'batches' | 'journal' | 'audit' | 'clock' | 'timings'>) {
  return ({ id, accountId, taskName }: SubmissionRecord, number: number): void => {
    if (batches.get(id, number)?.state !== 'sending') return
    const at = clock.now()
    const nextAt = at + (timings.unknownRoundsMs[0] ?? 0)
    const { endpoint, orders, requestId } = batches.apply(id, number, { event: 'interrupted', at, nextAt })
    journal.add(id, number, 'interrupted')
    audit.add({
      action: 'request.answered',
      accountId,
      subject: taskName,
      outcome: 'unknown',
      after: { submission: id, endpoint, batch: number, orders, accepted: 0, refused: 0, retCode: null },
      requestId,
    })
  }
}
