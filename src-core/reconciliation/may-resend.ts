import { isOneRequest } from '../submissions/mode-rules.ts'
import type { SubmissionRecord } from '../submissions/submission-store.ts'
import type { ReconciliationStore } from './reconciliation-store.ts'

/**
 * Whether orders of a submission that the platform does not list may be sent again. Not where silence proves nothing (NXLink), not by an import,
 * which would delete what the task has not dialled (callbot-v3.md 3.12), nor before one that is still to come, not where this console deleted what
 * was not dialled, because the missing ones are then those that were meant to go, and not for a submission that was stopped for good.
 */
export function mayResend(store: Pick<ReconciliationStore, 'emptiedSince' | 'importAhead'>, submission: SubmissionRecord): boolean {
  const { kind, mode, state, accountId, userTaskID, createdAt } = submission
  if (kind !== 'callbot' || isOneRequest(mode) || state === 'stopped') return false
  return !store.emptiedSince(accountId, userTaskID, createdAt) && !store.importAhead(accountId, userTaskID)
}
