import type { CallbotApi } from '../api/callbot-types.ts'
import { outcomeOf } from '../api/outcome.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import type { OrderStore } from '../orders/order-store.ts'
import { findTask } from '../submissions/ask-platform.ts'
import type { SubmissionRecord } from '../submissions/submission-store.ts'
import { firstPage, type PageProgress, pullOrders } from '../sync/pull-orders.ts'
import { judgeOrder, type Listed } from './judge-order.ts'
import { createPhonesSeen } from './phones-seen.ts'
import type { KeptDifference, OurOrder, ReconciliationStore } from './reconciliation-store.ts'

export interface ComparisonDeps {
  readonly store: ReconciliationStore
  readonly orders: Pick<OrderStore, 'upsertOrders'>
  readonly clock: Clock
  /** Repeats a question after trouble that passes; throws what does not pass, or what the operator cancelled. */
  readonly patiently: <T>(ask: () => Promise<T>) => Promise<T>
  readonly signal: AbortSignal
  /** Something was written down. */
  readonly progress: () => void
}

/** The page size the documents show (callbot-v3.md 3.9). */
const IDS_A_QUESTION = 100

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
    const listed = listable ? await patiently(() => askByID(api, userTaskID, ids, signal)) : new Map<string, Listed>()
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

/** What the task has under these orderIDs. Pages are read to the end, because an id that is there twice comes twice. */
export async function askByID(
  api: Pick<CallbotApi, 'listOrder'>,
  userTaskID: string,
  orderIDs: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, Listed>> {
  const wanted = new Set(orderIDs)
  const listed = new Map<string, Listed>()
  for (let from = 0; from < orderIDs.length; from += IDS_A_QUESTION) {
    const orderID = orderIDs.slice(from, from + IDS_A_QUESTION)
    for (let page = 1; ; page += 1) {
      const { value } = await api.listOrder(
        { productID: 'callbot', userTaskID, options: { orderID }, page, size: IDS_A_QUESTION },
        { signal },
      )
      for (const order of value.orders) {
        if (!wanted.has(order.orderID)) continue
        const callStatus = order.callInfoDetail?.callStatus ?? null
        listed.set(order.orderID, { times: (listed.get(order.orderID)?.times ?? 0) + 1, callStatus })
      }
      if (value.orders.length < IDS_A_QUESTION) break
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
  const cache: Pick<OrderStore, 'upsertOrders'> = {
    upsertOrders: (account, records, source, at) => {
      see(records)
      return deps.orders.upsertOrders(account, records, source, at)
    },
  }
  let from: PageProgress = firstPage
  const onPage = (page: PageProgress) => {
    from = page
  }
  try {
    await deps.patiently(() =>
      pullOrders({ orders: cache, clock: deps.clock }, api, { accountId, userTaskID, from, signal: deps.signal, onPage }),
    )
    return true
  } catch (error) {
    // A task that does not exist is refused like a wrong parameter; the list of tasks says which of the two it is.
    const isNo = error instanceof AppError && outcomeOf(error) === 'refused' && !error.code.startsWith('auth_')
    if (!isNo || submission.taskExists || (await findTask(api, userTaskID, deps.signal))) throw error
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
