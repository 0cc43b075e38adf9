import type { CallbotApi } from '../api/callbot-types.ts'
import { outcomeOf } from '../api/outcome.ts'
import { AppError } from '../app-error.ts'
import { IDS_A_QUESTION, listByID } from '../orders/list-by-id.ts'
import type { BatchOrder } from './batch-store.ts'
import type { EngineDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** What the platform says about the orders of an unknown batch. */
export interface Findings {
  /** orderIDs it has. */
  readonly found: ReadonlySet<string>
  /** Whether the task is there; null when it cannot be asked (NXLink). */
  readonly taskExists: boolean | null
  readonly taskID: string | null
  /** True when "not found" is an answer. NXLink's silence is none: a record appears only after a call. */
  readonly silenceCounts: boolean
}

type AskDeps = Pick<EngineDeps, 'api' | 'account' | 'clock' | 'turns'>

/** One record proves that the request of its batch was done, so a sample is asked for. */
const NXLINK_SAMPLE = 20

/** Asks which orders the platform has: listOrder by orderID, or call records for NXLink. Throws what the API client throws. */
export async function askPlatform(
  deps: AskDeps,
  submission: SubmissionRecord,
  orders: readonly BatchOrder[],
  sentAt: number,
  signal: AbortSignal,
): Promise<Findings> {
  if (submission.kind === 'nxlink') return askNxlink(deps, submission, orders, sentAt, signal)
  const api = await deps.api.callbot(submission.accountId)
  const pace = createPace(deps, submission.accountId, signal)
  const found = new Set<string>()
  let taskID: string | null = null
  try {
    for (let from = 0; from < orders.length; from += IDS_A_QUESTION) {
      const orderIDs = orders.slice(from, from + IDS_A_QUESTION).map(order => order.orderID)
      const wanted = new Set(orderIDs)
      const each = async <T>(ask: () => Promise<T>): Promise<T> => {
        await pace()
        return ask()
      }
      for (const order of await listByID(api, { userTaskID: submission.userTaskID, orderIDs, signal, each })) {
        if (!wanted.has(order.orderID)) continue
        found.add(order.orderID)
        taskID ??= order.taskID || null
      }
    }
    if (found.size > 0 || submission.taskExists) return { found, taskExists: true, taskID, silenceCounts: true }
  } catch (error) {
    // A task that does not exist is refused like a wrong parameter; the list of tasks says which of the two it is.
    if (submission.taskExists || !(error instanceof AppError) || outcomeOf(error) !== 'refused' || error.code.startsWith('auth_'))
      throw error
  }
  await pace()
  const task = await findTask(api, submission.userTaskID, signal)
  return { found, taskExists: task !== null, taskID: task?.taskID ?? null, silenceCounts: true }
}

/** The platform's task of this id, or null. */
export async function findTask(
  api: Pick<CallbotApi, 'listTask'>,
  userTaskID: string,
  signal: AbortSignal,
): Promise<{ taskID: string; taskStatus: number | null } | null> {
  const { value } = await api.listTask(
    { productID: 'callbot', page: 1, size: 100, queryConditions: { userTaskID: [userTaskID] } },
    { signal },
  )
  return value.tasks.find(task => task.userTaskID === userTaskID) ?? null
}

async function askNxlink(
  deps: AskDeps,
  submission: SubmissionRecord,
  orders: readonly BatchOrder[],
  sentAt: number,
  signal: AbortSignal,
): Promise<Findings> {
  const api = await deps.api.nxlink(submission.accountId)
  const pace = createPace(deps, submission.accountId, signal)
  const { tenantId } = deps.account(submission.accountId)
  const range = { startTime: Math.floor(sentAt / 1000) - 60, endTime: Math.ceil(deps.clock.now() / 1000) + 60 }
  const silent = { found: new Set<string>(), taskExists: null, taskID: null, silenceCounts: false }
  for (const { orderID } of orders.slice(0, NXLINK_SAMPLE)) {
    await pace()
    const { value } = tenantId
      ? await api.cdrQueryByOrderId({ tenantId, orderId: orderID }, { signal })
      : await api.cdrPage({ ...range, page: 1, size: 10, orderId: orderID }, { signal })
    // The request was taken in as a whole: even its plain yes would have told no more about single numbers.
    if (value.some(record => record.orderId === orderID)) return { ...silent, found: new Set(orders.map(order => order.orderID)) }
  }
  return silent
}

/** Every request but the first waits for the account's rate: the place of a question was given for one. */
function createPace({ turns }: AskDeps, accountId: string, signal: AbortSignal): () => Promise<void> {
  let isFirst = true
  return async () => {
    if (!isFirst) await turns.next(accountId, signal)
    isFirst = false
  }
}
