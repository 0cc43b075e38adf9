/** One answer of either API that said yes. A no, or no answer, is an `AppError`. */
export interface Answer<T> {
  readonly value: T
  /** The answer's body as it came. */
  readonly rawText: string
  readonly requestId: string
  readonly responseId: string | null
  /** 0; kept for the journal. */
  readonly retCode: number
  readonly retMsg: string
  readonly roundTripMs: number
  /** Platform clock minus ours, in whole seconds, half the round trip taken off; null when the answer names no time. */
  readonly clockDifferenceSeconds: number | null
  /** Bytes of the request's body. */
  readonly bytesSent: number
  /** The algorithm and, for Callbot, what the check of the answer's signature found. */
  readonly responseSignature: 'verified' | 'wrong' | 'absent'
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Made by the caller when a journal must know it before the request leaves; otherwise a new one. */
  readonly requestId?: string
}
