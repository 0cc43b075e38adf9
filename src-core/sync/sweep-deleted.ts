import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import { IDS_A_QUESTION, listByID } from '../orders/list-by-id.ts'
import type { OrderStore } from '../orders/order-store.ts'
import { createRowMarks, type RowMarks } from '../orders/row-marks.ts'
import type { TaskRemains } from '../orders/task-remains.ts'
import type { TasksToSweep, TaskToSweep } from '../orders/tasks-to-sweep.ts'
import type { Timings } from '../ports.ts'
import { backOffMs } from '../submissions/back-off.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { OrdersInFlight } from '../submissions/orders-in-flight.ts'
import { firstPage, type PageProgress, takeOrders } from './pull-orders.ts'
import type { SyncService } from './sync-service.ts'

export interface SweeperDeps {
  readonly toSweep: TasksToSweep
  readonly sync: Pick<SyncService, 'pullWhole'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'removeGone'>
  readonly remains: TaskRemains
  readonly inFlight: OrdersInFlight
  /** Whether orders of the task are being withdrawn and deleted. */
  readonly isWithdrawing: (accountId: string, userTaskID: string) => boolean
  readonly api: Pick<ApiSource, 'callbot'>
  /** False while the secret is locked or missing: then nothing is asked. */
  readonly canAsk: (accountId: string) => boolean | Promise<boolean>
  readonly clock: Clock
  readonly timings: Pick<Timings, 'backoffBaseMs'>
  readonly bus: EventBus
  readonly log: Log
  /** 0 to 1. */
  readonly random: () => number
}

/** Brings the cache to what a deletion left at the platform; what "deleted" means is nowhere documented, so it is asked. */
export interface DeletionSweeper {
  start(): void
  /** Forgets the pauses after failures: the computer woke up, or its network changed. */
  lookAgain(): void
  close(): Promise<void>
}

/** What was read of a task so far; a pull that was cut short goes on behind it. */
interface Reading {
  readonly mark: number
  readonly seen: RowMarks
  progress: PageProgress
  isWhole: boolean
}

/** A list may show an order this much after it was accepted; until then its silence says nothing. */
const LATE_MS = 90_000
const ROWS_AT_ONCE = 1_000
const LOOK_EVERY_MS = 1_000
const NOTHING_DUE_MS = 3_600_000
const LONGEST_REST_MS = 600_000
const CANCELLED_MS = 60_000

/**
 * After a request that deletes (importBatchCall, mgrTaskStatus and stopOrder with delCall 1; callbot-v3.md 3.5, 3.10, 3.12) every order of the
 * task is read, page by page. What was never dialled and is on none of the pages is asked for once more by its id, because pages shift while a
 * task moves. Only what the platform then does not list is gone, unless it was sent so recently that a list may not show it yet.
 */
export function createDeletionSweeper(deps: SweeperDeps): DeletionSweeper {
  const { toSweep, sync, orders, remains, inFlight, clock, bus, log } = deps
  const timings = { backoffBaseMs: deps.timings.backoffBaseMs, backoffMaxMs: LONGEST_REST_MS }
  const stop = new AbortController()
  const readings = new Map<string, Reading>()
  const rests = new Map<string, { failures: number; until: number }>()
  let nap = new AbortController()
  let loop: Promise<void> = Promise.resolve()

  const keyOf = ({ accountId, userTaskID }: TaskToSweep) => `${accountId} ${userTaskID}`
  const rest = (task: TaskToSweep) => {
    const failures = (rests.get(keyOf(task))?.failures ?? 0) + 1
    rests.set(keyOf(task), { failures, until: clock.now() + backOffMs(failures, timings, deps.random) })
  }

  const readingOf = (task: TaskToSweep): Reading => {
    const known = readings.get(keyOf(task))
    if (known?.mark === task.mark) return known
    const reading = { mark: task.mark, seen: createRowMarks(), progress: firstPage, isWhole: false }
    readings.set(keyOf(task), reading)
    return reading
  }

  /** Reads the pages that are left; true once every page was read. */
  const readWhole = async (task: TaskToSweep, reading: Reading): Promise<boolean> => {
    const { accountId, userTaskID } = task
    const ended = await sync.pullWhole(accountId, userTaskID, {
      from: reading.progress,
      signal: stop.signal,
      onPage: (progress, orderIDs) => {
        reading.progress = progress
        for (const rowId of remains.rowIDs(accountId, orderIDs)) reading.seen.add(rowId)
      },
    })
    const { total, done } = reading.progress
    reading.isWhole = ended === 'done' && (total === null || done >= total)
    // A list that ended before its own total is read again from its first page.
    if (ended === 'done' && !reading.isWhole) reading.progress = firstPage
    // Whoever cancels it does not want it back at once.
    if (ended === 'cancelled') rests.set(keyOf(task), { failures: 0, until: clock.now() + CANCELLED_MS })
    else if (!reading.isWhole) rest(task)
    return reading.isWhole
  }

  /**
   * Up to when the silence of the list counts: an order that was accepted before a request whose orders are all listed is not merely late.
   * Without such a request, all but the last 90 s.
   */
  const heardUpTo = ({ accountId, userTaskID }: TaskToSweep, { seen }: Reading): number => {
    const late = clock.now() - LATE_MS
    const last = inFlight.lastAccepted(accountId, userTaskID)
    if (!last || last.sentAt <= late) return late
    const rows = remains.rowIDs(accountId, last.orderIDs)
    return rows.length === last.orderIDs.length && rows.every(row => seen.has(row)) ? last.sentAt : late
  }

  /** Asks for orders by their ids; answers those that are not listed. */
  const notListed = async ({ accountId, userTaskID }: TaskToSweep, orderIDs: readonly string[]) => {
    const callbot = await deps.api.callbot(accountId)
    const askedAt = clock.now()
    const listed = await listByID(callbot, { userTaskID, orderIDs, signal: stop.signal })
    takeOrders(orders, accountId, userTaskID, listed, askedAt)
    const there = new Set(listed.map(order => order.orderID))
    return { missing: orderIDs.filter(orderID => !there.has(orderID)), askedAt }
  }

  /** Takes out what is gone; answers when the rest can be decided, null when nothing is left to decide. */
  const takeOut = async (task: TaskToSweep, reading: Reading): Promise<number | null> => {
    const { accountId, userTaskID } = task
    const upTo = heardUpTo(task, reading)
    let again: number | null = null
    const decide = async (ids: readonly string[]) => {
      const { missing, askedAt } = await notListed(task, ids)
      const acceptedAt = inFlight.acceptedAt(missing)
      const gone = missing.filter(orderID => {
        const at = acceptedAt.get(orderID)
        if (at === undefined || (at !== null && at <= upTo)) return true
        const decidable = at === null ? clock.now() + LATE_MS / 10 : at + LATE_MS
        again = Math.min(again ?? decidable, decidable)
        return false
      })
      if (orders.removeGone(accountId, gone, askedAt) > 0) bus.emit('orders', { accountId })
    }
    for (let after = 0; ; ) {
      stop.signal.throwIfAborted()
      const rows = remains.undialled(accountId, userTaskID, after, ROWS_AT_ONCE)
      const unseen = rows.flatMap(row => (reading.seen.has(row.rowId) ? [] : row.orderID))
      for (let from = 0; from < unseen.length; from += IDS_A_QUESTION) await decide(unseen.slice(from, from + IDS_A_QUESTION))
      const last = rows.at(-1)
      if (!last) return again
      after = last.rowId
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  const sweep = async (task: TaskToSweep): Promise<void> => {
    const { accountId, userTaskID } = task
    const key = keyOf(task)
    const reading = readingOf(task)
    if (!reading.isWhole && !(await readWhole(task, reading))) return
    const again = await takeOut(task, reading)
    if (again === null) {
      toSweep.swept(task)
      readings.delete(key)
      rests.delete(key)
    } else rests.set(key, { failures: 0, until: again })
    bus.emit('orders', { accountId })
    bus.emit('tasks', { accountId, id: userTaskID })
  }

  const look = async () => {
    for (const task of toSweep.due()) {
      if (stop.signal.aborted) return
      if ((rests.get(keyOf(task))?.until ?? 0) > clock.now()) continue
      const { accountId, userTaskID } = task
      try {
        if (deps.isWithdrawing(accountId, userTaskID) || inFlight.isUnsettled(accountId, userTaskID)) continue
        if (await deps.canAsk(accountId)) await sweep(task)
      } catch (error) {
        if (stop.signal.aborted) return
        rest(task)
        if (!(error instanceof AppError)) log.write('error', 'deleted orders could not be looked for', { error })
      }
    }
  }

  const run = async () => {
    while (!stop.signal.aborted) {
      nap = new AbortController()
      await look()
      if (!stop.signal.aborted) await clock.sleep(toSweep.due().length > 0 ? LOOK_EVERY_MS : NOTHING_DUE_MS, nap.signal)
    }
  }

  return {
    start() {
      toSweep.onDue(() => nap.abort())
      loop = run()
    },
    lookAgain() {
      for (const [key, { failures }] of rests) if (failures > 0) rests.delete(key)
      nap.abort()
    },
    async close() {
      stop.abort()
      nap.abort()
      await loop
    },
  }
}
