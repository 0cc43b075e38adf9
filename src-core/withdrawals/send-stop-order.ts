import type { WireError } from '../../src-contract/result.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import { toWireError } from '../app-error.ts'
import { type Failure, readFailure } from '../submissions/read-failure.ts'
import { askStopped, type Stopped } from './ask-stopped.ts'
import { readStopAnswer } from './read-stop-answer.ts'
import type { OrderToWithdraw } from './withdrawal-store.ts'

/** What one order of a request came to. */
export interface StopOutcome {
  readonly seq: number
  readonly state: 'withdrawn' | 'refused'
  readonly reason: string
}

export type StopRequest =
  | {
      readonly came: 'answer'
      readonly outcomes: readonly StopOutcome[]
      readonly responseId: string | null
    }
  | {
      readonly came: 'failure'
      readonly failure: Failure
      /** The orders may be stopped already: the request may have been done, or it was done and what it did could not be asked. */
      readonly inDoubt: boolean
      readonly problem: WireError
      readonly error: unknown
      /** What stopOrder itself answered where it was the question after it that failed; null where it is stopOrder that failed. */
      readonly answered: StopAnswered | null
    }

/** An answer to stopOrder, in numbers of orders. `open`: those that only listOrder could have told of. */
export interface StopAnswered {
  readonly responseId: string | null
  readonly withdrawn: number
  readonly refused: number
  readonly open: number
}

/** Our own words where the platform gives none; the screen has sentences for them. */
export const NOT_STOPPED = 'counts_do_not_add_up'
/** The same for an order that was over before; null: the platform told no status, or does not list it in this task. */
export const endedReason = (callStatus: number | null) => `callStatus ${callStatus ?? ''}`.trim()

/**
 * Sends one stopOrder for orders of one task. `inDoubt`: they stood in a request before whose answer was lost. Stopping an order twice
 * does nothing more than stopping it once (callbot-v3.md 3.10 stops what is not dialled yet, and nothing else), so that request is simply
 * repeated. The platform then refuses what the first one had stopped, so for refused orders in doubt listOrder has the last word.
 */
export async function sendStopOrder(
  api: Pick<CallbotApi, 'stopOrder' | 'listOrder'>,
  orders: readonly OrderToWithdraw[],
  { requestId, delCall, inDoubt, signal }: { requestId: string; delCall: 0 | 1; inDoubt: boolean; signal: AbortSignal },
): Promise<StopRequest> {
  let answered: StopAnswered | null = null
  try {
    const body = {
      productID: 'callbot' as const,
      userTaskID: orders[0]?.userTaskID ?? '',
      orderIDs: orders.map(order => order.orderID),
      delCall,
    }
    const answer = await api.stopOrder(body, { signal, requestId })
    const { refused, open } = readStopAnswer(orders, answer.value)
    const doubtful = [...open, ...(inDoubt ? orders.filter(order => refused.has(order.seq)) : [])]
    const surelyRefused = inDoubt ? 0 : refused.size
    answered = {
      responseId: answer.responseId,
      withdrawn: orders.length - doubtful.length - surelyRefused,
      refused: surelyRefused,
      open: doubtful.length,
    }
    const asked = doubtful.length > 0 ? await askStopped(api, doubtful, delCall, signal) : new Map<number, Stopped>()
    const outcomes = orders.map(order => outcomeOf(order.seq, refused.get(order.seq), asked.get(order.seq)))
    return { came: 'answer', outcomes, responseId: answer.responseId }
  } catch (error) {
    const failure = readFailure(error)
    const problem = toWireError(error)
    return {
      came: 'failure',
      failure,
      inDoubt: inDoubt || answered !== null || failure === 'unknown',
      problem: { ...problem, requestId: problem.requestId ?? requestId },
      error,
      answered,
    }
  }
}

function outcomeOf(seq: number, reason: string | undefined, stopped: Stopped | undefined): StopOutcome {
  if (stopped?.is === 'withdrawn' || (stopped === undefined && reason === undefined)) return { seq, state: 'withdrawn', reason: '' }
  if (reason !== undefined) return { seq, state: 'refused', reason }
  return { seq, state: 'refused', reason: stopped?.is === 'ended' ? endedReason(stopped.callStatus) : NOT_STOPPED }
}
