import type { WireError } from '../../src-contract/result.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import { toWireError } from '../app-error.ts'
import { newId } from '../ids.ts'
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
      readonly requestId: string
      readonly responseId: string | null
    }
  | {
      readonly came: 'failure'
      readonly failure: Failure
      /** The orders may be stopped already: the request may have been done, or it was done and what it did could not be asked. */
      readonly inDoubt: boolean
      readonly problem: WireError
      readonly error: unknown
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
  { delCall, inDoubt, signal }: { delCall: 0 | 1; inDoubt: boolean; signal: AbortSignal },
): Promise<StopRequest> {
  const requestId = newId()
  let answered = false
  try {
    const body = {
      productID: 'callbot' as const,
      userTaskID: orders[0]?.userTaskID ?? '',
      orderIDs: orders.map(order => order.orderID),
      delCall,
    }
    const answer = await api.stopOrder(body, { signal, requestId })
    answered = true
    const { refused, open } = readStopAnswer(orders, answer.value)
    const doubtful = [...open, ...(inDoubt ? orders.filter(order => refused.has(order.seq)) : [])]
    const asked = doubtful.length > 0 ? await askStopped(api, doubtful, delCall, signal) : new Map<number, Stopped>()
    const outcomes = orders.map(order => outcomeOf(order.seq, refused.get(order.seq), asked.get(order.seq)))
    return { came: 'answer', outcomes, requestId, responseId: answer.responseId }
  } catch (error) {
    const failure = readFailure(error)
    const problem = toWireError(error)
    return {
      came: 'failure',
      failure,
      inDoubt: inDoubt || answered || failure === 'unknown',
      problem: { ...problem, requestId: problem.requestId ?? requestId },
      error,
    }
  }
}

function outcomeOf(seq: number, reason: string | undefined, stopped: Stopped | undefined): StopOutcome {
  if (stopped?.is === 'withdrawn' || (stopped === undefined && reason === undefined)) return { seq, state: 'withdrawn', reason: '' }
  if (reason !== undefined) return { seq, state: 'refused', reason }
  return { seq, state: 'refused', reason: stopped?.is === 'ended' ? endedReason(stopped.callStatus) : NOT_STOPPED }
}
