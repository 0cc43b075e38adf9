import type { Order } from './model.ts'
import type { OrderRecord, RequestRecord, Ring, SimulatorRecords, WebhookRecord } from './records.ts'
import type { Store } from './store.ts'
import type { Wire } from './wire.ts'

/** Reads the records off the store; orders accepted twice under one id are one record with timesCreated 2. */
export function createRecords(store: Store, wire: Wire, requests: Ring<RequestRecord>, webhooks: Ring<WebhookRecord>): SimulatorRecords {
  const record = (first: Order): OrderRecord => {
    let timesCreated = 0
    let callCount = 0
    let finish = true
    let last = first
    for (let order: Order | null = first; order !== null; order = order.again) {
      timesCreated++
      callCount += order.calls.length
      finish &&= order.finish
      last = order
    }
    const { orderID, userPhone } = first
    return { orderID, userPhone, userTaskID: first.task.userTaskID, timesCreated, callStatus: wire.orderStatus(last), finish, callCount }
  }
  return {
    orders: () => Array.from(store.orders(), record),
    order: orderID => {
      const first = store.order(orderID)
      return first === undefined ? undefined : record(first)
    },
    tasks: () =>
      Array.from(store.tasks(), task => ({
        kind: task.kind,
        userTaskID: task.userTaskID,
        taskID: task.taskID,
        taskName: task.setting.taskName,
        taskStatus: task.status,
        orders: task.orders.length,
        activeCalls: task.active,
        batch: task.batch,
      })),
    requests: () => requests.all(),
    webhooks: () => webhooks.all(),
  }
}
