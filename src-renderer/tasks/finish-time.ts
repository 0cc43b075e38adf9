import type { TaskForecast } from '../../src-contract/model/board.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'

/** When a task will have called everybody, or when the last call of an ended one began; UTC milliseconds. */
export interface FinishTime {
  readonly kind: 'forecast' | 'ended'
  readonly at: number
}

/** What the board shows as the finish of a task; null when nothing can be said. A paused task finishes at no time. */
export function finishTime(task: Pick<TaskRow, 'taskStatus' | 'lastCallAt'>, forecast: TaskForecast | null): FinishTime | null {
  if (task.taskStatus === 3 || task.taskStatus === 4) return task.lastCallAt === null ? null : { kind: 'ended', at: task.lastCallAt }
  return forecast?.state === 'known' && task.taskStatus !== 5 ? { kind: 'forecast', at: forecast.likely } : null
}
