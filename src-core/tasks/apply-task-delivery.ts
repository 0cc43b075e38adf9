import { readTask } from '../api/callbot-shapes.ts'
import { fieldsOf } from '../api/fields.ts'
import { parseLossless } from '../api/lossless-json.ts'
import type { EventBus } from '../event-bus.ts'
import { fromCallbotTask } from './task-mapping.ts'
import type { CachedTask, TaskReport, TaskStore } from './task-store.ts'

/**
 * Puts the body of a verified task webhook (callbot-v3.md 4.1) into the cache and says what that did; null when it names no task.
 * `at`: the moment it is true of, UTC milliseconds.
 */
export type ApplyTaskDelivery = (accountId: string, body: string, at: number) => 'changed' | 'same' | 'older' | null

export function createApplyTaskDelivery({
  tasks,
  bus,
}: {
  tasks: Pick<TaskStore, 'get' | 'upsert'>
  bus: Pick<EventBus, 'emit'>
}): ApplyTaskDelivery {
  return (accountId, body, at) => {
    const report = fromCallbotTask(accountId, readTask(fieldsOf(parseLossless(body))))
    if (!report) return null
    const known = tasks.get(accountId, report.userTaskID)
    const order = known ? compare(known, report, at) : 1
    if (order < 0) return 'older'
    if (order === 0 && at <= (known?.freshAt ?? 0)) return 'same'
    // A word that counts further is the newer one, whatever the clock that signed it says.
    tasks.upsert([report], 'webhook', Math.max(at, known?.freshAt ?? 0))
    bus.emit('tasks', { accountId, id: report.userTaskID })
    return order === 0 ? 'same' : 'changed'
  }
}

/** Waiting comes before running and paused, those before the two ends. */
const rank = (taskStatus: number | null) => (taskStatus === null ? 0 : taskStatus === 1 ? 1 : taskStatus === 3 || taskStatus === 4 ? 3 : 2)

/**
 * Whether a told state comes after the known one (1), before it (-1) or is the same (0). Nothing in a task webhook says when its state
 * began, and a late one may carry a new signed time: what the platform has counted only grows, so that decides first; then orders added,
 * then the status that can only come later, then the signed time.
 */
function compare(known: CachedTask, told: TaskReport, at: number): number {
  const counted = (stat: TaskReport['stat']) => (stat ? stat.finishOrderCount + stat.totalCall : 0)
  if (known.stat && told.stat) {
    const more = counted(told.stat) - counted(known.stat) || Math.max(0, told.stat.totalOrderCount - known.stat.totalOrderCount)
    if (more !== 0) return Math.sign(more)
  }
  const later = rank(told.taskStatus) - rank(known.taskStatus)
  if (later !== 0) return Math.sign(later)
  if (told.taskStatus === known.taskStatus && JSON.stringify(told.stat) === JSON.stringify(known.stat)) return 0
  return at >= (known.freshAt ?? 0) ? 1 : -1
}
