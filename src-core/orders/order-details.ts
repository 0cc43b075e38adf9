import type { Call, OrderDetail } from '../../src-contract/model/order.ts'
import type { Source } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'
import type { OrderColumns } from './order-columns.ts'
import { isRealCall } from './order-columns.ts'
import { readLastCall } from './order-mapping.ts'
import type { CallRecord } from './order-record.ts'
import { type RawOrderRow, ROW_COLUMNS, ROW_TABLES, toOrderRow } from './order-row.ts'

/** Reads one order with everything the cache holds about it, what of a task is under way, and drops those of a removed account. */
export function createOrderDetails(db: Db) {
  const ofOrder = 'orders.account_no = (SELECT account_no FROM order_account WHERE account_id = @accountId) AND orders.order_id = @orderID'
  const columns = db.prepare(`SELECT * FROM orders WHERE ${ofOrder}`)
  const listRow = db.prepare(`SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE ${ofOrder}`).raw()
  const calls = db.prepare('SELECT call_json AS json, source, start_at AS startAt FROM order_call WHERE row_id = ? ORDER BY start_at DESC')
  const markPulled = db.prepare('UPDATE orders SET calls_pulled_at = ? WHERE row_id = ?')
  const userTask = db.prepare(`SELECT user_task_id FROM orders JOIN order_task USING (task_no) WHERE ${ofOrder}`).pluck()
  const ofTask = 'account_no = (SELECT account_no FROM order_account WHERE account_id = @accountId) AND user_task_id = @userTaskID'
  const underWay = db
    .prepare(`
    SELECT order_id FROM orders INDEXED BY orders_under_way
    WHERE call_status IN (2, 3, 4, 5) AND task_no = (SELECT task_no FROM order_task WHERE ${ofTask})`)
    .pluck()
  const toldWhole = db.prepare(
    `UPDATE order_task SET told_at = @at, told_source = @source WHERE ${ofTask} AND (told_at IS NULL OR told_at <= @at OR told_source = 'submission')`,
  )
  const row = (accountId: string, orderID: string) => columns.get({ accountId, orderID }) as OrderColumns | undefined

  return {
    row,
    markPulled: (rowId: number, at: number): void => void markPulled.run(at, rowId),
    userTaskIDOf: (accountId: string, orderID: string): string | null =>
      (userTask.get({ accountId, orderID }) as string | undefined) ?? null,
    toldWhole: (accountId: string, userTaskID: string, source: Source, at: number): void =>
      void toldWhole.run({ accountId, userTaskID, source, at }),
    underWay: (accountId: string, userTaskID: string): string[] => underWay.all({ accountId, userTaskID }) as string[],
    detail(accountId: string, orderID: string): Omit<OrderDetail, 'sentParams'> | null {
      const known = row(accountId, orderID)
      if (!known) return null
      const earlier = calls.all(known.row_id) as { json: string; source: Source }[]
      const last = isRealCall(known) ? readLastCall(known) : null
      return {
        row: toOrderRow(listRow.get({ accountId, orderID }) as RawOrderRow),
        accountId,
        calls: [
          ...(last ? [toCall(last, known.source as Source)] : []),
          ...earlier.map(call => toCall(JSON.parse(call.json) as CallRecord, call.source)),
        ],
        callsPulledAt: known.calls_pulled_at,
        rawJson: indentJson(known.raw_json),
      }
    },
    forgetAccount(accountId: string): void {
      const of = '(SELECT account_no FROM order_account WHERE account_id = @accountId)'
      db.transaction(() => {
        for (const sql of [
          `DELETE FROM order_call WHERE row_id IN (SELECT row_id FROM orders WHERE account_no = ${of})`,
          `DELETE FROM order_text WHERE rowid IN (SELECT row_id FROM orders WHERE account_no = ${of} AND row_id <= (SELECT indexed_to FROM order_text_mark))`,
          `DELETE FROM order_text_late WHERE row_id IN (SELECT row_id FROM orders WHERE account_no = ${of})`,
          ...['order_total', 'call_minute', 'order_part_total'].map(
            table => `DELETE FROM ${table} WHERE task_no IN (SELECT task_no FROM order_task WHERE account_no = ${of})`,
          ),
          `DELETE FROM orders WHERE account_no = ${of}`,
          `DELETE FROM order_gone WHERE account_no = ${of}`,
          `DELETE FROM order_task WHERE account_no = ${of}`,
          'DELETE FROM order_account WHERE account_id = @accountId',
          // SQLite hands out the highest row id again; rows that come later must not count as indexed.
          'UPDATE order_text_mark SET indexed_to = min(indexed_to, coalesce((SELECT max(row_id) FROM orders), 0))',
        ])
          db.prepare(sql).run({ accountId })
      }).immediate()
    },
  }
}

function toCall({ answered: _answered, ...call }: CallRecord, source: Source): Call {
  return { ...call, source }
}

/** Indents JSON by its text alone: no number is read, so none can lose a digit. */
export function indentJson(json: string): string {
  let [text, depth, inText] = ['', 0, false]
  const line = () => `\n${'  '.repeat(depth)}`
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at] as string
    if (inText) {
      text += char
      if (char === '\\') {
        at += 1
        text += json[at] ?? ''
      } else if (char === '"') inText = false
      continue
    }
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t') continue
    if (char === '"') inText = true
    if (char === '{' || char === '[') {
      const close = /^\s*[}\]]/.exec(json.slice(at + 1, at + 40))
      if (close) {
        text += char + (char === '{' ? '}' : ']')
        at += close[0].length
        continue
      }
      depth += 1
      text += char + line()
    } else if (char === '}' || char === ']') {
      depth -= 1
      text += line() + char
    } else if (char === ',') text += char + line()
    else if (char === ':') text += ': '
    else text += char
  }
  return text
}
