import type { TaskRow } from '../../src-contract/model/task.ts'
import { instantOfWall } from '../setup/task-clock.ts'
import { dialWindow } from './dial-window.ts'

/** The one cause why a task dials nothing at this moment. */
export type Silence =
  | { readonly cause: 'waiting' | 'paused' | 'ended' | 'allDone' | 'noHours' }
  | { readonly cause: 'scheduled' | 'closed'; readonly at: number }

/** Why nothing is dialled, from what the console knows; null while the task dials or when nothing explains it. */
export function whyNotDialling(task: TaskRow, now: number): Silence | null {
  if (task.taskStatus === 3 || task.taskStatus === 4) return { cause: 'ended' }
  if (task.taskStatus === 5) return { cause: 'paused' }
  if (task.counts.total > 0 && task.counts.finished >= task.counts.total) return { cause: 'allDone' }
  if (task.form?.kind !== 'callbot') return task.taskStatus === 1 ? { cause: 'waiting' } : null
  const { form } = task
  if (task.taskStatus === 1) {
    const startAt = form.startupType === 2 ? instantOfWall(form.startupAt, form.timeZone) : null
    return startAt !== null && startAt > now ? { cause: 'scheduled', at: startAt } : { cause: 'waiting' }
  }
  if (task.counts.inProgress > 0 || task.zoneSecond === null) return null
  const window = dialWindow(form, task.zoneSecond, now)
  if (window.state === 'never') return { cause: 'noHours' }
  return window.state === 'closed' ? { cause: 'closed', at: window.changesAt } : null
}
