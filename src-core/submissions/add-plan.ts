import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, FormIssue } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { AppError } from '../app-error.ts'
import type { ReadyRow } from '../contacts/contact-reader.ts'
import { buildAddBatchCall, type CallbackUrls } from '../tasks/build-create-and-call.ts'
import { newDraftForm } from '../tasks/new-draft.ts'
import { MADE_AT_LAUNCH } from '../tasks/preflight.ts'
import { urlsOf } from '../tasks/task-facts.ts'
import { notDialled } from '../tasks/task-state.ts'
import type { CachedTask } from '../tasks/task-store.ts'
import { zoneOfComputer } from '../tasks/zone-time.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { PlannedWrite, WritePlanner } from '../writes/planned-write.ts'
import { checkAddition } from './check-addition.ts'
import { toOrder } from './plan-orders.ts'
import type { Begin } from './submission-service.ts'
import { line, type WritePlanDeps } from './write-plan-deps.ts'

type AddAction = Extract<WriteAction, { do: 'addOrders' }>

/** How the rows of a list stand to a task. */
export interface Overlap {
  readonly fresh: number
  readonly there: number
  readonly replaced: number
  /** The first of the fresh rows, to show. */
  readonly first: readonly ReadyRow[]
}

const noOverlap: Overlap = { fresh: 0, there: 0, replaced: 0, first: [] }

/** Rows compared at a time, so that the thread answers other calls in between. */
const SLICE = 2_000
/** Orders in the request that is shown. */
const SHOWN = 2

/**
 * Plans more orders for a task that is there (addBatchCall), or an import that replaces what it has not dialled (importBatchCall).
 * Warnings and blockers: see `checkAddition`. Facts: fresh {count, list}, already_there {count}, requests {count, size}, task_status {taskStatus},
 * as_of {at} (when the cache last heard of the task); with importBatchCall: import_deletes {count}, import_replaces {count}, import_one_request,
 * count_moves.
 */
export function createAddPlanner(deps: WritePlanDeps): WritePlanner<'addOrders'> {
  return async action => {
    const { accountId, userTaskID, mode } = action
    const task = deps.tasks.get(accountId, userTaskID)
    if (!task) throw new AppError('not_found', { what: 'task', id: userTaskID })
    const list = deps.contacts.list(action.listId)
    const supported = deps.account(accountId).kind === 'callbot'
    const counts = deps.orders.taskCounts(accountId).get(userTaskID)
    const overlap = supported && list?.state === 'ready' ? await compare(deps, action, list) : noOverlap
    const launched = deps.submissions.ofTask(accountId, userTaskID)?.launch?.form ?? null
    const form = formFor(deps, action, task, list, launched?.kind === 'callbot' ? launched : null)
    const check = () => checkAddition(deps, { action, task, list, launched, form, overlap, supported })
    const { blockers, warnings } = check()
    const undialled = counts ? notDialled(counts) : 0
    const isImport = mode === 'importBatchCall'
    const size = isImport ? Math.max(1, overlap.fresh) : deps.batchSize(accountId)
    const urls = urlsOf(form, deps.callbackUrls(accountId))
    const requests = isImport ? 1 : Math.ceil(overlap.fresh / size)
    const after = { mode, userTaskID, list: list?.name ?? null, orders: overlap.fresh, leftOut: overlap.there }
    return {
      accountId,
      subject: task.taskName,
      count: overlap.fresh,
      ...(isImport ? { deletes: undialled } : {}),
      irreversible: isImport,
      destroys: isImport,
      request: { endpoint: mode, json: showRequest(userTaskID, urls, form, overlap.first), requests },
      facts: [
        line('fresh', { count: overlap.fresh, list: list?.name ?? '' }),
        ...(overlap.there > 0 ? [line('already_there', { count: overlap.there })] : []),
        ...(isImport ? importFacts(undialled, overlap) : [line('requests', { count: requests, size })]),
        ...(task.taskStatus === null ? [] : [line('task_status', { taskStatus: task.taskStatus })]),
        ...(task.freshAt === null ? [] : [line('as_of', { at: task.freshAt })]),
      ],
      warnings,
      blockers,
      // Beside an import the task goes on dialling; that its numbers only fall is seen to at the commit.
      digest: digestOf([
        action,
        urls,
        task.taskStatus,
        blockers.map(blocker => blocker.code),
        ...(isImport ? [] : [overlap.fresh, overlap.there]),
      ]),
      before: { taskStatus: task.taskStatus, orders: counts?.total ?? 0, notDialled: undialled },
      after,
      commit: done => {
        // Another one may have begun since this was planned.
        const [blocker, ...more] = check().blockers
        if (blocker) throw new AppError('task_not_ready', { problem: blocker.code, blockers: more.length + 1 })
        const told = (submissionId: string) => ({ submissionId, after: { ...after, submission: submissionId } })
        const wanted = submissionOf(action, task, list, form, overlap.fresh, size)
        return told(deps.service.begin(wanted, { done: id => done?.(told(id)) }).id)
      },
    } satisfies PlannedWrite
  }
}

function submissionOf(
  action: AddAction,
  task: CachedTask,
  list: ContactList | null,
  form: CallbotForm,
  total: number,
  size: number,
): Begin {
  return {
    accountId: action.accountId,
    kind: 'callbot',
    mode: action.mode,
    userTaskID: action.userTaskID,
    taskID: task.taskID,
    taskName: task.taskName,
    listId: action.listId,
    listName: list?.name ?? '',
    draftId: null,
    trialOf: null,
    form,
    total,
    taskExists: true,
    batchSize: size,
  }
}

/** Which rows are new to the task, counted exactly and the way the planning will decide it. */
async function compare(deps: WritePlanDeps, { accountId, userTaskID, mode }: AddAction, list: ContactList): Promise<Overlap> {
  const filter = await deps.phonesOfTask({ accountId, userTaskID, mode })
  const sum = { fresh: 0, there: 0, replaced: 0, first: [] as ReadyRow[] }
  for (let after = 0; ; ) {
    const rows = deps.contacts.readyRows(list.id, after, SLICE)
    const last = rows.at(-1)
    if (!last) return sum
    const { fresh, there, replaced } = filter.sort(rows)
    if (sum.first.length < SHOWN) sum.first.push(...fresh.slice(0, SHOWN - sum.first.length))
    sum.fresh += fresh.length
    sum.there += there
    sum.replaced += replaced
    after = last.rowNumber
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** What the orders are made with: this mapping, and the callbacks the task was launched with; for a task made elsewhere this computer's listener. */
function formFor(
  deps: WritePlanDeps,
  { accountId, variables }: AddAction,
  task: CachedTask,
  list: ContactList | null,
  launched: CallbotForm | null,
): CallbotForm {
  if (launched) return { ...launched, variables }
  const blank = newDraftForm({ account: { kind: 'callbot', simulator: false }, list, timeZone: zoneOfComputer() }) as CallbotForm
  const mode = deps.callbackUrls(accountId) === null ? 'none' : 'listener'
  return { ...blank, taskName: task.taskName, sceneID: task.sceneID, variables, callbacks: { ...blank.callbacks, mode } }
}

const importFacts = (undialled: number, { replaced }: Overlap): FormIssue[] => [
  line('import_deletes', { count: undialled }),
  ...(replaced > 0 ? [line('import_replaces', { count: replaced })] : []),
  line('import_one_request'),
  line('count_moves'),
]

function showRequest(userTaskID: string, urls: CallbackUrls, form: CallbotForm, rows: readonly ReadyRow[]): string {
  const orders = rows.map((row, index) => ({ ...toOrder({ form, kind: 'callbot' }, row, index + 1), orderID: MADE_AT_LAUNCH }))
  return JSON.stringify(buildAddBatchCall(userTaskID, urls, orders), null, 2)
}
