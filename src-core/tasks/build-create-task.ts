import type { CallbotForm } from '../../src-contract/model/task.ts'
import type { CreateTaskBody } from '../api/callbot-bodies.ts'
import { buildCreateAndCall, type TaskFacts } from './build-create-and-call.ts'

/**
 * The body of `createTask` (callbot-v3.md 3.2): a task without orders. Its page is known by a sample only, which leaves fields of 3.4 out and
 * has the callback addresses at the top. So everything of 3.4 goes out in its documented spelling, and the addresses stand in both places.
 */
export function buildCreateTask(form: CallbotForm, facts: TaskFacts): CreateTaskBody {
  const { callInfoList, ...task } = buildCreateAndCall(form, facts, [])
  const { orderCallbackUrl, callCallbackUrl } = callInfoList
  return { ...task, taskCallbackUrl: facts.urls.taskCallbackUrl, orderCallbackUrl, callCallbackUrl }
}
