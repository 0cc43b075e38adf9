import type { FormIssue, TaskDraft } from '../../src-contract/model/task.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TaskPhones } from '../orders/task-phones.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { PreflightDeps } from '../tasks/preflight.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { PhonesOfTask } from './phones-of-task.ts'
import type { SubmissionService } from './submission-service.ts'
import type { SubmissionStore } from './submission-store.ts'

/** What planning a write of the sending side reads, and the service that does it. */
export interface WritePlanDeps extends PreflightDeps {
  /** Throws `not_found`. */
  readonly draft: (id: string) => TaskDraft
  readonly service: SubmissionService
  readonly submissions: Pick<SubmissionStore, 'ofTask' | 'toTask' | 'list' | 'notInCache'>
  readonly tasks: Pick<TaskStore, 'get'>
  readonly orders: Pick<OrderStore, 'taskCounts'>
  readonly taskPhones: TaskPhones
  readonly phonesOfTask: PhonesOfTask
  readonly deletions: Pick<TasksToSweep, 'isBehind'>
  /** Orders of the longest request the account takes: what the operator allows, and less than was ever answered with 4001. */
  readonly longestRequest: (accountId: string) => number
}

/** One line of a preview; the words live in the catalogue under the code. */
export const line = (code: string, params: FormIssue['params'] = {}, field = ''): FormIssue => ({ field, code, params })
