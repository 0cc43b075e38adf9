import { readTask } from '../api/callbot-shapes.ts'
import { fieldsOf } from '../api/fields.ts'
import { parseLossless } from '../api/lossless-json.ts'
import type { EventBus } from '../event-bus.ts'
import { fromCallbotTask } from './task-mapping.ts'
import type { TaskStore } from './task-store.ts'

/** Puts the body of a verified task webhook (callbot-v3.md 4.1) into the cache; false when it names no task. `at`: when it was received. */
export type ApplyTaskDelivery = (accountId: string, body: string, at: number) => boolean

export function createApplyTaskDelivery({ tasks, bus }: { tasks: Pick<TaskStore, 'upsert'>; bus: EventBus }): ApplyTaskDelivery {
  return (accountId, body, at) => {
    const report = fromCallbotTask(accountId, readTask(fieldsOf(parseLossless(body))))
    if (!report) return false
    tasks.upsert([report], 'webhook', at)
    bus.emit('tasks', { accountId, id: report.userTaskID })
    return true
  }
}
