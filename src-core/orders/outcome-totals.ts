import type { Source } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'
import { callTime, type OrderColumns } from './order-columns.ts'
import { hasEndedCall } from './order-merge.ts'
import type { CallRecord } from './order-record.ts'

type Counted = Pick<
  OrderColumns,
  'task_no' | 'call_status' | 'ended_at' | 'last_call_at' | 'answered' | 'finish' | 'sms' | 'sms_status' | 'agent'
>

/** Counts the board shows, kept in the same transaction as the rows they count: calls by minute, orders by SMS and agent. */
export interface OutcomeTotals {
  /** An order with its last call. */
  addOrder(row: Counted, by: 1 | -1): void
  /** A call of the task that is not its order's last one. */
  addCall(taskNo: number, call: CallRecord, by: 1 | -1): void
  /** Something was told of an order of this task, whether it changed anything or not. */
  heard(taskNo: number, at: number, source: Source): void
  /** Writes what was added since the last time; called inside the transaction. */
  flush(): void
  /** Forgets what was added; the transaction failed. */
  forget(): void
}

interface Minute {
  readonly taskNo: number
  readonly minute: number
  calls: number
  ended: number
  answered: number
  orders: number
  finished: number
}

/** How an order stands in the counts by SMS: `none`, `untold` when its state was not told, or the state (callbot-v3.md 5.4). */
const smsValue = ({ sms, sms_status }: Pick<OrderColumns, 'sms' | 'sms_status'>): string =>
  sms === 0 ? 'none' : sms_status === null ? 'untold' : String(sms_status)

/** Creates the counts of one `cache.db`. */
export function createOutcomeTotals(db: Db): OutcomeTotals {
  const addMinute = db.prepare(`
    INSERT INTO call_minute VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET calls = calls + excluded.calls, ended = ended + excluded.ended, answered = answered + excluded.answered,
      orders = orders + excluded.orders, finished = finished + excluded.finished`)
  const dropMinute = db.prepare('DELETE FROM call_minute WHERE task_no = ? AND minute = ? AND calls = 0')
  const addPart = db.prepare('INSERT INTO order_part_total VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET orders = orders + excluded.orders')
  const dropPart = db.prepare('DELETE FROM order_part_total WHERE task_no = ? AND part = ? AND value = ? AND orders = 0')
  // That more was sent says nothing of what became of the rest.
  const told = db.prepare(`
    UPDATE order_task SET told_at = @at, told_source = @source
    WHERE task_no = @taskNo AND (told_at IS NULL OR told_at <= @at AND (@source <> 'submission' OR told_source = 'submission'))`)
  const minutes = new Map<string, Minute>()
  const parts = new Map<string, { taskNo: number; part: 'sms' | 'agent'; value: string; orders: number }>()
  const words = new Map<number, { at: number; source: Source }>()

  const minuteOf = (taskNo: number, at: number): Minute => {
    const minute = Math.floor(at / 60_000)
    const key = `${taskNo} ${minute}`
    const known = minutes.get(key) ?? { taskNo, minute, calls: 0, ended: 0, answered: 0, orders: 0, finished: 0 }
    minutes.set(key, known)
    return known
  }
  const part = (taskNo: number, name: 'sms' | 'agent', value: string, by: number) => {
    const key = `${taskNo} ${name} ${value}`
    const known = parts.get(key) ?? { taskNo, part: name, value, orders: 0 }
    known.orders += by
    parts.set(key, known)
  }
  const forget = () => {
    minutes.clear()
    parts.clear()
    words.clear()
  }

  return {
    addOrder(row, by) {
      part(row.task_no, 'sms', smsValue(row), by)
      part(row.task_no, 'agent', row.agent, by)
      if (row.last_call_at === null) return
      const sum = minuteOf(row.task_no, row.last_call_at)
      sum.calls += by
      sum.orders += by
      sum.answered += by * row.answered
      sum.finished += by * row.finish
      if (hasEndedCall(row.call_status, row.ended_at)) sum.ended += by
    },
    addCall(taskNo, call, by) {
      const at = callTime(call)
      if (at === null) return
      const sum = minuteOf(taskNo, at)
      sum.calls += by
      if (call.answered) sum.answered += by
      if (hasEndedCall(call.callStatus, call.endAt)) sum.ended += by
    },
    heard(taskNo, at, source) {
      const known = words.get(taskNo)
      if (!known || at >= known.at) words.set(taskNo, { at, source })
    },
    flush() {
      for (const { taskNo, minute, calls, ended, answered, orders, finished } of minutes.values()) {
        if (calls === 0 && ended === 0 && answered === 0 && orders === 0 && finished === 0) continue
        addMinute.run(taskNo, minute, calls, ended, answered, orders, finished)
        if (calls < 0) dropMinute.run(taskNo, minute)
      }
      for (const { taskNo, part, value, orders } of parts.values()) {
        if (orders === 0) continue
        addPart.run(taskNo, part, value, orders)
        if (orders < 0) dropPart.run(taskNo, part, value)
      }
      for (const [taskNo, { at, source }] of words) told.run({ taskNo, at, source })
      forget()
    },
    forget,
  }
}
