import type { CallbotApi, CallbotOrder } from '../api/callbot-types.ts'
import { AppError } from '../app-error.ts'

/** orderIDs of one question, and rows of its pages: the only page size the documents show (callbot-v3.md 3.9). */
export const IDS_A_QUESTION = 100

export interface QuestionByID {
  readonly userTaskID: string
  /** At most `IDS_A_QUESTION`. */
  readonly orderIDs: readonly string[]
  readonly signal: AbortSignal
  /** Asks for one page: waits for the account's rate, or repeats it after trouble. */
  readonly each?: <T>(ask: () => Promise<T>) => Promise<T>
}

/**
 * What a task has under these orderIDs (listOrder, callbot-v3.md 3.9): every page, because an id that is there twice comes twice. A page that is
 * shorter than asked for is not the end, because the largest page is documented nowhere: the end is when as many rows came as the platform
 * counts, or an empty page where it counts none. A list that ends before its own total throws `list_cut_short`: nobody may take it for "not
 * there". Throws what the API client throws.
 */
export async function listByID(
  api: Pick<CallbotApi, 'listOrder'>,
  { userTaskID, orderIDs, signal, each = ask => ask() }: QuestionByID,
): Promise<CallbotOrder[]> {
  const listed: CallbotOrder[] = []
  let size = IDS_A_QUESTION
  for (let page = 1; ; page += 1) {
    const question = { productID: 'callbot' as const, userTaskID, options: { orderID: orderIDs }, page, size }
    const { value, requestId, responseId } = await each(() => api.listOrder(question, { signal }))
    const { totalCount, orders } = value
    listed.push(...orders)
    if (totalCount !== null && listed.length >= totalCount) return listed
    if (orders.length === 0) {
      if (totalCount === null) return listed
      throw new AppError('list_cut_short', { received: listed.length, total: totalCount }, { requestId, responseId })
    }
    // A smaller limit of the platform's own: the next pages are counted in its size.
    if (page === 1) size = Math.min(size, orders.length)
  }
}
