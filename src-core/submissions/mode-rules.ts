import type { SubmissionMode } from '../../src-contract/model/submission.ts'

/** Whether the orders go to a task that was there before, so that what it has already is left out. */
export const isAddition = (mode: SubmissionMode): boolean => mode === 'addBatchCall' || mode === 'importBatchCall'

/**
 * Whether everything must fit one request, never split and never halved: each importBatchCall makes a new batch and deletes what the
 * one before it has not dialled (callbot-v3.md 3.12), so a second request would delete what the first one brought.
 */
export const isOneRequest = (mode: SubmissionMode): boolean => mode === 'importBatchCall'
