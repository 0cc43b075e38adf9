import type { Network } from './network.ts'
import type { Store } from './store.ts'

/** Orders disappear from the platform, as after somebody deleted them in its own console; answers how many there were. */
export function forgetOrders(orderIDs: readonly string[], store: Store): number {
  return store.remove(orderIDs)
}

/** Orders appear in a task that the API of this account did not send; throws when there is no such task. */
export function addOrders(
  userTaskID: string,
  rows: readonly { orderID: string; userPhone: string }[],
  store: Store,
  network: Network,
): void {
  const task = store.task(userTaskID)
  if (task === undefined) throw new Error(`There is no task ${userTaskID}.`)
  for (const row of rows) store.addOrder(task, { ...row, userName: '', customerName: '', other: '', params: [] }, { order: '', call: '' })
  network.ordersChanged(task)
}
