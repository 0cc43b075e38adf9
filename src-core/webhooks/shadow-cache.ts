import type { RowChange } from '../../src-contract/model/webhook.ts'
import { cacheMigrations } from '../db/cache-migrations.ts'
import { type Db, openDatabase } from '../db/open.ts'
import { createOrderStore } from '../orders/order-store.ts'
import { createApplyTaskDelivery } from '../tasks/apply-task-delivery.ts'
import { createTaskStore } from '../tasks/task-store.ts'
import { createApplyToCache } from './apply-to-cache.ts'
import { textOf } from './decode-body.ts'
import type { StoredDelivery } from './delivery.ts'
import { bodyFields, subjectOf } from './delivery-facts.ts'

type Fields = Record<string, RowChange['fields'][number]['was']>

export interface ShadowCache {
  /** Applies a delivery to the copy, with the very code that would apply it to the cache. */
  apply(delivery: StoredDelivery): void
  /** Rows that differ from those of the cache by now. */
  changes(): RowChange[]
  close(): void
}

/** Not a row's content, but where and when it is written. */
const bookkeeping = ['rowId', 'updatedAt', 'source']

/** A cache in memory that takes over each row when the first delivery about it comes; the real one is only read. */
export function openShadowCache(real: Db): ShadowCache {
  const db = openDatabase({ path: ':memory:', migrations: cacheMigrations, synchronous: 'NORMAL' })
  const orders = createOrderStore(db)
  const tasks = createTaskStore(db)
  const bus = { emit: () => undefined }
  const apply = createApplyToCache({ orders, applyTask: createApplyTaskDelivery({ tasks, bus }), bus })
  const touched = new Map<string, { what: 'order' | 'task'; accountId: string; id: string; before: Fields | null }>()

  const copy = (table: string, where: string, ...values: unknown[]): Record<string, unknown>[] => {
    const rows = real.prepare(`SELECT * FROM ${table} WHERE ${where}`).all(...values) as Record<string, unknown>[]
    for (const row of rows) {
      const names = Object.keys(row)
      db.prepare(`INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
        ...Object.values(row),
      )
    }
    return rows
  }
  // What is new here gets numbers behind all real ones, so that a row taken over later finds its own free.
  copy('order_account', 'TRUE')
  copy('order_task', 'task_no = (SELECT max(task_no) FROM order_task)')
  copy('orders', 'row_id = (SELECT max(row_id) FROM orders)')
  const copyOrder = (accountId: string, orderID: string, userTaskID: string | null) => {
    const accountNo = copy('order_account', 'account_id = ?', accountId)[0]?.account_no
    // Before a new order of that task would give it another number.
    if (accountNo !== undefined && userTaskID !== null) copy('order_task', 'account_no = ? AND user_task_id = ?', accountNo, userTaskID)
    const order = accountNo === undefined ? undefined : copy('orders', 'account_no = ? AND order_id = ?', accountNo, orderID)[0]
    if (!order) return
    copy('order_task', 'task_no = ?', order.task_no)
    copy('order_call', 'row_id = ?', order.row_id)
  }
  const orderFields = (accountId: string, orderID: string): Fields | null => {
    const detail = orders.detail(accountId, orderID)
    return detail && Object.fromEntries(Object.entries(detail.row).filter(([name]) => !bookkeeping.includes(name)))
  }
  const taskFields = (accountId: string, userTaskID: string): Fields | null => {
    const task = tasks.get(accountId, userTaskID)
    return task && { taskStatus: task.taskStatus, taskName: task.taskName, sceneID: task.sceneID, taskID: task.taskID, ...task.stat }
  }
  const fieldsOf = ({ what, accountId, id }: { what: 'order' | 'task'; accountId: string; id: string }) =>
    what === 'order' ? orderFields(accountId, id) : taskFields(accountId, id)

  return {
    apply(delivery) {
      const { accountId, kind } = delivery
      const subject = subjectOf(kind, bodyFields(textOf(delivery)))
      const what = kind === 'task' ? 'task' : 'order'
      const id = what === 'task' ? subject.userTaskID : subject.orderID
      if (id === null) return
      const key = `${what} ${accountId} ${id}`
      if (!touched.has(key)) {
        if (what === 'order') copyOrder(accountId, id, subject.userTaskID)
        else copy('cached_task', 'account_id = ? AND user_task_id = ?', accountId, id)
        touched.set(key, { what, accountId, id, before: fieldsOf({ what, accountId, id }) })
      }
      apply(delivery)
    },
    changes() {
      const changes: RowChange[] = []
      for (const row of touched.values()) {
        const now = fieldsOf(row)
        if (!now) continue
        const fields = Object.entries(now)
          .filter(([name, value]) => !row.before || row.before[name] !== value)
          .map(([name, value]) => ({ name, was: row.before?.[name] ?? null, now: value ?? null }))
        if (fields.length === 0 && row.before) continue
        const userTaskID = row.what === 'task' ? row.id : String(now.userTaskID ?? '')
        changes.push({ what: row.what, id: row.id, userTaskID, isNew: row.before === null, fields })
      }
      return changes
    },
    close: () => void db.close(),
  }
}
