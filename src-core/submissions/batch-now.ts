import type { BatchState } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'

/** What an order of a submission is in the journal. */
export type OrderState = 'planned' | 'sending' | 'accepted' | 'refused' | 'unknown'

/** What can be told of a batch; which of it is there depends on its state. Instants are UTC milliseconds. */
interface Told {
  readonly endpoint: string
  readonly requestId: string
  readonly sentAt: number
  readonly tries: number
  readonly bytes: number
  /** What the platform answered, if it did. */
  readonly responseId: string | null
  readonly retCode: number | null
  readonly retMsg: string | null
  readonly answeredAt: number | null
  readonly accepted: number
  readonly refused: number
  /** Orders that a question to the platform confirmed. */
  readonly found: number
  /** Of a batch in back-off: when it is tried again. Of an unknown one: when the platform is asked next; null when asking is over. */
  readonly nextAt: number | null
  readonly unknownSince: number | null
  /** Questions to the platform that were answered since it became unknown. */
  readonly rounds: number
  readonly problem: WireError | null
  readonly decidedBy: string | null
}
/** A batch of which nothing is known beyond that it was written down. */
export const nothing = {
  tries: 0,
  bytes: 0,
  responseId: null,
  retCode: null,
  retMsg: null,
  answeredAt: null,
  accepted: 0,
  refused: 0,
  found: 0,
  nextAt: null,
  unknownSince: null,
  rounds: 0,
  problem: null,
  decidedBy: null,
} as const
type Nothing = typeof nothing & Pick<Told, 'endpoint' | 'requestId' | 'sentAt'>
/** A state has the named facts; all others are empty. */
export type With<S extends BatchState, F extends keyof Told, Known extends Partial<Told> = Record<never, never>> = Omit<
  Nothing,
  F | keyof Known | 'state'
> &
  Omit<Pick<Told, F>, keyof Known> &
  Known & { readonly state: S }
/** The facts an answer leaves. */
export type Answer = 'bytes' | 'responseId' | 'retCode' | 'retMsg' | 'answeredAt'

/** What a batch is, state by state. Of a queued one nothing left yet: `sentAt` is when it was written down. */
export type BatchNow =
  | With<'queued', never>
  | With<'sending', 'tries'>
  | With<'accepted', 'tries' | Answer | 'accepted' | 'refused' | 'found' | 'problem' | 'decidedBy'>
  | With<'refused', 'tries' | Answer | 'refused' | 'problem'>
  | With<'unknown', 'tries' | Answer | 'accepted' | 'found' | 'nextAt' | 'rounds' | 'problem', { readonly unknownSince: number }>
  | With<'backoff', 'tries' | Answer, { readonly nextAt: number; readonly problem: WireError }>
  | With<'withdrawn', 'tries' | Answer | 'problem' | 'decidedBy'>

/** What the platform's answer said about the request itself. */
export type AnswerIds = Pick<Told, 'responseId' | 'retCode' | 'retMsg' | 'bytes'> & { readonly answeredAt: number }
/** The same of an answer that may not have come. */
export type MaybeAnswer = Partial<AnswerIds>

/** What is known of a request before it leaves. */
export type Sent = Pick<Told, 'endpoint' | 'requestId' | 'sentAt'>
