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
  /** The numbers as the platform gave them. */
  readonly told: Pick<BatchAnswer, 'totalCount' | 'successCount'>
}

/**
 * Matches the refused phones to our orders. A batch holds a phone once, so a phone names one order; only an import, which is one
 * request, may hold repeats: they are told apart by nothing, so all of them or none must be named.
 */
export function readAnswer(orders: readonly Pick<JournalledOrder, 'seq' | 'phone'>[], answer: BatchAnswer): Reading {
  const seqsOf = new Map<string, number[]>()
  if (answer.errList.length > 0) {
    for (const { phone, seq } of orders) {
      const known = seqsOf.get(phone)
      if (known) known.push(seq)
      else seqsOf.set(phone, [seq])
    }
  }
  const wordsOf = new Map<string, string[]>()
  for (const { phone, errMsg } of answer.errList) {
    const plain = phone.replace(/\D/g, '')
    wordsOf.set(plain, [...(wordsOf.get(plain) ?? []), errMsg])
  }
  const refused: { seq: number; reason: string }[] = []
  let isClear = true
  for (const [phone, words] of wordsOf) {
    const seqs = seqsOf.get(phone) ?? []
    if (seqs.length !== words.length) isClear = false
    // One order named twice is still that order; of several with one phone nobody knows which.
    if (seqs.length === words.length || seqs.length === 1) seqs.forEach((seq, at) => void refused.push({ seq, reason: words[at] ?? '' }))
  }
  const { totalCount, successCount } = answer
  const addsUp = isClear && totalCount === orders.length && successCount !== null && successCount + answer.errList.length === totalCount
  return { refused, addsUp, told: { totalCount, successCount } }
}

/**
 * The next batches: up to `count` of up to `size` of the waiting orders, a phone once in each, because `errList` names the phone
 * only. A repeat goes into another batch.
 */
export function pickBatches<T extends { readonly phone: string }>(waiting: readonly T[], size: number, count: number): T[][] {
  const batches = Array.from({ length: count }, () => ({ phones: new Set<string>(), orders: [] as T[] }))
  let open = 0
  for (const order of waiting) {
    for (let at = open; at < count; at += 1) {
      const batch = batches[at]
      if (!batch || batch.orders.length >= size || batch.phones.has(order.phone)) continue
      batch.phones.add(order.phone)
      batch.orders.push(order)
      break
    }
    while (open < count && (batches[open]?.orders.length ?? size) >= size) open += 1
    if (open === count) break
  }
  return batches.map(batch => batch.orders).filter(orders => orders.length > 0)
}
