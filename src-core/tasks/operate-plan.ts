import type { AccountView } from '../../src-contract/model/account.ts'
import type { FormIssue, TaskDetail } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { AppError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { ApiSource } from '../submissions/deps.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { WritePlanner } from '../writes/planned-write.ts'
import { hasEnded, notDialled } from './task-state.ts'
import type { TaskStore } from './task-store.ts'

type OperateAction = Extract<WriteAction, { do: 'operate' }>

export interface OperateDeps {
  readonly tasks: Pick<TaskStore, 'get' | 'setStatus'>
  readonly orders: Pick<OrderStore, 'taskCounts'>
  readonly account: (accountId: string) => Pick<AccountView, 'kind'>
  readonly api: Pick<ApiSource, 'callbot'>
  readonly deletions: Pick<TasksToSweep, 'during' | 'isBehind'>
  readonly bus: EventBus
  readonly now: () => number
  /** Asks the platform about this task soon, without waiting for it. */
  readonly pollSoon: (accountId: string, userTaskID: string) => void
}

/** The status each operation leads to, where it is a lasting one (callbot-v3.md 5.2). */
const LEADS_TO = { 1: 2, 2: 5, 3: 3 } as const

/**
 * Plans mgrTaskStatus (callbot-v3.md 3.5): start, pause or complete a task, with or without deleting what it has not dialled.
 * Blockers: not_supported (NXLink), task_ended {taskStatus}. Warnings: already_so {taskStatus}, counts_behind (orders
 * were deleted, and what is left is being read).
 * Facts: running_finish {count}; then start_dials {count}, pause_waits {count}, complete_never {count} or deletes_undialled {count};
 * complete_final, count_moves (with delCall 1, in a task that may be dialling), as_of {at}.
 */
export function createOperatePlanner(deps: OperateDeps): WritePlanner<'operate'> {
  return action => {
    const { accountId, userTaskID, taskOperate, delCall } = action
    const task = deps.tasks.get(accountId, userTaskID)
    if (!task) throw new AppError('not_found', { what: 'task', id: userTaskID })
    const { taskStatus } = task
    const counts = deps.orders.taskCounts(accountId).get(userTaskID) ?? nothing
    const count = notDialled(counts)
    const supported = deps.account(accountId).kind === 'callbot'
    const blockers: FormIssue[] = []
    if (!supported) blockers.push({ field: 'accountId', code: 'not_supported', params: { what: 'mgrTaskStatus' } })
    else if (hasEnded(taskStatus)) blockers.push({ field: 'userTaskID', code: 'task_ended', params: { taskStatus: taskStatus ?? 0 } })
    const body = { productID: 'callbot' as const, userTaskID, taskOperate, delCall }
    return {
      accountId,
      subject: task.taskName,
      // A pause can be taken back and is wanted in a hurry: it is about the task, and no number of orders has to be typed for it.
      count: taskOperate === 2 && delCall === 0 ? 0 : count,
      irreversible: taskOperate === 3 || delCall === 1,
      destroys: delCall === 1,
      request: { endpoint: 'mgrTaskStatus', json: JSON.stringify(body, null, 2), requests: 1 },
      facts: [
        ...factsOf(action, taskStatus, count, counts.inProgress),
        ...(task.freshAt === null ? [] : [fact('as_of', { at: task.freshAt })]),
      ],
      warnings: [
        ...(taskStatus === LEADS_TO[taskOperate] ? [fact('already_so', { taskStatus })] : []),
        ...(deps.deletions.isBehind(accountId, userTaskID) ? [fact('counts_behind')] : []),
      ],
      blockers,
      // A running task moves every second: what matters is its status and what is asked. That `count` only falls is seen to at the commit.
      digest: digestOf([action, taskStatus, supported]),
      before: { taskStatus, notDialled: count, inProgress: counts.inProgress, finished: counts.finished, total: counts.total },
      after: { userTaskID, taskOperate, delCall, taskStatus: LEADS_TO[taskOperate] },
      sends: { endpoint: 'mgrTaskStatus', userTaskID, delCall },
      commit: async (_done, requestId) => {
        try {
          const api = await deps.api.callbot(accountId)
          const send = () => api.mgrTaskStatus(body, requestId === undefined ? {} : { requestId })
          const answer = await (delCall === 1 ? deps.deletions.during(accountId, userTaskID, send) : send())
          const now = answer.value.taskStatus
          deps.tasks.setStatus(accountId, userTaskID, now, deps.now())
          return {
            requestId: answer.requestId,
            responseId: answer.responseId,
            after: { userTaskID, taskOperate, delCall, taskStatus: now ?? LEADS_TO[taskOperate] },
          }
        } finally {
          // Also after a failure: whether it was done is what the platform says next.
          deps.pollSoon(accountId, userTaskID)
          deps.bus.emit('tasks', { accountId, id: userTaskID })
        }
      },
    }
  }
}

const nothing: TaskDetail['counts'] = { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] }
const fact = (code: string, params: FormIssue['params'] = {}): FormIssue => ({ field: '', code, params })

function factsOf({ taskOperate, delCall }: OperateAction, taskStatus: number | null, count: number, inProgress: number): FormIssue[] {
  const facts = taskOperate === 1 ? [] : [fact('running_finish', { count: inProgress })]
  if (delCall === 1) {
    facts.push(fact('deletes_undialled', { count }))
    // Calls go on between the preview and the click, so fewer may be left to delete.
    if (taskStatus !== 5 && taskStatus !== 1) facts.push(fact('count_moves'))
  } else {
    const code = { 1: 'start_dials', 2: 'pause_waits', 3: 'complete_never' } as const
    facts.push(fact(code[taskOperate], { count }))
  }
  if (taskOperate === 3) facts.push(fact('complete_final'))
  return facts
}
