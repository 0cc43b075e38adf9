import type { ErrorCode } from '../../src-contract/result.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { OrderStore } from '../orders/order-store.ts'
import { hasEnded } from '../tasks/task-state.ts'
import { LAST_TRIES, type TaskStore } from '../tasks/task-store.ts'
import { firstPage, pullOrders, pullOrdersById } from './pull-orders.ts'
import { pullTasks } from './pull-tasks.ts'
import type { Rests } from './rests.ts'

/** A task to be looked at, with the status the cache had before. */
export type Watched = ReturnType<TaskStore['toPoll']>[number]

export interface OrderPollsDeps {
  readonly tasks: Pick<TaskStore, 'get' | 'upsert' | 'watch' | 'markUnknown' | 'lastTries' | 'setLastTries'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole' | 'underWay' | 'taskCounts'>
  readonly clock: Clock
  /** Milliseconds that only go on. */
  readonly time: () => number
  readonly rests: Rests
  readonly bus: Pick<EventBus, 'emit'>
  readonly signal: AbortSignal
  /** Something is other than it was. */
  readonly moved: () => void
  /** The platform answers nothing of the account for now. */
  readonly accountFailed: (accountId: string, error: unknown) => void
}

/** Keeps the tasks of Callbot accounts and their orders fresh. */
export interface OrderPolls {
  /** One look at tasks of an account; throws what is about the whole account. */
  look(callbot: CallbotApi, accountId: string, watched: readonly Watched[]): Promise<void>
  /** Resolves when no reading is under way. */
  idle(): Promise<void>
}

const RUNNING = 2
/** callStatus of an order whose call is under way (callbot-v3.md 5.3). */
const IN_PROGRESS = [2, 3, 4, 5]
/** Orders of one look that are asked for by their ids; more are left for the next. */
const MOST_BY_ID = 1_000
/** Reading all orders may take a twentieth of the time at most. */
const SWEEP_SHARE = 20
const SWEEP_LEAST_MS = 5_000
/** Longer than after the largest task: a sweep in which the computer slept must not keep the next one away for days. */
const SWEEP_MOST_MS = 3_600_000
const SOON_MS = 60_000
/** Pause before the orders of an ended task are read again; doubled with each try. */
const LAST_AGAIN_MS = 60_000
/** So many refusals in a row, while the task is not listed either, mean that the platform does not have it. */
const REFUSALS = 3
/** The platform's no to a question about a task that it does not have; which code it gives is not documented. */
export const NO_SUCH_TASK: ReadonlySet<ErrorCode> = new Set(['platform_parameters', 'platform_refused', 'platform_unlisted'])
/** Answers about one task that tell nothing of the others. */
export const ABOUT_ONE_TASK: ReadonlySet<ErrorCode> = new Set([
  ...NO_SUCH_TASK,
  'platform_internal',
  'too_many_elements',
  'import_running',
  'list_cut_short',
  'auth_permission',
  'answer_too_large',
  'not_json',
])

interface Sweep {
  nextAt: number
  /** Not before then are the orders of an ended task read again. */
  lastAt: number
  running: Promise<void> | null
}

export function createOrderPolls(deps: OrderPollsDeps): OrderPolls {
  const { tasks, orders, clock, time, rests, bus, signal, moved } = deps
  const sweeps = new Map<string, Sweep>()
  const refusals = new Map<string, number>()
  /** Orders by task that the platform did not list when it was asked for them; only a reading of all asks for them again. */
  const silent = new Map<string, Set<string>>()
  /** Accounts in which the orders of an ended task are being read: one after the other, also when many ended. */
  const lastReadings = new Set<string>()
  const keyOf = ({ accountId, userTaskID }: Pick<Watched, 'accountId' | 'userTaskID'>) => `${accountId} ${userTaskID}`
  const countsOf = ({ accountId, userTaskID }: Watched) => orders.taskCounts(accountId, userTaskID).get(userTaskID)

  const changed = (accountId: string, count: number) => {
    if (count === 0) return
    moved()
    bus.emit('orders', { accountId })
  }
  /** A failure about one task makes that task rest; any other the account too, and the task longer, so that the others come before it. */
  const failed = (task: Watched, isListed: boolean, error: unknown): 'task' | 'account' => {
    const key = keyOf(task)
    rests.failed(key, 2)
    if (!(error instanceof AppError) || !ABOUT_ONE_TASK.has(error.code)) return 'account'
    const count = !isListed && NO_SUCH_TASK.has(error.code) ? (refusals.get(key) ?? 0) + 1 : 0
    refusals.set(key, count)
    if (count < REFUSALS) return 'task'
    refusals.delete(key)
    rests.worked(key)
    tasks.markUnknown(task.accountId, task.userTaskID, clock.now())
    bus.emit('tasks', { accountId: task.accountId, id: task.userTaskID })
    return 'task'
  }

  /** The calls under way, and what became of those that were. */
  const askWhatMoves = async (callbot: CallbotApi, task: Watched) => {
    const { accountId, userTaskID } = task
    const seen = new Set<string>()
    const noting: OrderStore['upsertOrders'] = (account, records, ...rest) => {
      for (const { orderID } of records) seen.add(orderID)
      return orders.upsertOrders(account, records, ...rest)
    }
    const from = { ...firstPage, size: 100 }
    const pull = { accountId, userTaskID, callStatus: IN_PROGRESS, from, signal, onPage: () => undefined }
    changed(accountId, (await pullOrders({ clock, orders: { toldWhole: orders.toldWhole, upsertOrders: noting } }, callbot, pull)).changed)
    const unheard = silent.get(keyOf(task)) ?? new Set()
    const orderIDs = orders.underWay(accountId, userTaskID).filter(orderID => !seen.has(orderID) && !unheard.has(orderID))
    if (orderIDs.length === 0) return
    const ended = await pullOrdersById(deps, callbot, { accountId, userTaskID, orderIDs: orderIDs.slice(0, MOST_BY_ID), signal })
    changed(accountId, ended.changed)
    silent.set(keyOf(task), new Set([...unheard, ...ended.missing]))
  }

  /** What the platform counts is what we count: then our counts are of the moment it was asked. */
  const agrees = (task: Watched): boolean => {
    const [counts, stat] = [countsOf(task), tasks.get(task.accountId, task.userTaskID)?.stat]
    return !!counts && !!stat && counts.total >= stat.totalOrderCount && counts.finished >= stat.finishOrderCount
  }
  const hasUnfinished = (task: Watched): boolean => {
    const counts = countsOf(task)
    const told = tasks.get(task.accountId, task.userTaskID)?.stat?.totalOrderCount ?? null
    return !counts || counts.finished < counts.total || (told !== null && counts.total < told)
  }

  const sweepOf = (task: Watched): Sweep => {
    const sweep = sweeps.get(keyOf(task)) ?? { nextAt: 0, lastAt: 0, running: null }
    sweeps.set(keyOf(task), sweep)
    return sweep
  }
  /** Reads every order of the task beside the looks; the answer says how it went. */
  const readAll = (callbot: CallbotApi, task: Watched, isListed: boolean, over: (how: 'read' | 'task' | 'account') => void) => {
    const { accountId, userTaskID } = task
    const sweep = sweepOf(task)
    const startedAt = time()
    const pull = { accountId, userTaskID, from: firstPage, signal, onPage: () => bus.emit('orders', { accountId }) }
    sweep.running = pullOrders(deps, callbot, pull)
      .then(
        ({ changed: count }) => {
          if (count > 0) moved()
          silent.delete(keyOf(task))
          refusals.delete(keyOf(task))
          over('read')
          bus.emit('tasks', { accountId, id: userTaskID })
        },
        error => {
          if (signal.aborted) return
          const about = failed(task, isListed, error)
          if (about === 'account') deps.accountFailed(accountId, error)
          over(about)
        },
      )
      .finally(() => {
        sweep.running = null
        sweep.nextAt = time() + Math.min(SWEEP_MOST_MS, Math.max(SWEEP_LEAST_MS, SWEEP_SHARE * (time() - startedAt)))
      })
      // The cache could not be written.
      .catch(error => deps.accountFailed(accountId, error))
  }
  const sweepWhenDue = (callbot: CallbotApi, task: Watched, isListed: boolean, status: number) => {
    const sweep = sweepOf(task)
    const justStopped = task.taskStatus === RUNNING && status !== RUNNING
    if (sweep.running || (time() < sweep.nextAt && !justStopped) || !hasUnfinished(task)) return
    readAll(callbot, task, isListed, () => undefined)
  }
  /** After the end every order is read once more, until no call is under way: what a lost webhook would have told is then known. */
  const readLast = (callbot: CallbotApi, task: Watched, isListed: boolean) => {
    const { accountId, userTaskID } = task
    const sweep = sweepOf(task)
    const tries = tasks.lastTries(accountId, userTaskID)
    if (tries === 0 || sweep.running || time() < sweep.lastAt || lastReadings.has(accountId)) return
    lastReadings.add(accountId)
    readAll(callbot, task, isListed, how => {
      lastReadings.delete(accountId)
      if (how === 'account') return
      const isDone = how === 'read' && (countsOf(task)?.inProgress ?? 0) === 0
      if (tasks.lastTries(accountId, userTaskID) > 0) tasks.setLastTries(accountId, userTaskID, isDone ? 0 : tries - 1)
      sweep.lastAt = isDone ? 0 : time() + LAST_AGAIN_MS * 2 ** Math.max(0, LAST_TRIES - tries)
    })
  }

  const lookAt = async (callbot: CallbotApi, task: Watched, isListed: boolean, askedAt: number) => {
    const { accountId, userTaskID, taskStatus: before } = task
    const status = tasks.get(accountId, userTaskID)?.taskStatus ?? null
    if (status !== before) moved()
    if (status === null) return
    // One that is not listed is asked about as well: only a no to that means that it is not there.
    if (status === RUNNING || !isListed) await askWhatMoves(callbot, task)
    refusals.delete(keyOf(task))
    // Paused: calls under way still come to their end.
    if (before === RUNNING && status !== RUNNING && !hasEnded(status)) tasks.watch(accountId, userTaskID, clock.now() + SOON_MS)
    if (isListed && agrees(task)) orders.toldWhole(accountId, userTaskID, 'pulled', askedAt)
    if (hasEnded(status)) readLast(callbot, task, isListed)
    else sweepWhenDue(callbot, task, isListed, status)
  }

  return {
    async look(callbot, accountId, watched) {
      const askedAt = clock.now()
      const listed = new Set<string>()
      const ids = watched.map(task => task.userTaskID)
      for (let from = 0; from < ids.length; from += 100)
        for (const id of await pullTasks(deps, callbot, { accountId, userTaskIDs: ids.slice(from, from + 100), signal })) listed.add(id)
      bus.emit('tasks', { accountId })
      for (const task of watched) {
        if (signal.aborted) return
        if (rests.isResting(keyOf(task))) continue
        const isListed = listed.has(task.userTaskID)
        try {
          await lookAt(callbot, task, isListed, askedAt)
          rests.worked(keyOf(task))
        } catch (error) {
          if (signal.aborted || failed(task, isListed, error) === 'account') throw error
        }
      }
      // Also of how old the counts are.
      bus.emit('tasks', { accountId })
    },
    async idle() {
      await Promise.all([...sweeps.values()].map(sweep => sweep.running))
    },
  }
}
