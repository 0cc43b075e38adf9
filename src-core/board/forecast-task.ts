import type { TaskForecast } from '../../src-contract/model/board.ts'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import { hasEnded } from '../tasks/task-state.ts'
import type { CallMinute } from './board-reader.ts'
import { dialPace } from './dial-pace.ts'
import { afterOpenMinutes, openMinutesToday } from './open-window.ts'

/** What a forecast is made of; `minutes` newest first. */
export interface ForecastFacts {
  readonly kind: 'callbot' | 'nxlink'
  readonly task: Pick<TaskDetail, 'taskStatus' | 'counts' | 'stat' | 'form' | 'zoneSecond' | 'countsFreshAt'>
  readonly minutes: readonly CallMinute[]
  readonly now: number
}

/** Minutes of calls that a forecast looks through: an hour of dialling, also where it is thinly spread. */
export const FORECAST_MINUTES = 180

/**
 * When everybody will have been called: what is left, at the pace of the last hour of dialling, through the open half-hours on the fixed
 * offset the task was sent with. A paused task is told as if it went on now.
 */
export function forecastTask({ kind, task, minutes, now }: ForecastFacts): TaskForecast {
  if (hasEnded(task.taskStatus)) return { state: 'finished' }
  const left = ordersLeft(task)
  if (left === 0 && task.counts.total > 0) return { state: 'finished' }
  if (kind === 'nxlink') return { state: 'none', why: 'nxlink' }
  if (minutes.length === 0) return { state: 'none', why: 'notStarted' }
  if (task.form?.kind !== 'callbot' || task.zoneSecond === null) return { state: 'none', why: 'unknownWindow' }
  const { form, zoneSecond } = task
  if (form.weekdays.length === 0 || form.halfHours.length === 0) return { state: 'none', why: 'noWindow' }
  const pace = dialPace(minutes, form, zoneSecond, Math.min(now, task.countsFreshAt ?? now))
  if (!pace) return { state: 'none', why: 'tooFew' }
  const [earliest, likely, latest] = [pace.fast, pace.likely, pace.slow].map(perMinute =>
    afterOpenMinutes(form, zoneSecond, now, left / perMinute),
  )
  if (typeof earliest !== 'number' || typeof likely !== 'number' || typeof latest !== 'number') return { state: 'none', why: 'noWindow' }
  const today = openMinutesToday(form, zoneSecond, now)
  const leftTonight = Math.max(0, Math.ceil(left - pace.likely * today))
  return {
    state: 'known',
    earliest,
    likely,
    latest,
    perMinute: pace.likely,
    left,
    leftTonight,
    linesForToday:
      leftTonight === 0 || today === 0 || form.maxCall === null ? null : Math.ceil((form.maxCall * left) / (pace.likely * today)),
  }
}

/** Orders not finished, by whoever knows more: our cache may not have every order yet, the platform's counters may be older. */
function ordersLeft({ counts, stat }: Pick<TaskDetail, 'counts' | 'stat'>): number {
  const total = Math.max(counts.total, stat?.totalOrderCount ?? 0)
  return Math.max(0, total - Math.max(counts.finished, stat?.finishOrderCount ?? 0))
}
