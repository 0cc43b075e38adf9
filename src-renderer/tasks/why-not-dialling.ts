import type { TaskDetail } from '../../src-contract/model/task.ts'
import { instantOfWall } from '../setup/task-clock.ts'
import { dialWindow } from './dial-window.ts'

/** The one cause why a task dials nothing at this moment. */
export type Silence =
  | { readonly cause: 'waiting' | 'paused' | 'ended' | 'failed' | 'allDone' | 'noOrders' | 'noHours' | 'unknownStatus' }
  /** The platform says since `at` that it has no such task. */
  | { readonly cause: 'gone'; readonly at: number }
  | { readonly cause: 'scheduled' | 'closedDay' | 'closed' | 'startAhead'; readonly at: number }
  /** Every order left is with the platform's lines already. */
  | { readonly cause: 'allDispatched'; readonly count: number }
  /** Open, running, orders left, and no news since `at`: it may dial without our hearing of it. */
  | { readonly cause: 'silent'; readonly at: number }

/** What was looked at, in the order of the panel. */
export interface WhyCheck {
  readonly what: 'status' | 'start' | 'weekday' | 'halfHour' | 'orders' | 'news'
  readonly state: 'ok' | 'blocks' | 'unknown'
}

export interface Diagnosis {
  /** Null while the task dials, or when nothing we know explains it. */
  readonly silence: Silence | null
  /** It should dial, nothing we know explains why not, and no call has begun for a while. */
  readonly unexplained: boolean
  readonly checks: readonly WhyCheck[]
  /** Weekday of the task's own clock, 1 = Monday, and its half-hour; null without a known offset. */
  readonly here: { readonly weekday: number; readonly halfHour: number } | null
  readonly left: number
}

/** No word of a running task in its open window for so long is silence. */
export const SILENT_AFTER_MS = 300_000
/** Between two calls of a task that dials nothing is on the line for a moment: so long without a new call is more than that. */
export const IDLE_AFTER_MS = 120_000
/** callStatus of orders the platform has taken to its lines (callbot-v3.md 5.3). */
const DISPATCHED: ReadonlySet<number | null> = new Set([2, 3, 4, 5])

/** Looks at everything that can keep a task from dialling, from what the console knows. */
export function diagnose(task: TaskDetail, now: number): Diagnosis {
  const { counts, form } = task
  const callbot = form?.kind === 'callbot' ? form : null
  const left = Math.max(0, counts.total - counts.finished)
  const startAt = callbot?.startupType === 2 ? instantOfWall(callbot.startupAt, callbot.timeZone) : null
  const here = task.zoneSecond === null ? null : localClock(task.zoneSecond, now)
  const window = callbot && task.zoneSecond !== null ? dialWindow(callbot, task.zoneSecond, now) : null
  const running = task.taskStatus === 2
  const dispatched = counts.byStatus.reduce((sum, { callStatus, count }) => sum + (DISPATCHED.has(callStatus) ? count : 0), 0)
  const heardAt = Math.max(task.freshAt ?? 0, task.lastDeliveryAt ?? 0)
  const quiet = running && heardAt > 0 && now - heardAt > SILENT_AFTER_MS

  const dayOn = callbot && here ? callbot.weekdays.includes(here.weekday) : null
  const hourOn = callbot && here ? callbot.halfHours.includes(here.halfHour) : null
  const known = (on: boolean | null) => (on === null ? 'unknown' : on ? 'ok' : 'blocks')
  const checks: WhyCheck[] = [
    { what: 'status', state: task.taskStatus === null ? 'unknown' : running ? 'ok' : 'blocks' },
    { what: 'start', state: callbot ? known(startAt === null || startAt <= now) : 'unknown' },
    { what: 'weekday', state: known(dayOn) },
    { what: 'halfHour', state: known(hourOn) },
    { what: 'orders', state: counts.total === 0 ? 'unknown' : left > 0 ? 'ok' : 'blocks' },
    { what: 'news', state: heardAt === 0 ? 'unknown' : quiet && window?.state === 'open' && left > 0 ? 'blocks' : 'ok' },
  ]
  const silence = cause()
  const idleSince = Math.max(task.lastCallAt ?? 0, task.createdAt ?? 0, startAt ?? 0)
  const unexplained = silence === null && running && counts.inProgress === 0 && left > 0 && now - idleSince > IDLE_AFTER_MS
  return { silence, unexplained, checks, here, left }

  function cause(): Silence | null {
    if (task.taskStatus === 4) return { cause: 'failed' }
    if (task.taskStatus === 3) return { cause: 'ended' }
    if (task.unknownAt !== null) return { cause: 'gone', at: task.unknownAt }
    if (task.taskStatus === 5) return { cause: 'paused' }
    if (counts.total > 0 && left === 0) return { cause: 'allDone' }
    if (task.taskStatus === 1) return startAt !== null && startAt > now ? { cause: 'scheduled', at: startAt } : { cause: 'waiting' }
    if (form?.kind === 'nxlink') return null
    if (!running) return task.taskStatus === null ? null : { cause: 'unknownStatus' }
    const onTheLine = counts.byStatus.some(({ callStatus, count }) => count > 0 && callStatus !== 2 && DISPATCHED.has(callStatus))
    if (onTheLine && !quiet) return null
    if (counts.total === 0) return { cause: 'noOrders' }
    if (startAt !== null && startAt > now) return { cause: 'startAhead', at: startAt }
    if (window?.state === 'never') return { cause: 'noHours' }
    if (window?.state === 'closed') return { cause: dayOn === false ? 'closedDay' : 'closed', at: window.changesAt }
    if (quiet) return { cause: 'silent', at: heardAt }
    return dispatched > 0 && dispatched >= left ? { cause: 'allDispatched', count: dispatched } : null
  }
}

function localClock(zoneSecond: number, now: number): { weekday: number; halfHour: number } {
  const local = new Date(now + zoneSecond * 1000)
  return { weekday: local.getUTCDay() || 7, halfHour: local.getUTCHours() * 2 + (local.getUTCMinutes() >= 30 ? 1 : 0) }
}
