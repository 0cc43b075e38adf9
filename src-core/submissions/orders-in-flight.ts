import type { Db } from '../db/open.ts'

/** What the ledger knows of orders that a list of the platform may not show yet. */
export interface OrdersInFlight {
  /** Whether an import to the task has no outcome and goes on, or accepted orders of the task are on their way into the cache. */
  isUnsettled(accountId: string, userTaskID: string): boolean
  /** Those of the orders that are being sent or unknown (null), or when the others were accepted, UTC milliseconds; strangers are not in it. */
  acceptedAt(orderIDs: readonly string[]): ReadonlyMap<string, number | null>
  /** The request to the task that was accepted last: when it was sent, and its accepted orders. */
  lastAccepted(accountId: string, userTaskID: string): { readonly sentAt: number; readonly orderIDs: readonly string[] } | null
}

/** Reads `ledger.db`. */
export function createOrdersInFlight(db: Db): OrdersInFlight {
  const ofTask = 'FROM submission JOIN batch ON batch.submission_id = submission.id'
  const unsettled = db.prepare<[string, string]>(`
    SELECT 1 ${ofTask} WHERE account_id = ? AND user_task_id = ?
      AND (
        mode = 'importBatchCall' AND (
          batch.state IN ('sending', 'unknown') OR batch.state = 'backoff' AND submission.state IN ('planning', 'sending', 'waiting'))
        OR cached_at IS NULL AND accepted > 0
      ) LIMIT 1`)
  const acceptedAt = db
    .prepare<[string], [string, number | null]>(`
    SELECT o.order_id, iif(o.state IN ('sending', 'unknown'), NULL, max(b.sent_at, coalesce(b.answered_at, 0)))
    FROM json_each(?) AS wanted CROSS JOIN submission_order AS o INDEXED BY submission_order_by_id ON o.order_id = wanted.value
    LEFT JOIN batch AS b ON b.submission_id = o.submission_id AND b.number = o.batch_number
    WHERE o.state IN ('sending', 'unknown', 'accepted')`)
    .raw()
  const last = db.prepare<[string, string], { id: string; number: number; sentAt: number }>(`
    SELECT submission.id, number, sent_at AS sentAt ${ofTask} WHERE account_id = ? AND user_task_id = ? AND accepted > 0
    ORDER BY sent_at DESC, number DESC LIMIT 1`)
  const accepted = db
    .prepare<[string, number], string>(`
    SELECT order_id FROM submission_order INDEXED BY submission_order_by_batch WHERE submission_id = ? AND batch_number = ? AND state = 'accepted'`)
    .pluck()
  return {
    isUnsettled: (accountId, userTaskID) => unsettled.get(accountId, userTaskID) !== undefined,
    acceptedAt: orderIDs => new Map(acceptedAt.all(JSON.stringify(orderIDs)) as unknown as [string, number | null][]),
    lastAccepted(accountId, userTaskID) {
      const batch = last.get(accountId, userTaskID)
      return batch ? { sentAt: batch.sentAt, orderIDs: accepted.all(batch.id, batch.number) } : null
    },
  }
}
