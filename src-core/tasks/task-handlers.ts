import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { BoardHandlers } from '../board/board-handlers.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { LaunchedWith } from '../submissions/submission-store.ts'
import { sentZoneSecond } from './task-facts.ts'
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
  const nothing: TaskRow['counts'] = { total: 0, finished: 0, answered: 0, inProgress: 0, byStatus: [] }

  const asRow = (task: CachedTask, counts: Map<string, TaskRow['counts']>): TaskRow => {
    const launched = deps.launchedWith(task.accountId, task.userTaskID)
    return {
      ...task,
      ...deps.signs.of(task.accountId, task.userTaskID),
      counts: counts.get(task.userTaskID) ?? nothing,
      form: launched?.launch?.form ?? null,
      zoneSecond: launched?.launch ? sentZoneSecond(launched.launch.form, launched.launch.at) : null,
      submissionId: launched?.id ?? null,
    }
  }
  const known = (accountId: string, userTaskID: string): TaskRow => {
    const task = tasks.get(accountId, userTaskID)
    if (!task) throw new AppError('not_found', { what: 'task', id: userTaskID })
    return asRow(task, orders.taskCounts(accountId))
  }

  return {
    'tasks.list': ({ accountId }) => {
      const counts = orders.taskCounts(accountId)
      return tasks.list(accountId).map(task => asRow(task, counts))
    },
    'tasks.get': ({ accountId, userTaskID }) => known(accountId, userTaskID),
    'tasks.options': ({ accountId, sceneID }) => readTaskOptions(api, { id: accountId, kind: deps.account(accountId).kind }, sceneID),
  }
}
