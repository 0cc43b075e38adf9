import type { Call } from '../../src-contract/model/order.ts'

/** One call as an answer, a webhook or a record told it. Instants in UTC milliseconds, durations in seconds. */
export type CallRecord = Omit<Call, 'source'> & {
  /** callStatus 6, or NXLink's own `answered`. A time in callAnswerTs proves nothing (callbot-v3.md 3.9). */
  readonly answered: boolean
}

/** One order as an answer, a webhook or a record told it. An empty text means "not told": it never replaces a known value. */
export interface OrderRecord {
  readonly orderID: string
  readonly userTaskID: string
  readonly taskID: string
  readonly phone: string
  readonly name: string
  readonly sceneID: string
  readonly finish: boolean
  readonly other: string
  /** The last call it tells of; null when it tells of none. */
  readonly call: CallRecord | null
  /** The whole element as the platform wrote it, JSON. */
  readonly raw: string
}
