import type { AccountApis } from '../accounts/api-for-account.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import { fromCallbotDetail, fromNxlinkRecord } from './order-mapping.ts'
import type { OrderStore } from './order-store.ts'

export interface PullOrderDetailDeps {
  readonly apis: Pick<AccountApis, 'callbot' | 'nxlink' | 'kind'>
  /** The NXLink team id of an account; cdr/queryByOrderId asks for it (nxlink-cc.md 5.3). */
  readonly tenantId: (accountId: string) => string | null
  readonly store: Pick<OrderStore, 'upsertOrders' | 'upsertCalls'>
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit'>
}

/**
 * Asks the platform for every call of one order (callbot-v3.md 3.11, nxlink-cc.md 5.3) and stores what it says.
 * Refusals of the API come through; `invalid_input` when an NXLink account has no team id.
 */
export function createPullOrderDetail({ apis, tenantId, store, clock, bus }: PullOrderDetailDeps) {
  const pullCallbot = async (accountId: string, userTaskID: string, orderID: string) => {
    const askedAt = clock.now()
    const api = await apis.callbot(accountId)
    const { value } = await api.listOrderDetail({ productID: 'callbot', userTaskID, orderList: [orderID] })
    for (const element of value) {
      const told = fromCallbotDetail(element)
      if (!told || told.order.orderID !== orderID) continue
      // The element holds every call where the list's holds one: the order's text stays the list's, its state may move on.
      store.upsertOrders(accountId, [{ ...told.order, raw: '' }], 'pulled', askedAt, true)
      store.upsertCalls(accountId, orderID, told.calls, 'pulled', askedAt, true)
    }
  }
  const pullNxlink = async (accountId: string, userTaskID: string, orderID: string) => {
    const team = tenantId(accountId)
    if (!team) throw new AppError('invalid_input', { field: 'tenantId', problem: 'required' })
    const askedAt = clock.now()
    const api = await apis.nxlink(accountId)
    const { value } = await api.cdrQueryByOrderId({ tenantId: team, orderId: orderID })
    const orders = value
      .map(record => fromNxlinkRecord(record, userTaskID))
      .filter(order => order?.orderID === orderID)
      .filter(order => order !== null)
    store.upsertOrders(accountId, orders, 'record', askedAt, true)
    store.upsertCalls(
      accountId,
      orderID,
      orders.flatMap(order => order.call ?? []),
      'record',
      askedAt,
      true,
    )
  }
  return async (accountId: string, userTaskID: string, orderID: string): Promise<void> => {
    await (apis.kind(accountId) === 'callbot' ? pullCallbot : pullNxlink)(accountId, userTaskID, orderID)
    bus.emit('orders', { accountId, id: orderID })
  }
}
