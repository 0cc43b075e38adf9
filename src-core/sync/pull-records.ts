import type { NxlinkApi, NxlinkRecord } from '../api/nxlink-types.ts'
import type { Clock } from '../clock.ts'
import { fromNxlinkRecord } from '../orders/order-mapping.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { PageProgress } from './pull-orders.ts'

/** The documented maximum of cdr/page (nxlink-cc.md 5.2). */
export const RECORD_PAGE = 100

type Orders = Pick<OrderStore, 'upsertOrders' | 'userTaskIDOf'>

export interface RecordPull {
  readonly accountId: string
  /** UTC milliseconds. */
  readonly rangeFrom: number
  readonly rangeTo: number
  /** Calls that began earlier may still come: what is counted stays as old as it was. */
  readonly isPart?: boolean
  readonly from: PageProgress
  readonly signal: AbortSignal
  onPage(progress: PageProgress): void
}

/** Pulls call records of a time range into the cache; no total is sent, so pages are read until one is short. */
export async function pullRecords(
  { orders, clock }: { orders: Orders; clock: Clock },
  api: NxlinkApi,
  pull: RecordPull,
): Promise<{ changed: number; done: number }> {
  let { done } = pull.from
  let changed = 0
  for (let page = pull.from.page + 1; ; page += 1) {
    pull.signal.throwIfAborted()
    const startTime = Math.floor(pull.rangeFrom / 1000)
    const endTime = Math.ceil(pull.rangeTo / 1000)
    const askedAt = clock.now()
    const { value } = await api.cdrPage({ startTime, endTime, page, size: RECORD_PAGE }, { signal: pull.signal })
    changed += takeRecords(orders, pull.accountId, value, askedAt, pull.isPart)
    done += value.length
    pull.onPage({ page, size: RECORD_PAGE, done, total: null })
    if (value.length < RECORD_PAGE) return { changed, done }
  }
}

/** Puts call records into the cache, each under the task its order was sent with; answers how many orders changed. */
export function takeRecords(orders: Orders, accountId: string, found: readonly NxlinkRecord[], at: number, isPart = false): number {
  const records = found.flatMap(record => fromNxlinkRecord(record.raw, orders.userTaskIDOf(accountId, record.orderId) ?? '') ?? [])
  return records.length === 0 ? 0 : orders.upsertOrders(accountId, records, 'record', at, isPart).changed
}
