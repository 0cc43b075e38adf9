import type { FormIssue } from '../../src-contract/model/task.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { WritePlanner } from '../writes/planned-write.ts'
import { goesOnAfter, isDecidable, isDeletedHere } from './decide-batch.ts'
import { line, type WritePlanDeps } from './write-plan-deps.ts'

/**
 * Plans the operator's word about an unknown batch. Blockers: not_unknown {state}, still_asking {at}.
 * Facts: decide_sent {count, at, batch}, decide_rounds {rounds}, then decide_accepted {count} or decide_not_taken {count} (they may ring twice),
 * decide_unsent (a submission that was stopped sends nothing any more). Where orders of the task were deleted from here since: decide_deleted in
 * place of decide_rounds, decide_left {count} in place of decide_accepted, decide_again {count} in place of decide_not_taken.
 * Last decide_waits {count}: nothing leaves before "go on".
 */
export function createDecidePlanner({ service }: Pick<WritePlanDeps, 'service'>): WritePlanner<'decide'> {
  return ({ submissionId, batch: number, as }) => {
    const submission = service.get(submissionId)
    const batch = service.batchView(submissionId, number)
    const count = batch.orders - batch.accepted - batch.refused
    const stopped = submission.state === 'stopped'
    const deleted = isDeletedHere(batch)
    const { totals } = service.view(submissionId)
    const goesOn = goesOnAfter(submission.state, totals)
    const waits = goesOn || stopped ? 0 : totals.notSent + totals.backoff + (as === 'notTaken' ? count : 0)
    const blockers: FormIssue[] = []
    if (batch.state !== 'unknown') blockers.push(line('not_unknown', { state: batch.state }))
    else if (!isDecidable(batch)) blockers.push(line('still_asking', { at: batch.nextAt ?? 0 }))
    const facts = [
      line('decide_sent', { count, at: batch.sentAt, batch: number }),
      deleted ? line('decide_deleted', {}) : line('decide_rounds', { rounds: batch.rounds }),
    ]
    if (as === 'accepted') facts.push(line(deleted ? 'decide_left' : 'decide_accepted', { count }))
    else if (stopped) facts.push(line('decide_unsent', { count }))
    else facts.push(line(deleted ? 'decide_again' : 'decide_not_taken', { count }))
    if (waits > 0) facts.push(line('decide_waits', { count: waits }))
    return {
      accountId: submission.accountId,
      subject: submission.taskName,
      count,
      // What goes out again cannot be called back from a telephone that rings a second time.
      irreversible: as === 'notTaken' && !stopped,
      destroys: false,
      request: null,
      facts,
      warnings: [],
      blockers,
      digest: digestOf([submissionId, number, as, count, batch.state, isDecidable(batch), stopped, deleted, goesOn]),
      before: { state: batch.state, orders: batch.orders, accepted: batch.accepted, refused: batch.refused },
      after: { submission: submissionId, batch: number, decided: as, orders: count },
      commit: done => {
        const result = { submissionId, requestId: batch.requestId, responseId: batch.responseId }
        service.decide(submissionId, number, as, () => done?.(result))
        return result
      },
    }
  }
}
