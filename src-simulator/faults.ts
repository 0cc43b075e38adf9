import type { SimulatorOptions } from './options.ts'
import { chance } from './seeded.ts'

/** Things that can go wrong. Probabilities run from 0 (never) to 1 (always) and are drawn from the seed. */
export interface Faults {
  /** Only requests whose path ends with one of these; empty means every path. Webhook faults ignore it. */
  paths: string[]
  /** The connection is reset before anything is read as a request: no work is done. */
  resetBeforeWork: number
  /** The work is done, then the connection is cut without an answer. */
  dropAnswerAfterWork: number
  /** A business refusal such as 5, 5001 or 7; the work is done all the same when afterWork is set. */
  answerCode: { code: number; probability: number; afterWork?: boolean }
  /** HTTP 500 with a plain text, no work done. */
  http500: number
  /** HTTP 429 with a plain text, no work done. */
  http429: number
  /** The connection is cut at once and the work is done lateWorkMs later, when nobody waits for it any more. */
  lateWork: number
  lateWorkMs: number
  /** The work is done, and the connection stays open without an answer until somebody gives up. */
  neverAnswer: number
  /** successCount is one less than it should be, so that the numbers of the answer contradict each other. */
  wrongCounts: number
  /** Requests that hold one of these phones or orderIDs are refused as a whole, without a word about the row. */
  poison: { rows: string[]; code: number }
  /** A redirect instead of an answer, no work done. */
  redirect: number
  /** The answer is signed with another secret. */
  wrongSignature: number
  /** One bit of the answer's signature is flipped. */
  flipSignatureBit: number
  /** Half of the announced body is sent, then the connection is cut. */
  truncateBody: number
  /** A web page with status 200 instead of the answer; the work is done. */
  htmlBody: number
  /** Every answer is this many bytes of JSON that never becomes useful; 0 is off. The work is done. */
  hugeBody: number
  /** Every answer waits this long. */
  slowMs: number
  /** A webhook is sent a second time, byte for byte. */
  duplicateWebhook: number
  /** Every webhook waits this long. */
  delayWebhookMs: number
  /** A webhook is held back for up to two seconds, so that later ones overtake it. */
  reorderWebhooks: number
  /** A webhook is never sent. */
  dropWebhook: number
  /** A webhook is signed with another secret. */
  badWebhookSignature: number
}

export function noFaults(): Faults {
  return {
    paths: [],
    resetBeforeWork: 0,
    dropAnswerAfterWork: 0,
    answerCode: { code: 0, probability: 0 },
    http500: 0,
    http429: 0,
    lateWork: 0,
    lateWorkMs: 0,
    neverAnswer: 0,
    wrongCounts: 0,
    poison: { rows: [], code: 4 },
    redirect: 0,
    wrongSignature: 0,
    flipSignatureBit: 0,
    truncateBody: 0,
    htmlBody: 0,
    hugeBody: 0,
    slowMs: 0,
    duplicateWebhook: 0,
    delayWebhookMs: 0,
    reorderWebhooks: 0,
    dropWebhook: 0,
    badWebhookSignature: 0,
  }
}

type RequestFault =
  | 'resetBeforeWork'
  | 'dropAnswerAfterWork'
  | 'http500'
  | 'http429'
  | 'lateWork'
  | 'neverAnswer'
  | 'wrongCounts'
  | 'redirect'
  | 'wrongSignature'
  | 'flipSignatureBit'
  | 'truncateBody'
  | 'htmlBody'
type WebhookFault = 'duplicateWebhook' | 'reorderWebhooks' | 'dropWebhook' | 'badWebhookSignature'

/** What goes wrong with one request, decided at its start. */
export interface RequestFate {
  hits(fault: RequestFault): boolean
  answerCode: { code: number; afterWork: boolean } | null
  hugeBody: number
  slowMs: number
  lateWorkMs: number
}

/** What goes wrong with one webhook. */
export interface WebhookFate {
  hits(fault: WebhookFault): boolean
  delayMs: number
}

/** The dice of the faults: the same seed and the same number of request give the same mishap. */
export interface FaultDice {
  set(faults: Partial<Faults>): void
  request(path: string, count: number): RequestFate
  webhook(key: string): WebhookFate
  /** The code a request is refused with when it holds this row; null when it is none of the poisonous ones. */
  poisonCode(row: { orderID: string; userPhone: string }): number | null
}

export function createFaultDice({
  seed,
  poisonEvery,
  poisonCode,
}: Pick<SimulatorOptions, 'seed' | 'poisonEvery' | 'poisonCode'>): FaultDice {
  let faults = noFaults()
  const roll = (name: string, key: string, probability: number): boolean =>
    probability > 0 && chance(`${seed}|fault|${name}|${key}`) < probability
  return {
    set: changes => {
      faults = { ...faults, ...changes }
    },
    request: (path, count) => {
      const now = faults
      const concerned = now.paths.length === 0 || now.paths.some(end => path.endsWith(end))
      const key = String(count)
      const code = now.answerCode
      return {
        hits: fault => concerned && roll(fault, key, now[fault]),
        answerCode: concerned && roll('answerCode', key, code.probability) ? { code: code.code, afterWork: code.afterWork === true } : null,
        hugeBody: concerned ? now.hugeBody : 0,
        slowMs: concerned ? now.slowMs : 0,
        lateWorkMs: now.lateWorkMs,
      }
    },
    webhook: key => {
      const now = faults
      const held = roll('reorderWebhooks', key, now.reorderWebhooks) ? chance(`${seed}|held|${key}`) * 2000 : 0
      return { hits: fault => roll(fault, key, now[fault]), delayMs: now.delayWebhookMs + held }
    },
    poisonCode: ({ orderID, userPhone }) => {
      const { rows, code } = faults.poison
      if (rows.includes(orderID) || rows.includes(userPhone)) return code
      return poisonEvery > 0 && chance(`${seed}|poison|${userPhone}`) < 1 / poisonEvery ? poisonCode : null
    },
  }
}
