import { nextOpening } from '../../src-contract/dial-hours.ts'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { Preflight, TaskDraft, TaskForm } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { ContactReader } from '../contacts/contact-reader.ts'
import { toOrder } from '../submissions/plan-orders.ts'
import { buildCreateAndCall, type CallbackUrls, type OrderToSend } from './build-create-and-call.ts'
import { buildCreateTask } from './build-create-task.ts'
import { buildNxlinkCreate, showNxlinkCreate } from './build-nxlink-create.ts'
import { CLOCK_CHANGE_DAYS, checkLaunch } from './check-launch.ts'
import { startOf, taskFacts } from './task-facts.ts'
import { nextClockChange, zoneExists, zoneSecondAt } from './zone-time.ts'

/** Stands in a preview for an id that is made when it is sent. */
export const MADE_AT_LAUNCH = '(made at launch)'

export interface PreflightDeps {
  readonly contacts: Pick<ContactReader, 'list' | 'readyRows' | 'readyCount' | 'blankCells'>
  readonly callbackUrls: (accountId: string) => CallbackUrls | null
  /** Webhooks that so many orders will send through the tunnel; null when this account's do not come that way. */
  readonly webhooksOf?: (accountId: string, orders: number) => Preflight['webhooks']
  /** Orders of one request for this account. */
  readonly batchSize: (accountId: string) => number
  readonly account: (accountId: string) => Pick<AccountView, 'kind'>
  readonly now: () => number
}

/** How a Callbot task is made: with its first orders in one request, or empty (callbot-v3.md 3.4, 3.2). NXLink has one way only. */
export type LaunchMode = 'createAndCall' | 'createTask'

/** Everything about a launch before it happens: who is called, who is not and why, when, and the exact first request. */
export function makePreflight(deps: PreflightDeps, draft: TaskDraft, mode: LaunchMode = 'createAndCall'): Preflight {
  const { form, accountId } = draft
  const now = deps.now()
  if (deps.account(accountId).kind !== form.kind) throw new AppError('conflict', { field: 'form.kind' })
  // A list that was removed meanwhile is a blocker with words, not a failed page.
  const list = draft.listId === null ? null : deps.contacts.list(draft.listId)
  const listener = deps.callbackUrls(accountId)
  const { blockers, warnings } = checkLaunch({ form, list, now, listener, contacts: deps.contacts })
  const orderCount = list ? deps.contacts.readyCount(list.id) : 0
  const listens = form.kind === 'callbot' && form.callbacks.mode === 'listener'
  const webhooks = (listens ? deps.webhooksOf?.(accountId, orderCount) : null) ?? null
  if (webhooks && !fits(webhooks)) warnings.push({ field: 'callbacks.mode', code: 'tunnel_quota', params: numbersOf(webhooks) })
  const batchSize = deps.batchSize(accountId)
  const { json, endpoint } = firstRequest(deps, draft, mode, list, listener, now)
  return {
    listName: list?.name ?? null,
    rowCount: list?.rowCount ?? 0,
    orderCount,
    leftOut: leftOut(list),
    blockers,
    warnings,
    ...timesOf(form, now),
    webhooks,
    batchSize,
    batchCount: Math.ceil(orderCount / batchSize),
    requestJson: json,
    endpoint,
  }
}

type Webhooks = NonNullable<Preflight['webhooks']>
const fits = ({ forecast, left }: Webhooks): boolean => left === null || forecast <= left
const numbersOf = ({ forecast, used, limit, left }: Webhooks) => ({ forecast, used, limit: limit ?? 0, left: left ?? 0 })

const leftOut = (list: ContactList | null): Preflight['leftOut'] =>
  Object.entries(list?.byReason ?? {})
    .map(([reason, count]) => ({ reason, count: count ?? 0 }))
    .filter(each => each.count > 0)
    .sort((a, b) => b.count - a.count)

type Times = Pick<Preflight, 'zoneSecond' | 'firstCallAt' | 'clockChange'>

function timesOf(form: TaskForm, now: number): Times {
  if (form.kind === 'nxlink' || !zoneExists(form.timeZone)) return { zoneSecond: null, firstCallAt: null, clockChange: null }
  const start = startOf(form, now)
  const zoneSecond = zoneSecondAt(form.timeZone, start)
  // Nobody knows when a task is started by hand.
  const firstCallAt = form.startupType === 1 ? null : nextOpening(form, zoneSecond, start)
  return { zoneSecond, firstCallAt, clockChange: nextClockChange(form.timeZone, start, CLOCK_CHANGE_DAYS) }
}

function firstRequest(
  deps: PreflightDeps,
  { form, accountId }: TaskDraft,
  mode: LaunchMode,
  list: ContactList | null,
  listener: CallbackUrls | null,
  now: number,
): { json: string; endpoint: string } {
  const rows = list ? deps.contacts.readyRows(list.id, 0, 2) : []
  const orders: OrderToSend[] = list
    ? rows.map((row, index) => ({ ...toOrder({ form, kind: deps.account(accountId).kind }, row, index + 1), orderID: MADE_AT_LAUNCH }))
    : []
  if (form.kind === 'nxlink') return { json: showNxlinkCreate(buildNxlinkCreate(form, orders)), endpoint: 'ai/createandcall' }
  const usable = zoneExists(form.timeZone) ? form : { ...form, timeZone: 'UTC' }
  const facts = taskFacts(usable, MADE_AT_LAUNCH, listener, now)
  const body = mode === 'createTask' ? buildCreateTask(usable, facts) : buildCreateAndCall(usable, facts, orders)
  return { json: JSON.stringify(body, null, 2), endpoint: mode }
}
