import type { OrderStore } from '../orders/order-store.ts'
import type { LaunchedWith } from '../submissions/submission-store.ts'
import type { TaskSignsReader } from '../tasks/task-signs.ts'
import { hasEnded } from '../tasks/task-state.ts'
import type { CachedTask, TaskStore } from '../tasks/task-store.ts'
import type { Finding } from './alert-store.ts'
import { causeOf, type WatchedTask } from './judge-task.ts'

export interface WatchedTasksDeps {
  readonly accountIds: () => readonly string[]
  readonly tasks: Pick<TaskStore, 'list'>
  readonly orders: Pick<OrderStore, 'taskCounts'>
  readonly signs: TaskSignsReader
  readonly launchedWith: (accountId: string, userTaskID: string) => LaunchedWith | null
  /** Whether webhooks reach this computer at all, as far as is known: a tunnel that is meant to run. */
  readonly hasWayIn: () => boolean
}

/** The tasks that alerts are about, and how they stood before. */
export interface TaskLooks {
  /** Running tasks by account. A task without a status (NXLink) runs while its calls are recent. */
  running(now: number): Map<string, Omit<WatchedTask, 'pulse'>[]>
  /** Tasks that came to their end since this was asked last, also those launched from here and over since then; the first time none. */
  ended(now: number): Finding[]
  /** The computer slept: nothing that should have come meanwhile is missed. */
  sleptUntil(now: number): void
}

const RUNNING = 2
const RECENT_MS = 30 * 60_000

/** Looks at the cached tasks of every account. */
export function createWatchedTasks(deps: WatchedTasksDeps): TaskLooks {
  const { tasks, orders, signs } = deps
  /** Since when a task has been seen running, by account and task. */
  const runsSince = new Map<string, number>()
  let goesOn: ReadonlySet<string> | null = null
  let watchedFrom = Number.POSITIVE_INFINITY
  let known: ReadonlySet<string> = new Set()
  const keyOf = ({ accountId, userTaskID }: Pick<CachedTask, 'accountId' | 'userTaskID'>) => `${accountId} ${userTaskID}`
  const all = () => deps.accountIds().map(accountId => [accountId, tasks.list(accountId)] as const)

  const watched = (task: CachedTask, counts: ReturnType<OrderStore['taskCounts']>, now: number): Omit<WatchedTask, 'pulse'> | null => {
    const sign = signs.of(task.accountId, task.userTaskID)
    const runs = task.taskStatus === RUNNING || (task.taskStatus === null && now - (sign.lastCallAt ?? 0) < RECENT_MS)
    if (!runs) return null
    const launch = deps.launchedWith(task.accountId, task.userTaskID)?.launch ?? null
    const form = launch?.form ?? null
    const meant = form?.kind === 'callbot' && form.callbacks.mode === 'listener' && deps.hasWayIn()
    const since = runsSince.get(keyOf(task)) ?? now
    runsSince.set(keyOf(task), since)
    return {
      row: {
        ...task,
        ...sign,
        counts: counts.get(task.userTaskID) ?? { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] },
        form,
        zoneSecond: launch?.zoneSecond ?? null,
      },
      watchedSince: since,
      expectsDeliveries: meant || sign.lastDeliveryAt !== null,
    }
  }
  const launchedAfter = ({ accountId, userTaskID }: CachedTask, at: number) =>
    (deps.launchedWith(accountId, userTaskID)?.launch?.at ?? Number.NEGATIVE_INFINITY) > at
  return {
    running(now) {
      const byAccount = new Map<string, Omit<WatchedTask, 'pulse'>[]>()
      const seen = new Set<string>()
      for (const [accountId, list] of all()) {
        const candidates = list.filter(({ taskStatus, unknownAt }) => (taskStatus === RUNNING || taskStatus === null) && unknownAt === null)
        if (candidates.length === 0) continue
        const counts = orders.taskCounts(accountId)
        const running = candidates.flatMap(task => watched(task, counts, now) ?? [])
        for (const { row } of running) seen.add(keyOf(row))
        if (running.length > 0) byAccount.set(accountId, running)
      }
      for (const key of runsSince.keys()) if (!seen.has(key)) runsSince.delete(key)
      return byAccount
    },
    ended(at) {
      const before = goesOn
      if (before === null) watchedFrom = at
      const now = new Set<string>()
      const seenNow = new Set<string>()
      const findings: Finding[] = []
      for (const [accountId, list] of all()) {
        const ended: CachedTask[] = []
        for (const task of list) {
          const key = keyOf(task)
          seenNow.add(key)
          if (!hasEnded(task.taskStatus)) now.add(key)
          else if (before?.has(key) || (!known.has(key) && launchedAfter(task, watchedFrom))) ended.push(task)
        }
        if (ended.length === 0) continue
        const counts = orders.taskCounts(accountId)
        findings.push(...ended.map(task => endOf(task, counts.get(task.userTaskID))))
      }
      goesOn = now
      known = seenNow
      return findings
    },
    sleptUntil(now) {
      for (const key of runsSince.keys()) runsSince.set(key, now)
    },
  }
}

/** The platform's counters at the end of a task are newer than what has been pulled of its orders. */
function endOf({ accountId, userTaskID, taskName, taskStatus, stat }: CachedTask, counts?: WatchedTask['row']['counts']): Finding {
  return {
    cause: causeOf('taskEnded', accountId, userTaskID),
    kind: 'taskEnded',
    accountId,
    userTaskID,
    taskName,
    params: {
      status: taskStatus ?? 0,
      finished: Math.max(stat?.finishOrderCount ?? 0, counts?.finished ?? 0),
      total: Math.max(stat?.totalOrderCount ?? 0, counts?.total ?? 0),
    },
    filter: { accountId, userTaskIDs: [userTaskID] },
  }
}
