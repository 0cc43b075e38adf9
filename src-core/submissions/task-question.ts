import { AppError } from '../app-error.ts'
import { findTask } from './ask-platform.ts'
import type { EngineDeps } from './deps.ts'
import { readFailure } from './read-failure.ts'
import type { SubmissionRecord } from './submission-store.ts'

/**
 * Asks whether the task of a submission is there. Answers whether the platform said so, one way or the other; false: it did not, the journal has
 * why, and the account pauses. Throws what waiting does not turn around (secret, address, a refusal) and what the ledger throws.
 */
export type TaskQuestion = (submission: SubmissionRecord, signal: AbortSignal) => Promise<boolean>

export function createTaskQuestion({
  api,
  submissions,
  journal,
  turns,
  clock,
}: Pick<EngineDeps, 'api' | 'submissions' | 'journal' | 'turns' | 'clock'>): TaskQuestion {
  const failed = ({ id, accountId }: SubmissionRecord, askedAt: number, error: unknown) => {
    const failure = readFailure(error)
    if (!(error instanceof AppError) || (failure !== 'again' && failure !== 'unknown')) throw error
    turns.failed(accountId, askedAt)
    const waitMs = Math.max(0, (turns.heldUntil(accountId) ?? 0) - clock.now())
    journal.add(id, null, 'ask_failed', { code: error.code, waitMs })
  }
  return async (submission, signal) => {
    const { id, accountId, userTaskID } = submission
    const askedAt = clock.now()
    let task: Awaited<ReturnType<typeof findTask>>
    try {
      task = await findTask(await api.callbot(accountId), userTaskID, signal)
    } catch (error) {
      // Cut off because Callboard closes: the next start asks again.
      if (!signal.aborted) failed(submission, askedAt, error)
      return false
    }
    submissions.transaction(() => {
      if (task) submissions.setTask(id, task.taskID || null)
      // Asked before every half while nothing opens the task; the same answer again is no news.
      const heard = task ? 'task_found' : 'task_missing'
      if (!journal.isNewest(id, heard, ['task_found', 'task_missing', 'ask_failed'])) journal.add(id, null, heard, {})
    })
    await turns.next(accountId, signal)
    return true
  }
}
