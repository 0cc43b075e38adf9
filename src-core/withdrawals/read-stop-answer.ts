import type { CountsAnswer } from '../api/callbot-types.ts'
import type { OrderToWithdraw } from './withdrawal-store.ts'

export interface StopReading {
  /** The platform's reason by `seq`. */
  readonly refused: ReadonlyMap<number, string>
  /** Orders whose outcome the answer leaves open: its numbers and its list contradict each other. */
  readonly open: readonly OrderToWithdraw[]
}

/**
 * Reads the answer to stopOrder (callbot-v3.md 3.10). `errList` names the orderID there; the phone is taken where only that comes, and
 * counts for every order of the request that has it. Counts may be missing; only a contradiction leaves the unnamed ones open.
 */
export function readStopAnswer(orders: readonly OrderToWithdraw[], answer: Pick<CountsAnswer, 'successCount' | 'errList'>): StopReading {
  const refused = new Map<number, string>()
  let strangers = 0
  for (const { orderID, phone, errMsg } of answer.errList) {
    const digits = phone.replace(/\D/g, '')
    const named = orders.filter(order =>
      orderID === '' ? digits !== '' && order.phone.replace(/\D/g, '') === digits : order.orderID === orderID,
    )
    if (named.length === 0) strangers += 1
    for (const order of named) refused.set(order.seq, errMsg)
  }
  const addsUp = strangers === 0 && (answer.successCount === null || answer.successCount === orders.length - refused.size)
  return { refused, open: addsUp ? [] : orders.filter(order => !refused.has(order.seq)) }
}
