import type { CallbotApi, CallbotOrder } from '../api/callbot-types.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { listByID } from '../orders/list-by-id.ts'
import { fromCallbotOrder } from '../orders/order-mapping.ts'
import type { OrderStore } from '../orders/order-store.ts'

export interface PageProgress {
  /** Last page that is in the cache; the first is 1. */
  readonly page: number
  readonly size: number
  readonly done: number
  readonly total: number | null
}

export interface OrderPull {
  readonly accountId: string
  readonly userTaskID: string
  /** Only orders whose last call has one of these states; absent means all. */
  readonly callStatus?: readonly number[]
  readonly from: PageProgress
  readonly signal: AbortSignal
  onPage(progress: PageProgress): void
}

/** What a pull starts with: 500 a page; a platform that refuses it is asked for 100, the size the documents show. */
export const firstPage: PageProgress = { page: 0, size: 500, done: 0, total: null }
const SMALL_PAGE = 100

interface PullDeps {
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole'>
  readonly clock: Clock
}

/**
 * Pulls listOrder page by page into the cache (callbot-v3.md 3.9); every page is kept as it comes. Answers how many orders changed. What is
 * counted of the task is as old as the first page of all of its orders, and that only once the last one came.
 */
export async function pullOrders(
  { orders, clock }: PullDeps,
  api: CallbotApi,
  pull: OrderPull,
): Promise<{ changed: number; done: number }> {
  let progress = pull.from
  let changed = 0
  const begunAt = clock.now()
  for (;;) {
    const { size } = progress
    const page = progress.page + 1
    // What an answer tells is true of the moment it was asked for at the least.
    const askedAt = clock.now()
    const read = await readPage(api, pull, page, size)
    if (read === 'smaller') {
      progress = { ...progress, size: SMALL_PAGE, page: Math.floor(progress.done / SMALL_PAGE) }
      continue
    }
    const { value } = read
    changed += takeOrders(orders, pull.accountId, pull.userTaskID, value.orders, askedAt)
    const done = progress.done + value.orders.length
    // A platform that gives less than was asked for, and says there is more, has a smaller limit of its own.
    const capped =
      page === 1 &&
      value.orders.length > 0 &&
      value.orders.length < size &&
      value.totalCount !== null &&
      value.totalCount > value.orders.length
    progress = { page, size: capped ? value.orders.length : size, done, total: value.totalCount }
    const isAll = value.totalCount === null || done >= value.totalCount
    const isLast = value.orders.length < progress.size || (value.totalCount !== null && isAll)
    if (isLast && isAll && pull.callStatus === undefined && pull.from.page === 0)
      orders.toldWhole(pull.accountId, pull.userTaskID, 'pulled', begunAt)
    pull.onPage(progress)
    if (isLast) return { changed, done }
    await new Promise(resolve => setImmediate(resolve))
  }
}

async function readPage(api: CallbotApi, pull: OrderPull, page: number, size: number) {
  pull.signal.throwIfAborted()
  try {
    const options = pull.callStatus ? { callStatus: pull.callStatus } : {}
    return await api.listOrder({ productID: 'callbot', userTaskID: pull.userTaskID, options, page, size }, { signal: pull.signal })
  } catch (error) {
    const aboutSize = error instanceof AppError && (error.code === 'platform_parameters' || error.code === 'too_many_elements')
    if (aboutSize && size > SMALL_PAGE) return 'smaller'
    throw error
  }
}

/** Asks for some orders of a task by their ids, every page of them: an id that is there twice comes twice. Answers how many changed, and those not listed. */
export async function pullOrdersById(
  { orders, clock }: { orders: Pick<OrderStore, 'upsertOrders'>; clock: Clock },
  api: CallbotApi,
  { accountId, userTaskID, orderIDs, signal }: Pick<OrderPull, 'accountId' | 'userTaskID' | 'signal'> & { orderIDs: readonly string[] },
): Promise<{ changed: number; missing: string[] }> {
  let changed = 0
  const missing = new Set(orderIDs)
  for (let from = 0; from < orderIDs.length; from += SMALL_PAGE) {
    const askedAt = clock.now()
    const listed = await listByID(api, { userTaskID, orderIDs: orderIDs.slice(from, from + SMALL_PAGE), signal })
    changed += takeOrders(orders, accountId, userTaskID, listed, askedAt)
    for (const order of listed) missing.delete(order.orderID)
  }
  return { changed, missing: [...missing] }
}

/** Puts some orders of a task into the cache; answers how many changed. */
export function takeOrders(
  orders: Pick<OrderStore, 'upsertOrders'>,
  accountId: string,
  userTaskID: string,
  found: readonly CallbotOrder[],
  at: number,
): number {
  const records = found
    .flatMap(order => fromCallbotOrder(order.raw) ?? [])
    .map(record => (record.userTaskID === '' ? { ...record, userTaskID } : record))
  return records.length === 0 ? 0 : orders.upsertOrders(accountId, records, 'pulled', at, true).changed
}
