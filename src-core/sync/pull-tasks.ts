import type { CallbotApi } from '../api/callbot-types.ts'
import type { Clock } from '../clock.ts'
import { fromCallbotTask } from '../tasks/task-mapping.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { PageProgress } from './pull-orders.ts'

const SIZE = 100

export interface TaskPull {
  readonly accountId: string
  /** Only these tasks; absent means every task of the account. */
  readonly userTaskIDs?: readonly string[]
  readonly from?: PageProgress
  readonly signal: AbortSignal
  onPage?(progress: PageProgress): void
}

/** Pulls listTask page by page into the cache (callbot-v3.md 3.7; whether a total is sent is not documented). Answers which tasks are listed. */
export async function pullTasks(
  { tasks, clock }: { tasks: Pick<TaskStore, 'upsert'>; clock: Clock },
  api: CallbotApi,
  pull: TaskPull,
): Promise<ReadonlySet<string>> {
  const listed = new Set<string>()
  let done = pull.from?.done ?? 0
  for (let page = (pull.from?.page ?? 0) + 1; ; page += 1) {
    pull.signal.throwIfAborted()
    const askedAt = clock.now()
    const queryConditions = pull.userTaskIDs ? { userTaskID: pull.userTaskIDs } : {}
    const { value } = await api.listTask({ productID: 'callbot', page, size: SIZE, queryConditions }, { signal: pull.signal })
    tasks.upsert(
      value.tasks.flatMap(task => fromCallbotTask(pull.accountId, task) ?? []),
      'pulled',
      askedAt,
    )
    for (const { userTaskID } of value.tasks) listed.add(userTaskID)
    done += value.tasks.length
    pull.onPage?.({ page, size: SIZE, done, total: value.totalCount })
    if (value.tasks.length < SIZE || (value.totalCount !== null && done >= value.totalCount)) return listed
  }
}
