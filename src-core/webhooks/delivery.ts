import type { DeliveryKind, ReceivingRules, TurnedAway } from '../../src-contract/model/webhook.ts'
import type { WireError } from '../../src-contract/result.ts'

/** What the signature check says; the rest of a delivery's standing is added when it is applied. */
export type Verdict = 'verified' | 'wrong' | 'unsigned' | 'unchecked'

/** Kept as bits in `delivery.marks`. */
export const STALE = 1
export const REPEATED = 2
export const TEST = 4
/** Refused at first, and taken by the operator's replay. */
export const TAKEN_LATER = 8

/** A webhook request as it reached us. */
export interface Incoming {
  /** UTC milliseconds. */
  readonly receivedAt: number
  readonly accountId: string
  readonly kind: DeliveryKind
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The bytes as received, still compressed where they were. */
  readonly body: Uint8Array
}

/** What is made of it before it is answered. */
export interface Judgement {
  readonly verdict: Verdict
  readonly marks: number
  readonly httpStatus: number
  readonly retCode: number
  readonly retMsg: string
  /** Remembered where repeats are refused; null where they are not. */
  readonly repeatKey: string | null
}

export interface StoredDelivery extends Incoming {
  readonly id: number
  readonly verdict: Verdict
  readonly marks: number
  /** Null for what an earlier version answered: HTTP 200 with retCode 0. */
  readonly httpStatus: number | null
  readonly retCode: number | null
}

/** A delivery that counts: signed by the platform, taken, and not a test of ours. */
export const isToApply = (delivery: Pick<StoredDelivery, 'verdict' | 'marks' | 'retCode'>): boolean =>
  delivery.verdict === 'verified' &&
  (delivery.marks & TEST) === 0 &&
  ((delivery.retCode ?? 0) === 0 || (delivery.marks & TAKEN_LATER) !== 0)

/** An account as the listener knows it. */
export interface ReceivingAccount {
  readonly id: string
  readonly kind: 'callbot' | 'nxlink'
  /** The unguessable part of its addresses. */
  readonly token: string
}

/** Start values of the listener thread. */
export interface ListenerThreadData {
  readonly dataDir: string
  /** Tried first, then the next ones; 0 takes any. */
  readonly preferredPort: number
}

export interface ListenerFacts {
  readonly state: 'listening' | 'failed'
  readonly port: number | null
  /** Id of the newest delivery: deliveries ever stored. */
  readonly received: number
  readonly lastAt: number | null
  readonly answerMs: { readonly median: number; readonly p99: number } | null
  readonly connections: number
  readonly turnedAway: readonly { readonly reason: TurnedAway; readonly count: number }[]
  readonly notKept: number
  /** Why nothing listens, or why deliveries cannot be stored right now. */
  readonly problem: WireError | null
}

/** Deliveries that were just stored, and how long each waited for its answer. */
export interface StoredNotice {
  readonly firstId: number
  /** Milliseconds, by place from `firstId` on. */
  readonly answerMs: readonly number[]
}

export type RulesOf = (accountId: string) => ReceivingRules
