import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import type { ShownBatchState } from '../ui/batch-status.tsx'

/** The unknown batch the operator has to look at first: one to decide, or the oldest that is asked about. */
export const batchInDoubt = (batches: readonly Batch[]): Batch | null =>
  batches.find(batch => batch.state === 'unknown' && batch.decidable) ?? batches.find(batch => batch.state === 'unknown') ?? null

/** True while the platform is not asked and nothing is tried, because what made it stop concerns every request. */
export const isResting = ({ state, problem }: Pick<Submission, 'state' | 'problem'>): boolean =>
  state === 'stuck' &&
  problem !== null &&
  (/^(auth|keychain)_/.test(problem.code) || ['secret_missing', 'base_url_refused', 'tls', 'internal'].includes(problem.code))

/** Batches whose outcome was in doubt at any time: no clear answer, counts that did not add up, decided by hand. */
export const doubtedBatches = (batches: readonly Batch[]): Batch[] =>
  batches.filter(
    batch =>
      batch.unknownSince !== null ||
      batch.rounds > 0 ||
      batch.decidedBy !== null ||
      (batch.problem !== null && (batch.state === 'accepted' || batch.problem.code === 'counts_do_not_add_up')),
  )

/** What each batch shows as: one that was refused as a whole and went on in halves is told apart from one that stayed refused. */
export function shownStates(batches: readonly Batch[]): (batch: Batch) => ShownBatchState {
  const parents = new Set(batches.map(batch => batch.parent))
  return batch => (batch.state === 'refused' && parents.has(batch.number) ? 'halved' : batch.state)
}

/** Numbers of the batches that carry on what this one was refused with. */
export const halvesOf = (batches: readonly Batch[], number: number): number[] =>
  batches.filter(batch => batch.parent === number).map(batch => batch.number)

/** The method that asks about orders of an account of this kind. */
export const askEndpoint = (kind: Submission['kind']): string => (kind === 'callbot' ? 'listOrder' : 'cdr/queryByOrderId')

/** One line with everything support asks for: batch, endpoint, code and words, both ids, the time (UTC). */
export function supportLine(batch: Batch): string {
  const at = batch.answeredAt ?? batch.sentAt
  return [
    `batch ${batch.number}`,
    batch.endpoint,
    `${batch.orders} orders`,
    `code ${batch.retCode === null ? 'none' : `${batch.retCode}${batch.retMsg ? ` ${batch.retMsg}` : ''}`}`,
    `requestID ${batch.requestId}`,
    `responseID ${batch.responseId ?? 'none'}`,
    new Date(at).toISOString(),
  ].join(', ')
}
