import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import { firstPage, pullOrders } from '../sync/pull-orders.ts'
import { pullTasks } from '../sync/pull-tasks.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { TaskKey } from './gap-store.ts'

export interface PullMissedDeps {
  readonly api: Pick<ApiSource, 'callbot'>
  readonly tasks: Pick<TaskStore, 'get' | 'upsert'>
  readonly orders: Pick<OrderStore, 'upsertOrders'>
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit'>
}

const WAITING = 1

/** Reads a task and all of its orders, tagged "pulled"; answers how many orders were other than the cache knew. A removed account has none. */
export function createPullMissed(deps: PullMissedDeps) {
  return async ({ accountId, userTaskID }: TaskKey, signal: AbortSignal): Promise<number> => {
    const { bus } = deps
    try {
      const callbot = await deps.api.callbot(accountId)
      const before = deps.tasks.get(accountId, userTaskID)?.taskStatus ?? null
      await pullTasks(deps, callbot, { accountId, userTaskIDs: [userTaskID], signal })
      bus.emit('tasks', { accountId, id: userTaskID })
      // Nothing is dialled before the start.
      if (before === WAITING && deps.tasks.get(accountId, userTaskID)?.taskStatus === WAITING) return 0
      const onPage = () => bus.emit('orders', { accountId })
      return (await pullOrders(deps, callbot, { accountId, userTaskID, from: firstPage, signal, onPage })).changed
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found' && error.params['what'] === 'account') return 0
      throw error
    }
  }
}
