import type { TaskDetail } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'
import type { OrderColumns } from './order-columns.ts'

type Counted = Pick<OrderColumns, 'task_no' | 'call_status' | 'finish' | 'intent_tag' | 'intent_name' | 'answered'>

/** Counts per task, status, finish and intent, kept in the same transaction as the rows they count: always exact, read at once. */
export interface OrderTotals {
  add(row: Counted, by: 1 | -1): void
  /** Writes what was added since the last time; called inside the transaction. */
  flush(): void
  /** Forgets what was added; the transaction failed. */
  forget(): void
  /** Of every task of the account, or of one. */
  taskCounts(accountNo: number, userTaskID?: string): Map<string, TaskDetail['counts']>
}

/** Creates the totals of one `cache.db`. */
export function createOrderTotals(db: Db): OrderTotals {
  const change = db.prepare(`
    INSERT INTO order_total VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, answered = answered + excluded.answered`)
  const dropEmpty = db.prepare('DELETE FROM order_total WHERE orders = 0 AND task_no = ?')
  const counted = (where: string) =>
    db.prepare(`
    SELECT user_task_id AS userTaskID, call_status AS callStatus, sum(orders) AS orders, sum(answered) AS answered, sum(iif(finish = 1, orders, 0)) AS finished
    FROM order_task JOIN order_total USING (task_no) WHERE ${where} GROUP BY task_no, call_status`)
  const readAll = counted('account_no = ?')
  const readOne = counted('account_no = ? AND user_task_id = ?')
  const open = new Map<string, { row: Counted; orders: number; answered: number }>()

  return {
    add(row, by) {
      const key = `${row.task_no}\0${row.call_status}\0${row.finish}\0${row.intent_tag}\0${row.intent_name}`
      const sum = open.get(key) ?? { row, orders: 0, answered: 0 }
      sum.orders += by
      sum.answered += by * row.answered
      open.set(key, sum)
    },
    flush() {
      const shrunk = new Set<number>()
      for (const { row, orders, answered } of open.values()) {
        if (orders === 0 && answered === 0) continue
        change.run(row.task_no, row.call_status ?? -1, row.finish, row.intent_tag, row.intent_name, orders, answered)
        if (orders < 0) shrunk.add(row.task_no)
      }
      for (const taskNo of shrunk) dropEmpty.run(taskNo)
      open.clear()
    },
    forget: () => open.clear(),
    taskCounts(accountNo, userTaskID) {
      const counts = new Map<string, TaskDetail['counts']>()
      const rows = userTaskID === undefined ? readAll.iterate(accountNo) : readOne.iterate(accountNo, userTaskID)
      for (const row of rows as Iterable<{
        userTaskID: string
        callStatus: number
        orders: number
        answered: number
        finished: number
      }>) {
        const task = counts.get(row.userTaskID) ?? { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] }
        task.total += row.orders
        task.finished += row.finished
        task.answered += row.answered
        // 1 is waiting to be called; 2 to 5 are on their way (callbot-v3.md 5.3).
        if (row.callStatus >= 2 && row.callStatus <= 5) task.inProgress += row.orders
        task.byStatus.push({ callStatus: row.callStatus === -1 ? null : row.callStatus, count: row.orders })
        counts.set(row.userTaskID, task)
      }
      return counts
    },
  }
}
