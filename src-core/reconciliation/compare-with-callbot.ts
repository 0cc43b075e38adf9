import type { CallbotApi } from '../api/callbot-types.ts'
import { outcomeOf } from '../api/outcome.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { IDS_A_QUESTION, listByID, type QuestionByID } from '../orders/list-by-id.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import type { OrderStore } from '../orders/order-store.ts'
import { findTask } from '../submissions/ask-platform.ts'
import type { SubmissionRecord } from '../submissions/submission-store.ts'
import { firstPage, pullOrders } from '../sync/pull-orders.ts'
import { judgeOrder, type Listed } from './judge-order.ts'
import { createPhonesSeen } from './phones-seen.ts'
import type { KeptDifference, OurOrder, ReconciliationStore } from './reconciliation-store.ts'

export interface ComparisonDeps {
  readonly store: ReconciliationStore
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole'>
  readonly clock: Clock
  /** Asks for one page at the account's rate, again after trouble that passes; throws what does not pass, or what the operator cancelled. */
  readonly patiently: <T>(ask: () => Promise<T>) => Promise<T>
  readonly signal: AbortSignal
  /** Something was written down. */
  readonly progress: () => void
}

/**
 * Compares a submission with its task: first every order of the task, for strangers and for phones that are there more than once, then
 * each of ours by its orderID, which is what counts. The orders that come by are put into the cache. Throws what the API client throws.
 */
export async function compareWithCallbot(api: CallbotApi, submission: SubmissionRecord, deps: ComparisonDeps): Promise<void> {
  const listable = await readTask(api, submission, deps)
  const { store, clock, signal, patiently, progress } = deps
  const { id, accountId, userTaskID } = submission
  const deletedByUs = store.deletedByUs(accountId, userTaskID)
  for (let seq = 0; ; ) {
    const ours = store.ourOrders(id, seq, IDS_A_QUESTION)
    const last = ours.at(-1)
    if (!last) return
    const now = clock.now()
    const ids = ours.map(order => order.orderID)
    const listed = listable ? await askByID(api, userTaskID, ids, signal, patiently) : new Map<string, Listed>()
    const verdicts = ours.map(order => judgeOrder(order, listed.get(order.orderID), deletedByUs.has(order.orderID), now))
    store.add(id, {
      asked: ours.length,
      same: verdicts.filter(verdict => verdict.agrees).length,
      differences: verdicts.flatMap(verdict => verdict.differences),
    })
    progress()
    seq = last.seq
  }
}

/** What the task has under these orderIDs; `each` asks for one page. */
export async function askByID(
  api: Pick<CallbotApi, 'listOrder'>,
  userTaskID: string,
  orderIDs: readonly string[],
  signal: AbortSignal,
  each?: QuestionByID['each'],
): Promise<Map<string, Listed>> {
  const wanted = new Set(orderIDs)
  const listed = new Map<string, Listed>()
  for (let from = 0; from < orderIDs.length; from += IDS_A_QUESTION) {
    const question = { userTaskID, orderIDs: orderIDs.slice(from, from + IDS_A_QUESTION), signal, ...(each ? { each } : {}) }
    for (const order of await listByID(api, question)) {
      if (!wanted.has(order.orderID)) continue
      const callStatus = order.callInfoDetail?.callStatus ?? null
      listed.set(order.orderID, { times: (listed.get(order.orderID)?.times ?? 0) + 1, callStatus })
    }
  }
  return listed
}

/** Reads the whole task; false when the platform has no such task, which it may say only of one that was never known to exist. */
async function readTask(api: CallbotApi, submission: SubmissionRecord, deps: ComparisonDeps): Promise<boolean> {
  const { accountId, userTaskID } = submission
  const seen = createPhonesSeen()
  const see = (records: readonly OrderRecord[]) => {
    const known = deps.store.whose(records.map(record => record.orderID))
    const differences = records.flatMap(record => lookAt(record, known.get(record.orderID), submission.id, seen))
    deps.store.add(submission.id, { asked: 0, same: 0, differences })
    if (differences.length > 0) deps.progress()
  }
  const cache: Pick<OrderStore, 'upsertOrders' | 'toldWhole'> = {
    toldWhole: deps.orders.toldWhole,
    upsertOrders: (account, records, source, at, isPart) => {
      see(records)
      return deps.orders.upsertOrders(account, records, source, at, isPart)
    },
  }
  const paced: CallbotApi = { ...api, listOrder: (body, options) => deps.patiently(() => api.listOrder(body, options)) }
  const pull = { accountId, userTaskID, from: firstPage, signal: deps.signal, onPage: () => undefined }
  try {
    await pullOrders({ orders: cache, clock: deps.clock }, paced, pull)
    return true
  } catch (error) {
    // A task that does not exist is refused like a wrong parameter; the list of tasks says which of the two it is.
    const isNo = error instanceof AppError && outcomeOf(error) === 'refused' && !error.code.startsWith('auth_')
    if (!isNo || submission.taskExists || (await deps.patiently(() => findTask(api, userTaskID, deps.signal)))) throw error
    return false
  }
}

/** What an order of the task says beside its own state: it is not from here, or its phone was seen before. */
function lookAt(
  record: OrderRecord,
  ours: (OurOrder & { submissionId: string }) | undefined,
  submissionId: string,
  seen: ReturnType<typeof createPhonesSeen>,
): KeptDifference[] {
  const mine = ours?.submissionId === submissionId ? ours : undefined
  const shown = {
    orderID: record.orderID,
    phone: record.phone,
    seq: mine?.seq ?? null,
    rowNumber: mine?.rowNumber ?? null,
    ours: ours?.state ?? null,
    callStatus: record.call?.callStatus ?? null,
  }
  const times = seen.add(record.phone, record.orderID)
  return [
    ...(ours ? [] : [{ kind: 'stranger' as const, ...shown, times: 1 }]),
    ...(times > 1 ? [{ kind: 'twice' as const, ...shown, times }] : []),
  ]
}
