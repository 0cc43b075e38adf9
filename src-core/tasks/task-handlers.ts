import type { AccountView } from '../../src-contract/model/account.ts'
import type { BoardForm, TaskDetail, TaskForm, TaskRow } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { BoardHandlers } from '../board/board-handlers.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { LaunchedWith } from '../submissions/submission-store.ts'
import { createTaskChanges } from './task-changes.ts'
import { readTaskOptions } from './task-options.ts'
import type { TaskSignsReader } from './task-signs.ts'
import type { CachedTask, TaskStore } from './task-store.ts'

export interface TaskDeps {
  readonly tasks: TaskStore
  readonly orders: Pick<OrderStore, 'taskCounts'>
  readonly signs: TaskSignsReader
  /** What was done here with a task. */
  readonly launchedWith: (accountId: string, userTaskID: string) => LaunchedWith | null
  readonly account: (accountId: string) => Pick<AccountView, 'kind'>
  readonly api: ApiSource
}

/** Answers `tasks.*` but for the board's: lists from the cache, changes through the platform. */
export function createTaskHandlers(deps: TaskDeps): Omit<AreaHandlers<'tasks'>, keyof BoardHandlers> {
  const { tasks, orders, api } = deps
  const nothing: TaskDetail['counts'] = { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] }

  const asDetail = (task: CachedTask, counts: Map<string, TaskDetail['counts']>): TaskDetail => {
    const launched = deps.launchedWith(task.accountId, task.userTaskID)
    return {
      ...task,
      ...deps.signs.of(task.accountId, task.userTaskID),
      counts: counts.get(task.userTaskID) ?? nothing,
      form: launched?.launch?.form ?? null,
      zoneSecond: launched?.launch?.zoneSecond ?? null,
      submissionId: launched?.id ?? null,
    }
  }
  const known = (accountId: string, userTaskID: string): TaskDetail => {
    const task = tasks.get(accountId, userTaskID)
    if (!task) throw new AppError('not_found', { what: 'task', id: userTaskID })
    return asDetail(task, orders.taskCounts(accountId, userTaskID))
  }
  const rows = (accountId: string): TaskRow[] => {
    const counts = orders.taskCounts(accountId)
    return tasks.list(accountId).map(task => asRow(asDetail(task, counts)))
  }
  const changes = createTaskChanges(Date.now())

  return {
    'tasks.list': ({ accountId }) => rows(accountId),
    'tasks.changes': ({ accountId, since }) => changes(accountId, rows(accountId), since),
    'tasks.get': ({ accountId, userTaskID }) => known(accountId, userTaskID),
    'tasks.options': ({ accountId, sceneID }) => readTaskOptions(api, { id: accountId, kind: deps.account(accountId).kind }, sceneID),
  }
}

/** What lists show of a task: hundreds of them are asked for with every change. */
function asRow({ stat: _stat, counts: { byStatus: _byStatus, ...counts }, form, ...task }: TaskDetail): TaskRow {
  return { ...task, counts, form: form && boardForm(form) }
}

function boardForm(form: TaskForm): BoardForm {
  if (form.kind === 'nxlink') return { kind: form.kind }
  const { kind, startupType, startupAt, timeZone, weekdays, halfHours, maxCall, callbacks } = form
  return { kind, startupType, startupAt, timeZone, weekdays, halfHours, maxCall, callbacks: { mode: callbacks.mode } }
}
