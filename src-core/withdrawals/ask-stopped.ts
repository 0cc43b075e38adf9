import type { CallbotApi } from '../api/callbot-types.ts'
import { IDS_A_QUESTION, listByID } from '../orders/list-by-id.ts'
import type { OrderToWithdraw } from './withdrawal-store.ts'

export type Stopped =
  /** The platform says so: ended by a user, or, with delCall 1, no longer there. */
  | { readonly is: 'withdrawn' }
  /** It can still ring. */
  | { readonly is: 'waiting' }
  /** It ended in another way, by this callStatus, or is not in the task. */
  | { readonly is: 'ended'; readonly callStatus: number | null }

/** callStatus of an order that was stopped (callbot-v3.md 5.3). */
const STOPPED_BY_USER = 18

/**
 * Asks listOrder what became of orders that may have been stopped already; all of one task. By `seq`. An order that is there twice counts as
 * withdrawn when none of the two is left. Throws what the API client throws.
 */
export async function askStopped(
  api: Pick<CallbotApi, 'listOrder'>,
  orders: readonly OrderToWithdraw[],
  delCall: 0 | 1,
  signal: AbortSignal,
): Promise<Map<number, Stopped>> {
  const userTaskID = orders[0]?.userTaskID ?? ''
  const answers = new Map<number, Stopped>()
  for (let from = 0; from < orders.length; from += IDS_A_QUESTION) {
    const slice = orders.slice(from, from + IDS_A_QUESTION)
    const listed = new Map<string, { finish: boolean; callStatus: number | null }[]>()
    const orderIDs = slice.map(order => order.orderID)
    for (const { orderID, finish, callInfoDetail } of await listByID(api, { userTaskID, orderIDs, signal })) {
      const seen = listed.get(orderID) ?? []
      listed.set(orderID, [...seen, { finish: finish === true, callStatus: callInfoDetail?.callStatus ?? null }])
    }
    for (const order of slice) answers.set(order.seq, judge(listed.get(order.orderID) ?? [], delCall))
  }
  return answers
}

function judge(seen: readonly { finish: boolean; callStatus: number | null }[], delCall: 0 | 1): Stopped {
  if (seen.length === 0) return delCall === 1 ? { is: 'withdrawn' } : { is: 'ended', callStatus: null }
  if (seen.some(each => each.callStatus === STOPPED_BY_USER) && seen.every(each => each.finish)) return { is: 'withdrawn' }
  if (seen.some(each => !each.finish)) return { is: 'waiting' }
  return { is: 'ended', callStatus: seen[0]?.callStatus ?? null }
}
