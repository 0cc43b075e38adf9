import type { Batch, Submission } from '../../src-contract/model/submission.ts'

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
