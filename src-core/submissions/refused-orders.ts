import type { RefusedOrder } from '../../src-contract/model/submission.ts'
import type { Db } from '../db/open.ts'

/** Reads the refused orders of a submission. */
export interface RefusedOrders {
  /** A page of them, in the order of the list. */
  page(submissionId: string, start: number, count: number): { total: number; rows: RefusedOrder[] }
  /** How many there are of each reason, in the platform's words, most frequent first. */
  reasons(submissionId: string): { reason: string; count: number }[]
}

export function createRefusedOrders(db: Db): RefusedOrders {
  const total = db
    .prepare<[string], number>(
      `SELECT count(*) FROM submission_order INDEXED BY submission_order_refused WHERE submission_id = ? AND state = 'refused'`,
    )
    .pluck()
  // The partial index holds the refused orders only; walking it to a page of them is short, whatever the submission's size.
  const rows = db.prepare<[string, number, number], RefusedOrder>(`
    SELECT order_id AS orderID, row_number AS rowNumber, phone, reason, batch_number AS batchNumber FROM submission_order INDEXED BY submission_order_refused
    WHERE submission_id = ? AND state = 'refused' AND seq > ? ORDER BY seq LIMIT ?`)
  const seqAt = db
    .prepare<[string, number], number>(`
    SELECT max(seq) FROM (SELECT seq FROM submission_order INDEXED BY submission_order_refused WHERE submission_id = ? AND state = 'refused' ORDER BY seq LIMIT ?)`)
    .pluck()
  const reasons = db.prepare<[string], { reason: string; count: number }>(`
    SELECT reason, count(*) AS count FROM submission_order INDEXED BY submission_order_refused
    WHERE submission_id = ? AND state = 'refused' GROUP BY reason ORDER BY count DESC, reason`)
  return {
    page: (submissionId, start, count) => ({
      total: total.get(submissionId) ?? 0,
      rows: rows.all(submissionId, start === 0 ? 0 : (seqAt.get(submissionId, start) ?? 0), count),
    }),
    reasons: submissionId => reasons.all(submissionId),
  }
}
