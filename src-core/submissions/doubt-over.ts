import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/**
 * What becomes of a stuck submission when one of its unknown batches got its outcome. Whatever waits to be sent goes on waiting, because only
 * "go on" sends; a problem that was about this batch is over. With nothing left to send it can finish. `before`: as it was when the platform
 * was asked, or the operator decided. The transaction is the caller's, or none.
 */
export function createDoubtOver({ submissions, batches }: Pick<SendingDeps, 'submissions' | 'batches'>) {
  return (before: SubmissionRecord, number: number): void => {
    const { id } = before
    const batch = batches.get(id, number)
    const now = submissions.get(id)
    if (before.state !== 'stuck' || now?.state !== 'stuck' || !batch || batch.state === 'unknown') return
    const isSettled = now.planDone && batches.waiting(id).length + batches.figures(id).sending === 0 && !batches.hasToSend(id)
    if (isSettled) submissions.setState(id, 'sending', null)
    else if (now.problem?.requestId === batch.requestId) submissions.setState(id, 'stuck', null)
  }
}
