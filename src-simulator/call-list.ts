import type { FaultDice } from './faults.ts'
import type { Fields } from './fields.ts'
import type { CallbackUrls, Task } from './model.ts'
import { TaskStatus } from './model.ts'
import type { Network } from './network.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal, RetCode } from './refusal.ts'
import type { OrderDraft, Store } from './store.ts'
import { isBlacklisted } from './store.ts'
import type { Json } from './wire.ts'

/** Country code and number, digits only (callbot-v3.md 3.3): 1 to 3 digits of country and 7 or more of number. */
const PHONE = /^[1-9]\d{7,17}$/

export interface CallInfoList {
  urls: CallbackUrls
  drafts: OrderDraft[]
}

/** callInfoList of callbot-v3.md 3.3; refuses the whole request when its shape is wrong or it is too long. */
export function readCallInfoList(from: Fields, maxArray: number, dice: Pick<FaultDice, 'poisonCode'>): CallInfoList {
  const urls = { order: from.text('orderCallbackUrl'), call: from.text('callCallbackUrl') }
  const rows = from.objects('callList')
  if (rows.length === 0) throw new Refusal(RetCode.value, 'Invalid parameter value: callList is empty')
  if (rows.length > maxArray)
    throw new Refusal(
      RetCode.tooLarge,
      `Parameter content capacity error: callList has ${rows.length} elements, at most ${maxArray} are allowed`,
    )
  const drafts = rows.map(readRow)
  refusePoison(drafts, dice)
  return { urls, drafts }
}

/** A row the platform cannot stomach fails the request as a whole; it does not say which one it was. */
export function refusePoison(drafts: readonly OrderDraft[], dice: Pick<FaultDice, 'poisonCode'>, codeOfAll?: number): void {
  for (const draft of drafts) {
    const code = dice.poisonCode(draft)
    if (code !== null) throw new Refusal(codeOfAll ?? code, 'Invalid parameter value')
  }
}

function readRow(row: Fields): OrderDraft {
  return {
    orderID: row.text('orderID'),
    userPhone: row.text('userPhone'),
    other: row.text('other'),
    userName: row.text('userName'),
    customerName: row.text('customerName'),
    params: row.objects('params').map(param => ({ name: param.textOrNull('name'), value: param.textOrNull('value') })),
  }
}

/** Puts orders into a task and answers totalCount, successCount and errList{phone, errMsg} (callbot-v3.md 3.3). */
export function acceptOrders(task: Task, list: CallInfoList, options: SimulatorOptions, store: Store, network: Network): Json {
  const errList: Json[] = []
  for (const draft of list.drafts) {
    const problem = rowProblem(draft, options, store)
    if (problem !== undefined) errList.push({ phone: draft.userPhone, errMsg: problem })
    else if (options.duplicateOrderID !== 'ignore' || store.order(draft.orderID) === undefined) store.addOrder(task, draft, list.urls)
  }
  const totalCount = list.drafts.length
  const successCount = totalCount - errList.length
  if (successCount > 0) {
    if (task.status === TaskStatus.completed) network.start(task)
    else network.ordersChanged(task)
  }
  return { totalCount, successCount, errList }
}

function rowProblem(draft: OrderDraft, options: SimulatorOptions, store: Store): string | undefined {
  if (draft.orderID === '') return 'orderID is empty'
  if (!PHONE.test(draft.userPhone)) return 'phone number format is wrong'
  if (isBlacklisted(options.seed, draft.userPhone, options.rejectEvery)) return 'phone number is blacklisted'
  if (options.duplicateOrderID === 'refuse-row' && store.order(draft.orderID) !== undefined) return 'orderID already exists'
  return undefined
}
