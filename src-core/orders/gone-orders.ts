import type { Db } from '../db/open.ts'
import type { OrderColumns } from './order-columns.ts'
import type { OrderRecord } from './order-record.ts'

/** What the platform deleted, for the writer of orders and inside its transactions. */
export interface GoneOrders {
  /** Takes out those of the orders that were never dialled, and remembers them; answers how many. */
  remove(accountNo: number, orderIDs: readonly string[], at: number): number
  /** When those of the orders went that are gone. */
  among(accountNo: number, orderIDs: readonly string[]): ReadonlyMap<string, number>
  /** The platform has it after all. */
  isBack(accountNo: number, orderID: string): void
  /** The highest row id that a removed order had in this run; 0 when none was removed. */
  highestRow(): number
}

/** Never dialled, as SQL: ready to call, or without any call so far (callbot-v3.md 5.3). */
export const UNDIALLED = `last_call_at IS NULL AND call_id = '' AND calls = 0 AND coalesce(call_status, 1) = 1`

/** Whether what was told is about an order that was not dialled. */
export const tellsNoCall = ({ call }: Pick<OrderRecord, 'call'>): boolean =>
  call === null ||
  (call.callID === '' && call.startAt === null && call.answerAt === null && call.endAt === null && (call.callStatus ?? 1) === 1)

/** Creates the bookkeeping of one `cache.db`; `leaves` takes a row that goes out of whatever counts or indexes it. */
export function createGoneOrders(db: Db, leaves: (row: OrderColumns) => void): GoneOrders {
  const toRemove = db.prepare<[number, string], OrderColumns>(
    `SELECT * FROM orders WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?)) AND ${UNDIALLED}`,
  )
  const removeRow = db.prepare('DELETE FROM orders WHERE row_id = ?')
  // After a restart SQLite hands out the highest row id again; a row that comes later must not count as indexed.
  const lowerMark = db.prepare('UPDATE order_text_mark SET indexed_to = min(indexed_to, coalesce((SELECT max(row_id) FROM orders), 0))')
  const note = db.prepare('INSERT OR REPLACE INTO order_gone (account_no, order_id, task_no, gone_at) VALUES (?, ?, ?, ?)')
  const among = db
    .prepare<[number, string], [string, number]>(
      'SELECT order_id, gone_at FROM order_gone WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?))',
    )
    .raw()
  const isBack = db.prepare('DELETE FROM order_gone WHERE account_no = ? AND order_id = ?')
  let highestRow = 0

  return {
    remove(accountNo, orderIDs, at) {
      const rows = toRemove.all(accountNo, JSON.stringify(orderIDs))
      for (const row of rows) {
        leaves(row)
        removeRow.run(row.row_id)
        note.run(accountNo, row.order_id, row.task_no, at)
        highestRow = Math.max(highestRow, row.row_id)
      }
      if (rows.length > 0) lowerMark.run()
      return rows.length
    },
    among: (accountNo, orderIDs) =>
      new Map(orderIDs.length === 0 ? [] : (among.all(accountNo, JSON.stringify(orderIDs)) as unknown as [string, number][])),
    isBack: (accountNo, orderID) => void isBack.run(accountNo, orderID),
    highestRow: () => highestRow,
  }
}
