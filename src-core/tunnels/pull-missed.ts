import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import { NO_SUCH_TASK } from '../sync/poll-orders.ts'
import { LONGEST_CALL_MS } from '../sync/poll-records.ts'
import { firstPage, pullOrders } from '../sync/pull-orders.ts'
import { pullRecords } from '../sync/pull-records.ts'
import { pullTasks } from '../sync/pull-tasks.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { TaskKey } from './gap-store.ts'

export interface PullMissedDeps {
  readonly api: Pick<ApiSource, 'callbot' | 'nxlink'>
  /** Null for an account that was removed. */
  readonly kind: (accountId: string) => 'callbot' | 'nxlink' | null
  readonly tasks: Pick<TaskStore, 'get' | 'upsert'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole' | 'userTaskIDOf'>
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit'>
}

const WAITING = 1

/**
 * Reads a task and all of its orders, tagged "pulled"; answers how many orders were other than the cache knew. A removed account has none,
 * nor has a task that is marked as one the platform does not have; null when it says so now of one that is not marked.
 * `from`: begin of the gap, UTC milliseconds. NXLink lists records by time and for the whole account, so those of a gap are asked for once
 * for all of its tasks.
 */
export function createPullMissed(deps: PullMissedDeps) {
  const { bus, clock } = deps
  /** What the records of a gap changed, by account, for its tasks that have not been told yet. */
  const changed = new Map<string, { readonly from: number; readonly byTask: Map<string, number>; readonly told: Set<string> }>()

  const pullTask = async ({ accountId, userTaskID }: TaskKey, signal: AbortSignal): Promise<number | null> => {
    const callbot = await deps.api.callbot(accountId)
    const before = deps.tasks.get(accountId, userTaskID)
    const listed = await pullTasks(deps, callbot, { accountId, userTaskIDs: [userTaskID], signal })
    bus.emit('tasks', { accountId, id: userTaskID })
    // Nothing is dialled before the start.
    if (before?.taskStatus === WAITING && deps.tasks.get(accountId, userTaskID)?.taskStatus === WAITING) return 0
    const onPage = () => bus.emit('orders', { accountId })
    try {
      return (await pullOrders(deps, callbot, { accountId, userTaskID, from: firstPage, signal, onPage })).changed
    } catch (error) {
      if (listed.has(userTaskID) || !(error instanceof AppError && NO_SUCH_TASK.has(error.code))) throw error
      return (before?.unknownAt ?? null) === null ? null : 0
    }
  }

  const readRecords = async (accountId: string, from: number, signal: AbortSignal) => {
    const byTask = new Map<string, number>()
    const upsertOrders: OrderStore['upsertOrders'] = (account, records, source, at, isPart) => {
      let sum = 0
      for (const userTaskID of new Set(records.map(record => record.userTaskID))) {
        const theirs = records.filter(record => record.userTaskID === userTaskID)
        const count = deps.orders.upsertOrders(account, theirs, source, at, isPart).changed
        byTask.set(userTaskID, (byTask.get(userTaskID) ?? 0) + count)
        sum += count
      }
      return { changed: sum }
    }
    const range = { accountId, rangeFrom: from - LONGEST_CALL_MS, rangeTo: clock.now() }
    const pages = { from: { page: 0, size: 100, done: 0, total: null }, onPage: () => bus.emit('orders', { accountId }) }
    const orders = { upsertOrders, userTaskIDOf: deps.orders.userTaskIDOf }
    await pullRecords({ clock, orders }, await deps.api.nxlink(accountId), { ...range, ...pages, signal })
    return byTask
  }
  const pullRecordsOf = async ({ accountId, userTaskID }: TaskKey, from: number, signal: AbortSignal): Promise<number> => {
    let known = changed.get(accountId)
    if (known?.from !== from || known.told.has(userTaskID)) {
      known = { from, byTask: await readRecords(accountId, from, signal), told: new Set() }
      changed.set(accountId, known)
    }
    known.told.add(userTaskID)
    bus.emit('tasks', { accountId, id: userTaskID })
    return known.byTask.get(userTaskID) ?? 0
  }

  return async (task: TaskKey, signal: AbortSignal, from: number): Promise<number | null> => {
    try {
      return await (deps.kind(task.accountId) === 'nxlink' ? pullRecordsOf(task, from, signal) : pullTask(task, signal))
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found' && error.params['what'] === 'account') return 0
      throw error
    }
  }
}
