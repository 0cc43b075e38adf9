import type { AlertKind, AlertRules } from '../../src-contract/model/board.ts'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import type { Finding } from './alert-store.ts'
import type { TaskPulse } from './board-reader.ts'
import { openSince } from './open-window.ts'

/** A task that is watched, and what its calls were like lately. */
export interface WatchedTask {
  readonly row: Pick<
    TaskDetail,
    | 'accountId'
    | 'userTaskID'
    | 'taskName'
    | 'taskStatus'
    | 'counts'
    | 'countsFreshAt'
    | 'form'
    | 'zoneSecond'
    | 'lastCallAt'
    | 'lastDeliveryAt'
  >
  readonly pulse: TaskPulse | null
  /** Since when this console has watched it without a break, the computer's sleep left out. */
  readonly watchedSince: number
  /** Whether its webhooks are meant to arrive here. */
  readonly expectsDeliveries: boolean
}

/** `ring`: it is so. `hold`: neither clearly so nor clearly over, an alert that rings goes on. Everything else is over. */
export type Judgement = { readonly ring: Finding } | { readonly hold: string }

const MINUTE_MS = 60_000
/** Calls that began in the last two minutes are left out: those that have ended by then are mostly the unanswered ones. */
export const SETTLE_MS = 2 * MINUTE_MS
/** The last calls whose statuses are looked at. */
export const SAMPLE = 50
const FEWEST_RECENT = 30
const FEWEST_EARLIER = 100
const FEWEST_SAMPLE = 20
/** A difference that chance makes once in a thousand times is none. */
const STANDARD_ERRORS = 3
/** An alert ends when its number is clearly back, not when it touches the line. */
const BACK = { rate: 0.5, share: 0.75 }

/** Time span of calls that the answer rate of now is taken from: of calls after the moment our counts are of, only some ends are known. */
export function recentSpan(
  { countsFreshAt }: Pick<TaskDetail, 'countsFreshAt'>,
  now: number,
  minutes: number,
): { from: number; to: number } {
  const to = Math.floor((Math.min(now, countsFreshAt ?? now) - SETTLE_MS) / MINUTE_MS) * MINUTE_MS
  return { from: to - minutes * MINUTE_MS, to }
}

/** Judges one running task by the rules that are on. */
export function judgeTask(task: WatchedTask, rules: AlertRules, now: number): Judgement[] {
  return [answerRate(task, rules.answerRateFalls, now), statuses(task, rules.statusSpike), silence(task, rules.silence, now)].filter(
    judgement => judgement !== null,
  )
}

export const causeOf = (kind: AlertKind, accountId: string, id: string): string => `${kind} ${accountId} ${id}`

function finding({ row }: WatchedTask, kind: AlertKind, params: Finding['params'], filter: Partial<OrderFilter>): Finding {
  const { accountId, userTaskID, taskName } = row
  return {
    cause: causeOf(kind, accountId, userTaskID),
    kind,
    accountId,
    userTaskID,
    taskName,
    params,
    filter: { accountId, userTaskIDs: [userTaskID], ...filter },
  }
}

const holding = ({ row }: WatchedTask, kind: AlertKind): Judgement => ({ hold: causeOf(kind, row.accountId, row.userTaskID) })

/** The rate of the last minutes against all before, where both are of enough calls and chance does not explain it. */
function answerRate(task: WatchedTask, { on, points, minutes }: AlertRules['answerRateFalls'], now: number): Judgement | null {
  if (!on || !task.pulse) return null
  const { recent, earlier } = task.pulse
  if (recent.ended < FEWEST_RECENT || earlier.ended < FEWEST_EARLIER) return holding(task, 'answerRateFalls')
  const [is, was] = [recent.answered / recent.ended, earlier.answered / earlier.ended]
  const fall = (was - is) * 100
  const all = (recent.answered + earlier.answered) / (recent.ended + earlier.ended)
  const error = Math.sqrt(all * (1 - all) * (1 / recent.ended + 1 / earlier.ended))
  if (fall < points || was - is < STANDARD_ERRORS * error) return fall >= points * BACK.rate ? holding(task, 'answerRateFalls') : null
  const { from, to } = recentSpan(task.row, now, minutes)
  const percent = (rate: number) => Math.round(rate * 1000) / 10
  return {
    ring: finding(
      task,
      'answerRateFalls',
      { now: percent(is), before: percent(was), points: Math.round(fall), minutes, calls: recent.ended },
      { lastCallFrom: from, lastCallTo: to },
    ),
  }
}

/** How many of the last calls ended with one of the statuses. */
function statuses(task: WatchedTask, { on, statuses: meant, percent }: AlertRules['statusSpike']): Judgement | null {
  if (!on || !task.pulse || meant.length === 0) return null
  const { lastStatuses, sampleFrom } = task.pulse
  if (lastStatuses.length < FEWEST_SAMPLE) return holding(task, 'statusSpike')
  const found = lastStatuses.filter(status => meant.includes(status))
  const share = (found.length / lastStatuses.length) * 100
  if (share < percent) return share >= percent * BACK.share ? holding(task, 'statusSpike') : null
  return {
    ring: finding(
      task,
      'statusSpike',
      {
        percent: Math.round(share),
        count: found.length,
        calls: lastStatuses.length,
        statuses: [...new Set(found)].sort((a, b) => a - b).join(', '),
      },
      { callStatus: meant, ...(sampleFrom === null ? {} : { lastCallFrom: sampleFrom }) },
    ),
  }
}

/** No webhook for longer than allowed while the task may dial and has somebody left to call. */
function silence(task: WatchedTask, { on, minutes }: AlertRules['silence'], now: number): Judgement | null {
  const { row, watchedSince, expectsDeliveries } = task
  if (!on || !expectsDeliveries || row.taskStatus !== 2) return null
  if (row.counts.total > 0 && row.counts.finished >= row.counts.total) return null
  const since = Math.max(watchedSince, row.lastDeliveryAt ?? 0, mayDialSince(row, now))
  if (now - since < minutes * MINUTE_MS) return null
  return {
    ring: finding(
      task,
      'silence',
      {
        minutes: Math.floor((now - Math.max(row.lastDeliveryAt ?? 0, watchedSince)) / MINUTE_MS),
        inProgress: row.counts.inProgress,
        // -1: the cache knows no call at all.
        lastCallMinutes: row.lastCallAt === null ? -1 : Math.max(0, Math.floor((now - row.lastCallAt) / MINUTE_MS)),
      },
      { finish: false },
    ),
  }
}

/** Since when the task may dial; `now` when it may not. A task of which no window is known dials while calls are under way. */
function mayDialSince({ form, zoneSecond, counts }: WatchedTask['row'], now: number): number {
  if (form?.kind === 'callbot' && zoneSecond !== null) return openSince(form, zoneSecond, now) ?? now
  return counts.inProgress > 0 ? 0 : now
}
