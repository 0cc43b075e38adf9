import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Timings } from '../ports.ts'
import { createSteadyTime } from '../steady-time.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { createOrderPolls, type Watched } from './poll-orders.ts'
import { createRecordPolls } from './poll-records.ts'
import { createRests } from './rests.ts'

export interface PollerDeps {
  readonly api: ApiSource
  readonly kind: (accountId: string) => 'callbot' | 'nxlink'
  /** False while the secret is locked or missing: then nothing is asked. */
  readonly canAsk: (accountId: string) => boolean | Promise<boolean>
  readonly tasks: TaskStore
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole' | 'underWay' | 'userTaskIDOf' | 'taskCounts'>
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

const SOON_MS = 60_000
/** A waiting or paused task is looked at this much less often: someone may start it elsewhere, or its hour comes. */
const QUIET_ROUNDS = 10
/** After so many rounds without a change the pauses grow by the quick rhythm each, up to so many times of it. */
const PATIENT_ROUNDS = 3
const SLOWEST = 5
/** A task that webhooks tell of is looked at this much less often. */
const CARRIED_ROUNDS = 10

export function createPoller(deps: PollerDeps): Poller {
  const { api, tasks, clock, timings, bus, log } = deps
  const stop = new AbortController()
  const time = createSteadyTime(() => clock.now())
  const rests = createRests(time, timings)
  let nap = new AbortController()
  let loop: Promise<void> = Promise.resolve()
  let quietRounds = 0
  let unheard: () => void = () => undefined
  const carriedAt = new Map<string, number>()

  const moved = () => {
    quietRounds = 0
  }
  const intervalMs = () => timings.pollMs * Math.min(SLOWEST, Math.max(1, quietRounds - PATIENT_ROUNDS + 1))
  /** The account waits longer after each failure; the first answer that works ends it. */
  const accountFailed = (accountId: string, error: unknown) => {
    if (stop.signal.aborted) return
    rests.failed(accountId)
    if (!(error instanceof AppError)) log.write('error', 'polling failed', { error })
    bus.emit('sync', { accountId })
  }
  const shared = { ...deps, time, rests, signal: stop.signal, moved, accountFailed }
  const orderPolls = createOrderPolls(shared)
  const recordPolls = createRecordPolls({ ...shared, quietMs: QUIET_ROUNDS * timings.pollMs })

  const isDue = ({ accountId, userTaskID }: Watched): boolean => {
    const key = `${accountId} ${userTaskID}`
    if (!deps.isCarried?.(accountId, userTaskID)) {
      carriedAt.delete(key)
      return true
    }
    // What webhooks carry from the first moment on was looked at when it was launched.
    const lookedAt = carriedAt.get(key)
    if (lookedAt !== undefined && time() - lookedAt < CARRIED_ROUNDS * timings.pollMs) return false
    carriedAt.set(key, time())
    return lookedAt !== undefined
  }

  const lookAt = async (accountId: string, watched: readonly Watched[]) => {
    const isNxlink = deps.kind(accountId) === 'nxlink'
    if (isNxlink ? !recordPolls.isDue(accountId, watched.length > 0) : watched.length === 0) return
    if (!(await deps.canAsk(accountId))) return
    await (isNxlink
      ? recordPolls.look(await api.nxlink(accountId), accountId)
      : orderPolls.look(await api.callbot(accountId), accountId, watched))
    rests.worked(accountId)
  }
  const round = async () => {
    const byAccount = grouped(tasks.toPoll(clock.now(), clock.now() - QUIET_ROUNDS * timings.pollMs).filter(isDue))
    for (const accountId of new Set([...byAccount.keys(), ...recordPolls.accounts()])) {
      if (stop.signal.aborted) return
      if (rests.isResting(accountId)) continue
      await lookAt(accountId, byAccount.get(accountId) ?? []).catch(error => accountFailed(accountId, error))
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
      carriedAt.set(`${accountId} ${userTaskID}`, Number.NEGATIVE_INFINITY)
      moved()
      nap.abort()
    },
    intervalMs,
    async close() {
      unheard()
      stop.abort()
      nap.abort()
      await loop
      await Promise.all([orderPolls.idle(), recordPolls.idle()])
    },
  }
}

function grouped(watched: readonly Watched[]): Map<string, Watched[]> {
  const byAccount = new Map<string, Watched[]>()
  for (const task of watched) byAccount.set(task.accountId, [...(byAccount.get(task.accountId) ?? []), task])
  return byAccount
}
