import type { Batch, Submission } from '../../src-contract/model/submission.ts'

/** The method that asks about orders of an account of this kind. */
export const askEndpoint = (kind: Submission['kind']): string => (kind === 'callbot' ? 'listOrder' : 'cdr/queryByOrderId')

/** Whether the platform does not list orders of it since orders of the task were deleted from here; the operator decides, or decided. */
export const isDeletedHere = ({ problem }: Pick<Batch, 'problem'>): boolean => problem?.code === 'deleted_from_here'

/** What the operator said of a batch that the platform does not tell about; null when nobody had to. */
export function decisionOf(batch: Pick<Batch, 'state' | 'orders' | 'accepted' | 'refused' | 'decidedBy' | 'problem'>) {
  if (batch.decidedBy === null) return null
  if (batch.state !== 'accepted' || batch.accepted + batch.refused < batch.orders) return 'again'
  return isDeletedHere(batch) ? 'left' : 'accepted'
}

/** Orders of an accepted batch that do not ring, because they were withdrawn from here or stay deleted. */
export function deletedOf(batch: Parameters<typeof decisionOf>[0]): number {
  if (batch.state !== 'accepted' || !isDeletedHere(batch)) return 0
  const { withdrawn = 0, orders = 0 } = batch.problem?.params ?? {}
  return Number(withdrawn) + (decisionOf(batch) === 'left' ? Number(orders) : 0)
}

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
