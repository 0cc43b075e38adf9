import type { CallbotForm, TaskDetail } from '../../src-contract/model/task.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'

/** A form of Callbot with every half-hour of every day, in UTC. */
export function formOf(over: Partial<CallbotForm> = {}): CallbotForm {
  const base = newDraftForm({ account: { kind: 'callbot', simulator: false }, list: null, timeZone: 'UTC' }) as CallbotForm
  return {
    ...base,
    startupType: 3,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    halfHours: Array.from({ length: 48 }, (_, slot) => slot),
    callbacks: { ...base.callbacks, mode: 'listener' },
    ...over,
  }
}

/** A running task of ten orders, four finished, two of them answered, one on the line. */
export function taskOf(over: Partial<TaskDetail> = {}): TaskDetail {
  return {
    accountId: 'a',
    userTaskID: 't1',
    taskID: '1',
    taskName: 'Reminder',
    sceneID: 's1',
    taskStatus: 2,
    createdAt: 1000,
    stat: null,
    counts: { total: 10, finished: 4, answered: 2, inProgress: 1, byStatus: [{ callStatus: 4, count: 1 }] },
    form: formOf(),
    zoneSecond: 0,
    submissionId: null,
    freshAt: null,
    freshSource: null,
    countsFreshAt: null,
    countsSource: null,
    lastCallAt: null,
    lastDeliveryAt: null,
    unknownAt: null,
    ...over,
  }
}
