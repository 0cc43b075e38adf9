import type { FormIssue, Preflight, TaskDraft } from '../../src-contract/model/task.ts'
import { type LaunchMode, makePreflight } from '../tasks/preflight.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { WritePlanner } from '../writes/planned-write.ts'
import { line, type WritePlanDeps } from './write-plan-deps.ts'

/**
 * Plans the launch of a draft. Warnings and blockers are the preflight's (`checkLaunch`), and
 * already_launched (blocker: a submission of this draft is there), empty_task_may_end (warning: createTask, and the task starts by itself).
 * Facts: orders {count, list}, left_out {count}, requests {count, size}, task_first (createTask), tasks_each {count} (NXLink: each request is a
 * task of its own), first_call {at}, starts_by_hand, starts_at_once (NXLink), webhooks {forecast} or webhooks_of_plan {forecast, left, limit}.
 */
export function createLaunchPlanner(deps: WritePlanDeps): WritePlanner<'launch'> {
  return ({ draftId, mode }) => {
    const draft = deps.draft(draftId)
    const preflight = makePreflight(deps, draft, mode)
    const { orderCount, requestJson, endpoint, zoneSecond } = preflight
    const way = draft.form.kind === 'nxlink' ? 'createandcall' : mode
    const twin = deps.submissions.list(draft.accountId).find(each => each.draftId === draftId)
    const after = { mode: way, orders: orderCount, requests: preflight.batchCount, list: preflight.listName }
    const blockers = [...preflight.blockers, ...(twin ? [line('already_launched', { submission: twin.id })] : [])]
    return {
      accountId: draft.accountId,
      subject: draft.form.taskName.trim(),
      count: orderCount,
      irreversible: false,
      destroys: false,
      request: { endpoint, json: requestJson, requests: preflight.batchCount + (way === 'createTask' ? 1 : 0) },
      facts: factsOf(draft, preflight, mode),
      warnings: [...preflight.warnings, ...emptyTask(draft, mode)],
      blockers,
      digest: digestOf([draft.form, draft.listId, preflight.rowCount, orderCount, way, zoneSecond, requestJson, blockers]),
      before: null,
      after,
      commit: done => {
        const told = (submissionId: string) => ({ submissionId, after: { ...after, submission: submissionId } })
        return told(deps.service.launch(draftId, orderCount, mode, id => done?.(told(id))).id)
      },
    }
  }
}

function factsOf({ form }: TaskDraft, preflight: Preflight, mode: LaunchMode): FormIssue[] {
  const { orderCount, batchCount, batchSize, firstCallAt, rowCount, listName, webhooks } = preflight
  const facts = [line('orders', { count: orderCount, list: listName ?? '' })]
  if (rowCount > orderCount) facts.push(line('left_out', { count: rowCount - orderCount }))
  if (form.kind === 'callbot' && mode === 'createTask') facts.push(line('task_first'))
  facts.push(line(form.kind === 'nxlink' ? 'tasks_each' : 'requests', { count: batchCount, size: batchSize }))
  if (firstCallAt !== null) facts.push(line('first_call', { at: firstCallAt }))
  else if (form.startupType === 3) facts.push(line('starts_at_once'))
  else if (form.startupType !== 2) facts.push(line('starts_by_hand'))
  if (webhooks?.limit === null) facts.push(line('webhooks', { forecast: webhooks.forecast }))
  else if (webhooks) facts.push(line('webhooks_of_plan', { forecast: webhooks.forecast, left: webhooks.left ?? 0, limit: webhooks.limit }))
  return facts
}

/** Whether a task without orders that starts by itself waits for them is not documented; `taskKeep` says that it does (callbot-v3.md 3.4). */
const emptyTask = ({ form }: TaskDraft, mode: LaunchMode): FormIssue[] =>
  form.kind === 'callbot' && mode === 'createTask' && form.startupType === 3 && !form.taskKeep
    ? [line('empty_task_may_end', {}, 'taskKeep')]
    : []
