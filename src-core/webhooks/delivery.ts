import type { WireError } from '../../src-contract/result.ts'

/** Which of an account's addresses a delivery came to. */
export const deliveryKinds = ['task', 'order', 'call', 'nxlink'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]
export type Verdict = 'verified' | 'wrong' | 'unsigned' | 'unchecked'

/** A webhook request as it reached us; what the listener thread hands over. */
export interface StoredDelivery {
  readonly id: number
  /** UTC milliseconds. */
  readonly receivedAt: number
  readonly accountId: string
  readonly kind: DeliveryKind
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly verdict: Verdict
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
  readonly received: number
  readonly lastAt: number | null
  /** Why nothing listens, or why deliveries cannot be stored right now. */
  readonly problem: WireError | null
}
