import type { CallbotApi } from '../api/callbot-types.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Timings } from '../ports.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { firstPage, pullOrders } from './pull-orders.ts'
import { pullRecords } from './pull-records.ts'
import { pullTasks } from './pull-tasks.ts'

export interface PollerDeps {
  readonly api: ApiSource
  readonly kind: (accountId: string) => 'callbot' | 'nxlink'
  /** False while the secret is locked or missing: then nothing is asked. */
  readonly canAsk: (accountId: string) => boolean | Promise<boolean>
  readonly tasks: TaskStore
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'userTaskIDOf' | 'taskCounts'>
  readonly clock: Clock
  readonly timings: Pick<Timings, 'pollMs' | 'backoffMaxMs'>
  readonly bus: EventBus
  readonly log: Log
  /** Whether webhooks tell of the task: then it is looked at now and then, in case one was lost on the way. */
  readonly isCarried?: (accountId: string, userTaskID: string) => boolean
}

/** Keeps running tasks fresh by asking the platform; webhooks make it faster, they do not replace it. */
export interface Poller {
  start(): void
  /** Looks at this task now and for the next minute. */
  soon(accountId: string, userTaskID: string): void
  /** Milliseconds between two rounds: the quick rhythm while something moves, slower the longer nothing does. */
  intervalMs(): number
  close(): Promise<void>
}

const RUNNING = 2
const ENDED: ReadonlySet<number | null> = new Set([3, 4])
/** callStatus of an order whose call is under way (callbot-v3.md 5.3). */
const IN_PROGRESS = [2, 3, 4, 5]
/** A full sweep may take a twentieth of the time at most. */
const SWEEP_SHARE = 20
const SWEEP_LEAST_MS = 5_000
const SOON_MS = 60_000
/** A waiting or paused task is looked at this much less often: someone may start it elsewhere, or its hour comes. */
const QUIET_ROUNDS = 10
/** After so many rounds without a change the pauses grow by the quick rhythm each, up to so many times of it. */
const PATIENT_ROUNDS = 3
const SLOWEST = 5
/** A task that webhooks tell of is looked at this much less often. */
const CARRIED_ROUNDS = 10
/** NXLink tells no task status: a task counts as running while its records keep coming. */
const RECORDS_WATCH_MS = 600_000
const RECORDS_BACK_MS = 120_000

type Watched = ReturnType<TaskStore['toPoll']>[number]

export function createPoller(deps: PollerDeps): Poller {
  const { api, tasks, orders, clock, timings, bus, log } = deps
  const stop = new AbortController()
  const rests = new Map<string, { errors: number; until: number }>()
  const sweeps = new Map<string, { nextAt: number; running: Promise<void> | null; endedAs: number | null }>()
  let nap = new AbortController()
  let loop: Promise<void> = Promise.resolve()
  let quietRounds = 0
  let unheard: () => void = () => undefined
  const carriedAt = new Map<string, number>()

  const moved = () => {
    quietRounds = 0
  }
  const intervalMs = () => timings.pollMs * Math.min(SLOWEST, Math.max(1, quietRounds - PATIENT_ROUNDS + 1))
  const changed = (accountId: string, count: number) => {
    if (count === 0) return
    moved()
    bus.emit('orders', { accountId })
  }

  const pollCallbot = async (accountId: string, watched: readonly Watched[]) => {
    const callbot = await api.callbot(accountId)
    const ids = watched.map(task => task.userTaskID)
    for (let from = 0; from < ids.length; from += 100)
      await pullTasks(deps, callbot, { accountId, userTaskIDs: ids.slice(from, from + 100), signal: stop.signal })
    bus.emit('tasks', { accountId })
    for (const before of watched) {
      const status = tasks.get(accountId, before.userTaskID)?.taskStatus ?? null
      if (status !== before.taskStatus) moved()
      if (status === RUNNING || status === null) {
        const pull = {
          accountId,
          userTaskID: before.userTaskID,
          callStatus: IN_PROGRESS,
          from: { ...firstPage, size: 100 },
          signal: stop.signal,
          onPage: () => undefined,
        }
        if (status === RUNNING) changed(accountId, (await pullOrders(deps, callbot, pull)).changed)
      } else if (before.taskStatus === RUNNING && !ENDED.has(status)) {
        // Paused: calls under way still come to their end.
        tasks.watch(accountId, before.userTaskID, clock.now() + SOON_MS)
      }
      sweepWhenDue(callbot, accountId, before, status)
    }
  }

  const sweepWhenDue = (callbot: CallbotApi, accountId: string, { userTaskID, taskStatus: before }: Watched, status: number | null) => {
    if (status === null) return
    const key = `${accountId} ${userTaskID}`
    const sweep = sweeps.get(key) ?? { nextAt: 0, running: null, endedAs: null }
    sweeps.set(key, sweep)
    const lastOne = ENDED.has(status) && sweep.endedAs !== status
    const justChanged = before === RUNNING && status !== RUNNING
    if (sweep.running || (clock.now() < sweep.nextAt && !lastOne && !justChanged)) return
    if (ENDED.has(status) && !lastOne) return
    if (!lastOne && !hasUnfinished(accountId, userTaskID)) return
    const startedAt = clock.now()
    const pull = { accountId, userTaskID, from: firstPage, signal: stop.signal, onPage: () => bus.emit('orders', { accountId }) }
    sweep.running = pullOrders(deps, callbot, pull)
      .then(
        ({ changed: count }) => {
          if (count > 0) moved()
          if (lastOne) sweep.endedAs = status
        },
        error => rest(accountId, error),
      )
      .finally(() => {
        sweep.running = null
        sweep.nextAt = clock.now() + Math.max(SWEEP_LEAST_MS, SWEEP_SHARE * (clock.now() - startedAt))
      })
  }

  const hasUnfinished = (accountId: string, userTaskID: string): boolean => {
    const counts = orders.taskCounts(accountId, userTaskID).get(userTaskID)
    const known = tasks.get(accountId, userTaskID)?.stat?.totalOrderCount ?? null
    return !counts || counts.finished < counts.total || (known !== null && counts.total < known)
  }

  const pollNxlink = async (accountId: string, watched: readonly Watched[]) => {
    const now = clock.now()
    const pull = {
      accountId,
      rangeFrom: now - RECORDS_BACK_MS,
      rangeTo: now,
      from: { page: 0, size: 100, done: 0, total: null },
      signal: stop.signal,
      onPage: () => undefined,
    }
    const count = (await pullRecords(deps, await api.nxlink(accountId), pull)).changed
    changed(accountId, count)
    if (count > 0) for (const { userTaskID } of watched) tasks.watch(accountId, userTaskID, now + RECORDS_WATCH_MS)
  }

  /** Waits longer after each failure; the first answer that works ends it. */
  const rest = (accountId: string, error: unknown) => {
    if (stop.signal.aborted) return
    const errors = (rests.get(accountId)?.errors ?? 0) + 1
    rests.set(accountId, { errors, until: clock.now() + Math.min(timings.backoffMaxMs, timings.pollMs * 2 ** Math.min(errors, 20)) })
    if (!(error instanceof AppError)) log.write('error', 'polling failed', { error })
    bus.emit('sync', { accountId })
  }

  const isDue = ({ accountId, userTaskID }: Watched): boolean => {
    const key = `${accountId} ${userTaskID}`
    if (!deps.isCarried?.(accountId, userTaskID)) {
      carriedAt.delete(key)
      return true
    }
    // What webhooks carry from the first moment on was looked at when it was launched.
    const lookedAt = carriedAt.get(key)
    if (lookedAt !== undefined && clock.now() - lookedAt < CARRIED_ROUNDS * timings.pollMs) return false
    carriedAt.set(key, clock.now())
    return lookedAt !== undefined
  }

  const round = async () => {
    const byAccount = grouped(tasks.toPoll(clock.now(), clock.now() - QUIET_ROUNDS * timings.pollMs).filter(isDue))
    for (const [accountId, watched] of byAccount) {
      if (stop.signal.aborted) return
      if ((rests.get(accountId)?.until ?? 0) > clock.now()) continue
      try {
        if (!(await deps.canAsk(accountId))) continue
        await (deps.kind(accountId) === 'callbot' ? pollCallbot(accountId, watched) : pollNxlink(accountId, watched))
        rests.delete(accountId)
      } catch (error) {
        rest(accountId, error)
      }
    }
  }

  const run = async () => {
    while (!stop.signal.aborted) {
      nap = new AbortController()
      quietRounds += 1
      await round()
      if (!stop.signal.aborted) await clock.sleep(intervalMs(), nap.signal)
    }
  }

  return {
    start() {
      // What is sent from here moves at once, so a slow rhythm ends with it.
      unheard = bus.on(({ name }) => {
        if (name !== 'submissions') return
        const isSlow = quietRounds > PATIENT_ROUNDS
        moved()
        if (isSlow) nap.abort()
      })
      loop = run().catch(error => {
        if (!stop.signal.aborted) log.write('error', 'the poller stopped', { error })
      })
    },
    soon(accountId, userTaskID) {
      tasks.watch(accountId, userTaskID, clock.now() + SOON_MS)
      carriedAt.set(`${accountId} ${userTaskID}`, 0)
      moved()
      nap.abort()
    },
    intervalMs,
    async close() {
      unheard()
      stop.abort()
      nap.abort()
      await loop
      await Promise.all([...sweeps.values()].map(sweep => sweep.running))
    },
  }
}

function grouped(watched: readonly Watched[]): Map<string, Watched[]> {
  const byAccount = new Map<string, Watched[]>()
  for (const task of watched) byAccount.set(task.accountId, [...(byAccount.get(task.accountId) ?? []), task])
  return byAccount
}
