import type { NxlinkApi } from '../api/nxlink-types.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { pullRecords } from './pull-records.ts'

export interface RecordPollsDeps {
  readonly tasks: Pick<TaskStore, 'tasksOfRecords' | 'recordsReadTo' | 'setRecordsReadTo'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'userTaskIDOf' | 'toldWhole'>
  readonly clock: Clock
  /** Milliseconds that only go on. */
  readonly time: () => number
  readonly bus: Pick<EventBus, 'emit'>
  readonly signal: AbortSignal
  /** Pause between two looks at an account where nothing has moved for a while, in milliseconds. */
  readonly quietMs: number
  readonly moved: () => void
  readonly accountFailed: (accountId: string, error: unknown) => void
}

/** Keeps the tasks of NXLink accounts fresh by their call records: NXLink tells no status of a task, so none of them is ever known to be over. */
export interface RecordPolls {
  /** Accounts with tasks of the last days. */
  accounts(): Set<string>
  /** Whether the account is to be looked at now; `isWatched` while one of its tasks is expected to move. */
  isDue(accountId: string, isWatched: boolean): boolean
  look(nxlink: NxlinkApi, accountId: string): Promise<void>
  /** Resolves when no reading is under way. */
  idle(): Promise<void>
}

/** A task without a call for so long is not looked at by itself any more. */
export const RECORDS_KEPT_MS = 7 * 86_400_000
/** Records are listed by the begin of their call and come when it is over, so this long before a moment calls may still come. */
export const LONGEST_CALL_MS = 3_600_000
/** What most calls take: so much is asked for with every look. */
const SHORT_CALL_MS = 120_000
/** Records that came mean that more will, for so long. */
const BUSY_MS = 600_000
/** One question covers so much at most: the longest allowed is not documented, and what was read stays read when the next one fails. */
const SPAN_MS = 86_400_000
/** Reading all that may have come may take a twentieth of the time at most. */
const SHARE = 20
const LEAST_MS = 5_000
const MOST_MS = 600_000

interface Reading {
  nextAt: number
  running: Promise<void> | null
}

export function createRecordPolls(deps: RecordPollsDeps): RecordPolls {
  const { tasks, orders, clock, time, bus, signal, moved } = deps
  const readings = new Map<string, Reading>()
  const busyUntil = new Map<string, number>()
  const lookedAt = new Map<string, number>()
  const recent = () => tasks.tasksOfRecords(clock.now() - RECORDS_KEPT_MS)
  const from = { page: 0, size: 100, done: 0, total: null }

  const came = (accountId: string, count: number) => {
    if (count === 0) return
    busyUntil.set(accountId, time() + BUSY_MS)
    moved()
    bus.emit('orders', { accountId })
  }
  /** Everything since the last such reading, and the calls that were under way then. */
  const readOn = async (nxlink: NxlinkApi, accountId: string) => {
    const now = clock.now()
    const ours = recent().filter(task => task.accountId === accountId)
    const first = Math.max(now - RECORDS_KEPT_MS, Math.min(now, ...ours.map(task => task.createdAt)))
    for (let at = Math.min(tasks.recordsReadTo(accountId) ?? first, now); ; ) {
      const rangeTo = Math.min(at + SPAN_MS, now)
      const range = { accountId, rangeFrom: at - LONGEST_CALL_MS, rangeTo }
      came(accountId, (await pullRecords(deps, nxlink, { ...range, from, signal, onPage: () => undefined })).changed)
      tasks.setRecordsReadTo(accountId, rangeTo)
      if (rangeTo >= now) break
      at = rangeTo
    }
    for (const { userTaskID } of ours) orders.toldWhole(accountId, userTaskID, 'record', now)
    bus.emit('tasks', { accountId })
  }
  const readOnWhenDue = (nxlink: NxlinkApi, accountId: string) => {
    const reading = readings.get(accountId) ?? { nextAt: 0, running: null }
    readings.set(accountId, reading)
    if (reading.running || time() < reading.nextAt) return
    const startedAt = time()
    reading.running = readOn(nxlink, accountId)
      .catch(error => {
        if (!signal.aborted) deps.accountFailed(accountId, error)
      })
      .finally(() => {
        reading.running = null
        reading.nextAt = time() + Math.min(MOST_MS, Math.max(LEAST_MS, SHARE * (time() - startedAt)))
      })
  }

  return {
    accounts: () => new Set(recent().map(task => task.accountId)),
    isDue: (accountId, isWatched) =>
      isWatched ||
      time() < (busyUntil.get(accountId) ?? 0) ||
      time() - (lookedAt.get(accountId) ?? Number.NEGATIVE_INFINITY) >= deps.quietMs,
    async look(nxlink, accountId) {
      lookedAt.set(accountId, time())
      readOnWhenDue(nxlink, accountId)
      const now = clock.now()
      const range = { accountId, rangeFrom: now - SHORT_CALL_MS, rangeTo: now }
      const pull = { ...range, isPart: true, from, signal, onPage: () => undefined }
      came(accountId, (await pullRecords(deps, nxlink, pull)).changed)
    },
    async idle() {
      await Promise.all([...readings.values()].map(reading => reading.running))
    },
  }
}
