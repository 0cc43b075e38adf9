import type { OrderDetail } from '../../src-contract/model/order.ts'
import { AppError } from '../app-error.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { OrderReaders } from './order-reader-pool.ts'
import type { OrderStore } from './order-store.ts'
import type { TaskRemains } from './task-remains.ts'

export interface OrderHandlersDeps {
  readonly store: Pick<OrderStore, 'detail' | 'userTaskIDOf'>
  readonly readers: OrderReaders
  /** When the platform did not list an order any more; null when it is not gone. */
  readonly goneAt: TaskRemains['goneAt']
  /** Asks the platform for every call of one order and stores the answer. */
  readonly pullDetail: (accountId: string, userTaskID: string, orderID: string) => Promise<void>
  /** The script variables an order was sent with from here. */
  readonly sentParams: (accountId: string, orderID: string) => OrderDetail['sentParams']
}

/**
 * Answers the `orders.*` calls: lists from the reader threads, one order from the store. `not_found` of an order that the platform deleted has
 * `gone`, the moment when it did not list it any more.
 */
export function createOrderHandlers(deps: OrderHandlersDeps): AreaHandlers<'orders'> {
  const { store, readers, pullDetail, sentParams } = deps
  const notFound = (accountId: string, orderID: string) => {
    const gone = deps.goneAt(accountId, orderID)
    return new AppError('not_found', { what: 'order', id: orderID, ...(gone === null ? {} : { gone }) })
  }
  const detail = (accountId: string, orderID: string): OrderDetail => {
    const found = store.detail(accountId, orderID)
    if (!found) throw notFound(accountId, orderID)
    return { ...found, sentParams: sentParams(accountId, orderID) }
  }
  return {
    'orders.open': ({ filter, sort, count }) => readers.open(filter, sort, count),
    'orders.total': ({ handle }) => readers.total(handle),
    'orders.rows': async ({ handle, start, count }) => ({ rows: await readers.rows(handle, start, count) }),
    'orders.close': ({ handle }) => {
      readers.drop(handle)
      return {}
    },
    'orders.facets': ({ filter }) => readers.facets(filter),
    'orders.get': ({ accountId, orderID }) => detail(accountId, orderID),
    'orders.pullCalls': async ({ accountId, orderID }) => {
      const userTaskID = store.userTaskIDOf(accountId, orderID)
      if (userTaskID === null) throw notFound(accountId, orderID)
      await pullDetail(accountId, userTaskID, orderID)
      return detail(accountId, orderID)
    },
  }
}
