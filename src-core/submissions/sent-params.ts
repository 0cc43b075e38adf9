import type { Db } from '../db/open.ts'

/** Reads the script variables an order was sent with; empty when it was not sent from here. */
export function createSentParams(db: Db): (orderID: string) => { name: string; value: string }[] {
  const one = db.prepare<[string], string>('SELECT params FROM submission_order WHERE order_id = ?').pluck()
  return orderID => JSON.parse(one.get(orderID) ?? '[]') as { name: string; value: string }[]
}
