import type { Db } from '../db/open.ts'

/** What the cache knows of the phones of one task. */
export interface TaskPhones {
  /** Those of `phones` (country code and digits) that have an order in the task; `waiting`: never dialled so far. */
  among(accountId: string, userTaskID: string, phones: readonly string[]): Map<string, 'waiting' | 'dialled'>
  /** Orders the task had that the platform does not list any more, and when it was asked, UTC milliseconds. */
  gone(accountId: string, userTaskID: string): ReadonlyMap<string, number>
  /** Whether the platform tells phones of this task with digits hidden, so that they cannot be compared. */
  masked(accountId: string, userTaskID: string): boolean
}

/** Orders looked at to find out whether a task tells its phones masked: the setting is the task's, so a few of each end are enough. */
const SAMPLE = 200

/** Reads `cache.db`. */
export function createTaskPhones(db: Db): TaskPhones {
  const taskNo = db
    .prepare<[string, string], number>(
      'SELECT task_no FROM order_task JOIN order_account USING (account_no) WHERE account_id = ? AND user_task_id = ?',
    )
    .pluck()
  // callStatus 1 is "ready to call"; an order without any call has none (callbot-v3.md 5.3).
  const found = db.prepare<{ taskNo: number; phones: string }, { phone: string; waiting: number }>(`
    SELECT wanted.value AS phone, min(finish = 0 AND calls = 0 AND coalesce(call_status, 1) = 1) AS waiting
    FROM json_each(@phones) AS wanted
    CROSS JOIN orders INDEXED BY orders_phone
      ON account_no = (SELECT account_no FROM order_task WHERE task_no = @taskNo) AND phone IN (wanted.value, '+' || wanted.value) AND task_no = @taskNo
    GROUP BY wanted.value`)
  const gone = db
    .prepare<[number], [string, number]>('SELECT order_id, gone_at FROM order_gone INDEXED BY order_gone_by_task WHERE task_no = ?')
    .raw()
  const sample = db.prepare<{ taskNo: number; limit: number }, number>(`
    SELECT 1 FROM (
      SELECT * FROM (SELECT phone FROM orders INDEXED BY orders_task WHERE task_no = @taskNo ORDER BY last_call_at LIMIT @limit)
      UNION ALL
      SELECT * FROM (SELECT phone FROM orders INDEXED BY orders_task WHERE task_no = @taskNo ORDER BY last_call_at DESC LIMIT @limit)
    ) WHERE phone GLOB '*[^0-9+]*' LIMIT 1`)
  return {
    among(accountId, userTaskID, phones) {
      const number = taskNo.get(accountId, userTaskID)
      if (number === undefined || phones.length === 0) return new Map()
      const rows = found.all({ taskNo: number, phones: JSON.stringify(phones) })
      return new Map(rows.map(row => [row.phone, row.waiting === 1 ? 'waiting' : 'dialled']))
    },
    gone(accountId, userTaskID) {
      const number = taskNo.get(accountId, userTaskID)
      return new Map(number === undefined ? [] : (gone.all(number) as unknown as [string, number][]))
    },
    masked(accountId, userTaskID) {
      const number = taskNo.get(accountId, userTaskID)
      return number !== undefined && sample.get({ taskNo: number, limit: SAMPLE }) !== undefined
    },
  }
}
