import type { CallbotTask } from '../api/callbot-types.ts'
import { asInstant, toRawJson } from '../orders/lenient.ts'
import type { TaskReport } from './task-store.ts'

/** An element of listTask's `taskData`, or the body of a task webhook (callbot-v3.md 3.7, 4.1), as a report for the cache. Null without a userTaskID. */
export function fromCallbotTask(accountId: string, task: CallbotTask): TaskReport | null {
  if (task.userTaskID === '') return null
  return {
    accountId,
    userTaskID: task.userTaskID,
    taskID: task.taskID || null,
    taskName: task.taskName,
    sceneID: task.sceneID,
    taskStatus: task.taskStatus,
    createdAt: asInstant(task.createTs),
    stat: task.taskStat && { ...task.taskStat },
    raw: toRawJson(task.raw),
  }
}
