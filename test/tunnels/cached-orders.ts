import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Simulator } from '../../src-simulator/simulator.ts'

interface CachedOrder {
  readonly orderID: string
  readonly callStatus: number | null
  readonly finish: number | null
  readonly source: string
}

/** The orders of a data folder's cache, by orderID. */
export function cachedOrders(dataDir: string): Map<string, CachedOrder> {
  const db = new Database(join(dataDir, 'cache.db'), { readonly: true })
  try {
    const rows = db.prepare('SELECT order_id AS orderID, call_status AS callStatus, finish, source FROM orders').all() as CachedOrder[]
    return new Map(rows.map(row => [row.orderID, row]))
  } finally {
    db.close()
  }
}

/** Orders that are over at the platform and otherwise in the cache. */
export function missingOrders(simulator: Simulator, dataDir: string): string[] {
  const cached = cachedOrders(dataDir)
  return simulator.records
    .orders()
    .filter(order => order.finish)
    .filter(order => {
      const row = cached.get(order.orderID)
      return !row || row.callStatus !== order.callStatus || row.finish !== 1
    })
    .map(order => order.orderID)
}
