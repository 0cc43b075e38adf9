import type { ContactList } from '../../src-contract/model/contact.ts'
import type { FormIssue, TaskDraft, TaskForm } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { ReadyRow } from '../contacts/contact-reader.ts'
import { createPhoneNormaliser } from '../contacts/normalise-phone.ts'
import { createPhonePlans, type PhonePlans } from '../contacts/phone-plans.ts'
import { newId } from '../ids.ts'
import { buildCreateAndCall, type CallbackUrls } from '../tasks/build-create-and-call.ts'
import { buildNxlinkCreate, showNxlinkCreate } from '../tasks/build-nxlink-create.ts'
import { checkLaunch } from '../tasks/check-launch.ts'
import { MADE_AT_LAUNCH } from '../tasks/preflight.ts'
import { taskFacts } from '../tasks/task-facts.ts'
import { trialForm } from '../tasks/trial-form.ts'
import { zoneExists } from '../tasks/zone-time.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { WritePlanner } from '../writes/planned-write.ts'
import { toOrder } from './plan-orders.ts'
import type { Begin } from './submission-service.ts'
import type { JournalledOrder } from './submission-store.ts'
import { line, type WritePlanDeps } from './write-plan-deps.ts'

/** What a list's blank cells and the trial's own start say nothing about. */
const NOT_OF_ONE_ROW: ReadonlySet<string> = new Set(['variable_blank', 'starts_by_itself', 'list_empty'])

/**
 * Plans the trial of one row: a task of its own with one order, to the operator's own phone. Blockers: those of `checkLaunch` for the
 * trial's form, row_not_ready {row}, and for the phone phone_empty, phone_letters, phone_no_country, phone_too_short, phone_too_long,
 * phone_not_valid, phone_scientific {detail}. Warnings: those of `checkLaunch`, variable_blank {name, count}.
 * Facts: trial_row {row, list}, trial_phone {phone}, trial_now, trial_task {task}, draft_stays.
 */
export function createTryPlanner(deps: WritePlanDeps): WritePlanner<'tryOne'> {
  let plans: PhonePlans | null = null
  return ({ draftId, rowNumber, phone: written }) => {
    const draft = deps.draft(draftId)
    const { accountId } = draft
    if (deps.account(accountId).kind !== draft.form.kind) throw new AppError('conflict', { field: 'form.kind' })
    const form = trialForm(draft.form)
    const list = draft.listId === null ? null : deps.contacts.list(draft.listId)
    const row = list ? (deps.contacts.readyRows(list.id, rowNumber - 1, 1)[0] ?? null) : null
    const found = row?.rowNumber === rowNumber ? row : null
    plans ??= createPhonePlans()
    const phone = createPhoneNormaliser(plans, list?.mapping.defaultCountry ?? null)(written)

    const listener = deps.callbackUrls(accountId)
    const check = checkLaunch({ form, list, now: deps.now(), listener, contacts: deps.contacts })
    const blockers = check.blockers.filter(each => !NOT_OF_ONE_ROW.has(each.code))
    if (list?.state === 'ready' && !found) blockers.push(line('row_not_ready', { row: rowNumber }, 'rowNumber'))
    if (phone.phone === null) blockers.push(line(phone.reason, { detail: phone.detail }, 'phone'))
    const warnings = [...check.warnings.filter(each => !NOT_OF_ONE_ROW.has(each.code)), ...blankCells(form, found)]

    const order = found && phone.phone !== null ? { ...toOrder({ form, kind: form.kind }, found, 1), phone: phone.phone } : null
    const request = showRequest(form, order, listener, deps.now())
    const after = { mode: 'tryOne', row: rowNumber, phone: phone.phone, list: list?.name ?? null }
    return {
      accountId,
      subject: form.taskName,
      count: 1,
      irreversible: false,
      destroys: false,
      request: { ...request, requests: 1 },
      facts: factsOf(form, list, rowNumber, phone.phone),
      warnings,
      blockers,
      digest: digestOf([form, draft.listId, rowNumber, phone.phone, request.json, blockers]),
      before: null,
      after,
      commit: done => {
        if (!order || !list) throw new AppError('task_not_ready', { problem: blockers[0]?.code ?? '', blockers: blockers.length })
        const told = (submissionId: string) => ({ submissionId, after: { ...after, submission: submissionId } })
        return told(deps.service.begin(submissionOf(draft, form, list), { only: order, done: id => done?.(told(id)) }).id)
      },
    }
  }
}

const submissionOf = (draft: TaskDraft, form: TaskForm, list: ContactList): Begin => ({
  accountId: draft.accountId,
  kind: form.kind,
  mode: 'tryOne',
  userTaskID: newId(),
  taskID: null,
  taskName: form.taskName,
  listId: list.id,
  listName: list.name,
  // The draft stays where it is: `draftId` would remove it once the order is written down, and count as its launch.
  draftId: null,
  trialOf: draft.id,
  form,
  total: 1,
  taskExists: false,
  batchSize: 1,
})

function factsOf(form: TaskForm, list: ContactList | null, row: number, phone: string | null): FormIssue[] {
  return [
    line('trial_row', { row, list: list?.name ?? '' }),
    ...(phone === null ? [] : [line('trial_phone', { phone })]),
    line('trial_now'),
    line('trial_task', { task: form.taskName }),
    line('draft_stays'),
  ]
}

function blankCells(form: TaskForm, row: ReadyRow | null): FormIssue[] {
  if (form.kind === 'nxlink' || !row) return []
  return form.variables.flatMap(({ name, column }, index) =>
    column !== null && (row.cells[column] ?? '').trim() === ''
      ? [line('variable_blank', { name, count: 1 }, `variables.${index}.column`)]
      : [],
  )
}

function showRequest(form: TaskForm, order: JournalledOrder | null, listener: CallbackUrls | null, now: number) {
  const orders = order ? [{ ...order, orderID: MADE_AT_LAUNCH }] : []
  if (form.kind === 'nxlink') return { endpoint: 'ai/createandcall', json: showNxlinkCreate(buildNxlinkCreate(form, orders)) }
  const usable = zoneExists(form.timeZone) ? form : { ...form, timeZone: 'UTC' }
  const body = buildCreateAndCall(usable, taskFacts(usable, MADE_AT_LAUNCH, listener, now), orders)
  return { endpoint: 'createAndCall', json: JSON.stringify(body, null, 2) }
}
