import type { OrderDetail } from '../../src-contract/model/order.ts'
import { AppError } from '../app-error.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { OrderReaders } from './order-reader-pool.ts'
import type { OrderStore } from './order-store.ts'

export interface OrderHandlersDeps {
  readonly store: Pick<OrderStore, 'detail' | 'userTaskIDOf'>
  readonly readers: OrderReaders
  /** Asks the platform for every call of one order and stores the answer. */
  readonly pullDetail: (accountId: string, userTaskID: string, orderID: string) => Promise<void>
  readonly stop: AreaHandlers<'orders'>['orders.stop']
  /** The script variables an order was sent with from here. */
  readonly sentParams: (accountId: string, orderID: string) => OrderDetail['sentParams']
}

/** Answers the `orders.*` calls: lists from the reader threads, one order from the store. */
export function createOrderHandlers({ store, readers, pullDetail, stop, sentParams }: OrderHandlersDeps): AreaHandlers<'orders'> {
  const detail = (accountId: string, orderID: string): OrderDetail => {
    const found = store.detail(accountId, orderID)
    if (!found) throw new AppError('not_found', { what: 'order', id: orderID })
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
      if (userTaskID === null) throw new AppError('not_found', { what: 'order', id: orderID })
      await pullDetail(accountId, userTaskID, orderID)
      return detail(accountId, orderID)
    },
    'orders.stop': stop,
  }
}
