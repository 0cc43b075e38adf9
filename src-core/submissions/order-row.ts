import type { BatchOrder } from './batch-store.ts'
import type { JournalledOrder } from './submission-store.ts'

/** An order as it goes into a request; the columns have its names, so that a row is the order but for `params`. */
export type WaitingRow = Omit<JournalledOrder, 'params'> & { readonly params: string }
/** A row of `submission_order`. */
export type OrderRow = WaitingRow & Pick<BatchOrder, 'state' | 'reason'>

/** The columns of a `WaitingRow`. */
export const WAITING_COLUMNS =
  'seq, order_id AS orderID, row_number AS rowNumber, phone, name, customer_name AS customerName, other, params'
/** The columns of an `OrderRow`. */
export const ORDER_COLUMNS = `${WAITING_COLUMNS}, state, reason`

const paramsOf = (text: string): JournalledOrder['params'] => (text === '[]' ? [] : (JSON.parse(text) as JournalledOrder['params']))

/** Reads an order that waits for its request. */
export function asWaitingOrder(row: WaitingRow): JournalledOrder {
  // The row itself, made for us a moment ago: a copy of each of 100,000 is work for the garbage collector.
  return Object.assign(row, { params: paramsOf(row.params) })
}

/** Reads an order with what is known of it. */
export function asOrder(row: OrderRow): BatchOrder {
  return { ...asWaitingOrder(row), state: row.state, reason: row.reason }
}
