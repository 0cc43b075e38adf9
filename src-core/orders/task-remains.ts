import type { Db } from '../db/open.ts'
import { UNDIALLED } from './gone-orders.ts'

/** What the cache holds of a task that the platform may have deleted. */
export interface TaskRemains {
  /** Orders of a task that were never dialled, by their row ids upwards, after `afterRow`. */
  undialled(accountId: string, userTaskID: string, afterRow: number, limit: number): { rowId: number; orderID: string }[]
  /** Row ids of those of the orders that the cache has. */
  rowIDs(accountId: string, orderIDs: readonly string[]): number[]
  /** When the platform was asked for the order and did not list it any more; null when it is not gone. */
  goneAt(accountId: string, orderID: string): number | null
}

/** Reads `cache.db`. */
export function createTaskRemains(db: Db): TaskRemains {
  const ofAccount = '(SELECT account_no FROM order_account WHERE account_id = ?)'
  const undialled = db.prepare<[string, string, number, number], { rowId: number; orderID: string }>(`
    SELECT row_id AS rowId, order_id AS orderID FROM orders INDEXED BY orders_task
    WHERE task_no = (SELECT task_no FROM order_task WHERE account_no = ${ofAccount} AND user_task_id = ?)
      AND row_id > ? AND ${UNDIALLED} ORDER BY row_id LIMIT ?`)
  const rowIDs = db
    .prepare<[string, string], number>(
      `SELECT row_id FROM orders WHERE account_no = ${ofAccount} AND order_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  const goneAt = db
    .prepare<[string, string], number>(`SELECT gone_at FROM order_gone WHERE account_no = ${ofAccount} AND order_id = ?`)
    .pluck()
  return {
    undialled: (accountId, userTaskID, afterRow, limit) => undialled.all(accountId, userTaskID, afterRow, limit),
    rowIDs: (accountId, orderIDs) => rowIDs.all(accountId, JSON.stringify(orderIDs)),
    goneAt: (accountId, orderID) => goneAt.get(accountId, orderID) ?? null,
  }
}
