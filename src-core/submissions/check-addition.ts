import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, FormIssue, TaskForm } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { hasEnded } from '../tasks/task-state.ts'
import type { CachedTask } from '../tasks/task-store.ts'
import type { Overlap } from './add-plan.ts'
import { isOneRequest } from './mode-rules.ts'
import { line, type WritePlanDeps } from './write-plan-deps.ts'

export interface Addition {
  readonly action: Extract<WriteAction, { do: 'addOrders' }>
  readonly task: CachedTask
  readonly list: ContactList | null
  /** The form the task was launched with from here; null for one made elsewhere. */
  readonly launched: TaskForm | null
  readonly form: CallbotForm
  readonly overlap: Overlap
  readonly supported: boolean
}

/**
 * What keeps orders from being added to a task, and what is worth a look.
 * Blockers: not_supported (NXLink has no way to add), task_ended {taskStatus}, task_not_made (its own launch has not reached the platform),
 * list_missing, list_not_ready, list_empty {rows}, nothing_fresh {count}, variable_missing {name}, variable_repeated {name},
 * column_missing {name, column, columns}, listener_off, submission_planning {list}, submission_under_way {list, count} where one of the two is an
 * import, because it would delete what the other sends; with importBatchCall import_too_long {count, most} and cache_behind {count}, for a moment.
 * Warnings: also_sending {list, count}, counts_behind (orders were deleted, and what is left is being read), variables_unknown, no_callbacks, variable_blank {name, count}, phones_masked,
 * cache_incomplete {count, total}.
 */
export function checkAddition(deps: WritePlanDeps, addition: Addition): { blockers: FormIssue[]; warnings: FormIssue[] } {
  if (!addition.supported) return { blockers: [line('not_supported', { what: addition.action.mode }, 'accountId')], warnings: [] }
  const blockers = [...checkTask(deps, addition), ...checkList(deps, addition), ...checkVariables(addition)]
  const warnings: FormIssue[] = []
  const { action, task, form } = addition
  const { accountId, userTaskID } = action
  if (form.callbacks.mode === 'listener' && deps.callbackUrls(accountId) === null) blockers.push(line('listener_off', {}, 'callbacks.mode'))

  const behind = action.mode === 'importBatchCall' ? deps.submissions.notInCache(accountId, userTaskID) : 0
  // What waits in the task is read from the cache; a number that is not there yet would be deleted and not brought back.
  if (behind > 0) blockers.push(line('cache_behind', { count: behind }))
  const others = deps.submissions.toTask(accountId, userTaskID)
  if (deps.deletions.isBehind(accountId, userTaskID)) warnings.push(line('counts_behind'))
  for (const other of others.filter(each => each.finishedAt === null)) {
    const about = { list: other.listName, count: other.total }
    if (!other.planDone) blockers.push(line('submission_planning', { list: other.listName }))
    else if (isOneRequest(action.mode) || isOneRequest(other.mode)) blockers.push(line('submission_under_way', about))
    else warnings.push(line('also_sending', about))
  }
  if (!addition.launched) warnings.push(line('variables_unknown'))
  // A task that was launched without callbacks goes on as it was meant.
  if (!addition.launched && form.callbacks.mode === 'none') warnings.push(line('no_callbacks'))
  warnings.push(...blankVariables(deps, addition))
  if (deps.taskPhones.masked(accountId, userTaskID)) warnings.push(line('phones_masked'))
  const total = task.stat?.totalOrderCount ?? 0
  const cached = deps.orders.taskCounts(accountId).get(userTaskID)?.total ?? 0
  if (total > cached) warnings.push(line('cache_incomplete', { count: cached, total }))
  return { blockers, warnings }
}

function checkTask(deps: WritePlanDeps, { action, task }: Addition): FormIssue[] {
  if (hasEnded(task.taskStatus)) return [line('task_ended', { taskStatus: task.taskStatus ?? 0 }, 'userTaskID')]
  const launches = deps.submissions.toTask(action.accountId, action.userTaskID)
  const unmade = launches.length > 0 && task.taskStatus === null && launches.every(each => !each.taskExists)
  return unmade ? [line('task_not_made', {}, 'userTaskID')] : []
}

function checkList(deps: WritePlanDeps, { action, list, overlap }: Addition): FormIssue[] {
  if (!list) return [line('list_missing', {}, 'listId')]
  if (list.state !== 'ready') return [line('list_not_ready', {}, 'listId')]
  if (list.readyCount === 0) return [line('list_empty', { rows: list.rowCount }, 'listId')]
  if (overlap.fresh === 0) return [line('nothing_fresh', { count: overlap.there }, 'listId')]
  const most = deps.longestRequest(action.accountId)
  return action.mode === 'importBatchCall' && overlap.fresh > most
    ? [line('import_too_long', { count: overlap.fresh, most }, 'listId')]
    : []
}

function checkVariables({ action, list, launched }: Addition): FormIssue[] {
  const issues: FormIssue[] = []
  const names = action.variables.map(variable => variable.name)
  for (const { name } of launched?.kind === 'callbot' ? launched.variables : []) {
    // All variables of the script must be given (callbot-v3.md 3.3).
    if (!names.includes(name.trim())) issues.push(line('variable_missing', { name: name.trim() }, 'variables'))
  }
  for (const [index, { name, column }] of action.variables.entries()) {
    if (names.indexOf(name) !== index) issues.push(line('variable_repeated', { name }, `variables.${index}.name`))
    if (list && column >= list.columns.length)
      issues.push(line('column_missing', { name, column: column + 1, columns: list.columns.length }, `variables.${index}.column`))
  }
  return issues
}

function blankVariables(deps: WritePlanDeps, { action, list }: Addition): FormIssue[] {
  if (!list) return []
  return action.variables.flatMap(({ name, column }, index) => {
    const count = column < list.columns.length ? deps.contacts.blankCells(list.id, column) : 0
    return count > 0 ? [line('variable_blank', { name, count }, `variables.${index}.column`)] : []
  })
}
