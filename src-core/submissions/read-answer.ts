import type { CountsAnswer } from '../api/callbot-types.ts'
import type { JournalledOrder } from './submission-store.ts'

/** The part of a createAndCall or addBatchCall answer that settles a batch (callbot-v3.md 3.3). */
export type BatchAnswer = Pick<CountsAnswer, 'totalCount' | 'successCount'> & {
  readonly errList: readonly { readonly phone: string; readonly errMsg: string }[]
}

export interface Reading {
  readonly refused: readonly { readonly seq: number; readonly reason: string }[]
  /** False when the numbers of the answer are missing or contradict each other or the request: then only the reasons are used. */
  readonly addsUp: boolean
}

/** Matches the refused phones to our orders. A batch holds a phone once, so a phone names one order. */
export function readAnswer(orders: readonly Pick<JournalledOrder, 'seq' | 'phone'>[], answer: BatchAnswer): Reading {
  const seqOf = new Map(orders.map(order => [order.phone, order.seq]))
  const reasons = new Map<number, string>()
  let strangers = 0
  for (const { phone, errMsg } of answer.errList) {
    const seq = seqOf.get(phone.replace(/\D/g, ''))
    if (seq === undefined || reasons.has(seq)) strangers += 1
    else reasons.set(seq, errMsg)
  }
  const { totalCount, successCount } = answer
  const addsUp =
    strangers === 0 && totalCount === orders.length && successCount !== null && successCount + answer.errList.length === totalCount
  return { refused: [...reasons].map(([seq, reason]) => ({ seq, reason })), addsUp }
}

/** The next batch: up to `size` of the waiting orders, a phone once; a repeat waits for a later batch. */
export function pickBatch<T extends { readonly phone: string }>(waiting: readonly T[], size: number): T[] {
  const phones = new Set<string>()
  const picked: T[] = []
  for (const order of waiting) {
    if (picked.length === size) break
    if (phones.has(order.phone)) continue
    phones.add(order.phone)
    picked.push(order)
  }
  return picked
}
