import type { TaskRow } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'

/** When a task last showed life, and how old what we count is. */
export type TaskSigns = Pick<TaskRow, 'lastCallAt' | 'lastDeliveryAt' | 'countsFreshAt' | 'countsSource'>

export interface TaskSignsReader {
  of(accountId: string, userTaskID: string): TaskSigns
}

/** Reads the signs of a task from `cache.db`: one entry of an index each, however many orders and deliveries there are. */
export function createTaskSigns(db: Db): TaskSignsReader {
  const orders = db.prepare(`
    SELECT told_at AS countsFreshAt, told_source AS countsSource,
      (SELECT last_call_at FROM orders WHERE orders.task_no = order_task.task_no AND last_call_at IS NOT NULL ORDER BY last_call_at DESC LIMIT 1) AS lastCallAt
    FROM order_task WHERE account_no = (SELECT account_no FROM order_account WHERE account_id = ?) AND user_task_id = ?`)
  // What carries no valid signature, and a test of our own, are no word of the platform.
  const delivery = db
    .prepare(`
    SELECT received_at FROM delivery_fact
    WHERE user_task_id = ? AND account_id = ? AND standing IN ('verified', 'older', 'duplicate', 'stale', 'failed') ORDER BY delivery_id DESC LIMIT 1`)
    .pluck()
  return {
    of(accountId, userTaskID) {
      const known = orders.get(accountId, userTaskID) as Omit<TaskSigns, 'lastDeliveryAt'> | undefined
      return {
        ...(known ?? { lastCallAt: null, countsFreshAt: null, countsSource: null }),
        lastDeliveryAt: (delivery.get(userTaskID, accountId) as number | undefined) ?? null,
      }
    },
  }
}
