import type { OrderRow } from '../../src-contract/model/order.ts'

/** The columns of a list row, in the order of `RawOrderRow`; names come from the tasks the cache knows. */
export const ROW_COLUMNS = `
  orders.row_id, orders.order_id, order_task.user_task_id, coalesce(cached_task.task_name, ''), orders.phone, orders.name, orders.finish,
  orders.call_status, orders.status_text, orders.intent_tag, orders.intent_name, orders.turns, orders.duration_seconds,
  orders.calls, orders.last_call_at, orders.sms, orders.calling_number, orders.hangup_cause, orders.agent, orders.other, orders.updated_at, orders.source`

/** The tables those columns come from, in this order whatever the planner thinks; `@accountId` must be bound. */
export const ROW_TABLES = `
  orders CROSS JOIN order_task ON order_task.task_no = orders.task_no
  LEFT JOIN cached_task ON cached_task.account_id = @accountId AND cached_task.user_task_id = order_task.user_task_id`

/** A list row as SQLite hands it out; crosses threads in this form, which clones in two thirds of the time of objects. */
export type RawOrderRow = [
  rowId: number,
  orderID: string,
  userTaskID: string,
  taskName: string,
  phone: string,
  name: string,
  finish: number,
  callStatus: number | null,
  statusText: string | null,
  intentTag: string,
  intentName: string,
  turns: number | null,
  durationSeconds: number | null,
  calls: number,
  lastCallAt: number | null,
  sms: number,
  callingNumber: string,
  hangupCause: string,
  agent: string,
  other: string,
  updatedAt: number,
  source: OrderRow['source'],
]

/** A list row of the contract. */
export function toOrderRow(raw: RawOrderRow): OrderRow {
  const [
    rowId,
    orderID,
    userTaskID,
    taskName,
    phone,
    name,
    finish,
    callStatus,
    statusText,
    intentTag,
    intentName,
    turns,
    durationSeconds,
    calls,
    lastCallAt,
    sms,
    callingNumber,
    hangupCause,
    agent,
    other,
    updatedAt,
    source,
  ] = raw
  return {
    rowId,
    orderID,
    userTaskID,
    taskName,
    phone,
    name,
    finish: finish === 1,
    callStatus,
    statusText,
    intentTag,
    intentName,
    turns,
    durationSeconds,
    calls,
    lastCallAt,
    sms,
    callingNumber,
    hangupCause,
    agent,
    other,
    updatedAt,
    source,
  }
}
