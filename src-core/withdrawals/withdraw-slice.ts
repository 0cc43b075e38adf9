import type { CallbotApi } from '../api/callbot-types.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { AuditFact, AuditValue } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { Timings } from '../ports.ts'
import { backOffMs } from '../submissions/back-off.ts'
import type { RequestsUnderWay } from '../writes/requests-under-way.ts'
import { askStopped } from './ask-stopped.ts'
import { endedReason, type StopRequest, sendStopOrder } from './send-stop-order.ts'
import type { OrderToWithdraw, WithdrawalRecord, WithdrawalStore } from './withdrawal-store.ts'

export interface SliceDeps {
  readonly store: WithdrawalStore
  readonly callbot: (accountId: string) => CallbotApi | Promise<CallbotApi>
  readonly taskName: (accountId: string, userTaskID: string) => string
  readonly deletions: Pick<TasksToSweep, 'during'>
  readonly requests: Pick<RequestsUnderWay, 'begin' | 'end'>
  readonly clock: Clock
  readonly timings: Pick<Timings, 'backoffBaseMs' | 'backoffMaxMs'>
  readonly log: Log
  /** 0 to 1. */
  readonly random: () => number
}

/** What this run has learned about the tasks of one withdrawal. */
export interface Portion {
  /** Orders of the next request. */
  size: number
  /** Tasks that took a request of ours. */
  readonly took: Set<string>
  /** Requests with one order, one after the other, that were refused as a whole. */
  refusedSingly: number
}

/** So many single refusals in a row say that it is the task, not the rows. */
const GIVE_UP_TASK_AFTER = 3

/** Orders of one request: the limit of stopOrder is not documented (callbot-v3.md 3.10), this is the one that listOrderDetail names (3.11). */
export const LARGEST_SLICE = 500

/** Orders of one task whose outcome a request brought. */
export interface SettledSlice {
  readonly userTaskID: string
  readonly orderIDs: readonly string[]
  readonly withdrawn: readonly string[]
}

type Failed = Extract<StopRequest, { came: 'failure' }>

/** Withdraws one slice at a time, journalled before its request leaves. */
export function createSliceWithdrawer({ store, callbot, taskName, deletions, requests, clock, timings, log, random }: SliceDeps) {
  const factOf = (
    withdrawal: WithdrawalRecord,
    orders: readonly OrderToWithdraw[],
    more: Pick<AuditFact, 'outcome' | 'requestId' | 'responseId'> & { readonly after: { readonly [name: string]: AuditValue } },
  ): AuditFact => {
    const userTaskID = orders[0]?.userTaskID ?? ''
    const about = { endpoint: 'stopOrder', userTaskID, orders: orders.length, withdrawal: withdrawal.id }
    const { accountId } = withdrawal
    const subject = taskName(accountId, userTaskID)
    return { action: 'request.answered', accountId, subject, ...more, after: { ...about, ...more.after } }
  }

  /** The line of a request; null for one that changed nothing there, because it never left this computer. */
  const lineOf = (
    withdrawal: WithdrawalRecord,
    orders: readonly OrderToWithdraw[],
    request: StopRequest,
    requestId: string,
  ): AuditFact | null => {
    if (request.came === 'answer') {
      const withdrawn = request.outcomes.filter(outcome => outcome.state === 'withdrawn').length
      const after = { retCode: 0, withdrawn, refused: orders.length - withdrawn }
      return factOf(withdrawal, orders, { outcome: 'done', after, requestId, responseId: request.responseId })
    }
    const { problem, failure, answered } = request
    if (answered) {
      const { responseId, ...counts } = answered
      return factOf(withdrawal, orders, { outcome: 'done', after: { retCode: 0, ...counts }, requestId, responseId })
    }
    if (failure !== 'unknown' && problem.retCode === null) return null
    return factOf(withdrawal, orders, {
      outcome: failure === 'unknown' ? 'unknown' : 'refused',
      after: { code: problem.code, retCode: problem.retCode },
      requestId,
      responseId: problem.responseId,
    })
  }

  const stick = (id: string, { problem }: Pick<Failed, 'problem'>) => {
    // What the operator said meanwhile stands.
    const state = store.get(id)?.state
    if (state === 'running' || state === 'waiting') store.change(id, { state: 'stuck', problem, nextAt: null })
  }

  const backOff = (id: string, { problem, error }: Failed) => {
    const withdrawal = store.get(id)
    if (!withdrawal) return
    if (!(error instanceof AppError)) log.write('error', 'a withdrawal met an unexpected failure', { error, withdrawal: id })
    const tries = withdrawal.tries + 1
    const nextAt = clock.now() + backOffMs(tries, timings, random)
    const waits = withdrawal.state === 'running' || withdrawal.state === 'waiting'
    store.change(id, { tries, nextAt, problem, ...(waits ? { state: 'waiting' as const } : {}) })
  }

  /**
   * One row the platform cannot read refuses the whole request, so the slice is halved down to it. A task that never took anything, or refuses
   * several single ones in a row, refuses each of them alike (it is gone, or has ended): the rest is not tried singly.
   */
  const refusedWhole = (id: string, orders: readonly OrderToWithdraw[], portion: Portion, { problem }: Failed) => {
    const [only] = orders
    if (!only) return
    portion.size = Math.ceil(orders.length / 2)
    if (orders.length > 1) return
    const reason = problem.retMsg || problem.code
    store.setOrder(id, only.seq, 'refused', reason)
    portion.refusedSingly += 1
    if (portion.took.has(only.userTaskID) && portion.refusedSingly < GIVE_UP_TASK_AFTER) return
    store.refuseRest(id, only.userTaskID, reason)
    Object.assign(portion, { size: LARGEST_SLICE, refusedSingly: 0 })
  }

  const failed = (id: string, orders: readonly OrderToWithdraw[], portion: Portion, request: Failed) => {
    const { failure, problem } = request
    const readOnly = problem.code === 'account_read_only'
    if (!request.inDoubt || readOnly) for (const order of orders) store.setOrder(id, order.seq, 'planned', '')
    if (readOnly || failure === 'never_left' || problem.code.startsWith('auth_') || problem.code.startsWith('keychain_'))
      return stick(id, request)
    // It is the question after stopOrder that failed: what it was refused for says nothing about the orders.
    if (request.answered) backOff(id, request)
    else if (failure === 'too_many' && orders.length > 1) portion.size = Math.floor(orders.length / 2)
    else if (failure === 'too_many' || failure === 'refused') refusedWhole(id, orders, portion, request)
    else backOff(id, request)
  }

  return {
    /** The next slice of a running withdrawal; null when nothing was settled. */
    async withdraw(withdrawal: WithdrawalRecord, portion: Portion, signal: AbortSignal): Promise<SettledSlice | null> {
      const { id, delCall, accountId } = withdrawal
      const doubtful = store.inDoubt(id)
      const inDoubt = doubtful.length > 0
      const orders = inDoubt ? doubtful.slice(0, portion.size) : store.next(id, portion.size)
      const userTaskID = orders[0]?.userTaskID ?? ''
      const requestId = newId()
      store.transaction(() => {
        for (const order of orders) store.setOrder(id, order.seq, 'sending', '')
        const fact = factOf(withdrawal, orders, { outcome: 'unknown', after: { code: 'interrupted', retCode: null }, requestId })
        requests.begin({ requestId, accountId, userTaskID, endpoint: 'stopOrder', delCall, fact })
        if (withdrawal.state === 'waiting') store.change(id, { state: 'running', nextAt: null })
      })
      let request: StopRequest
      try {
        const api = await callbot(accountId)
        const send = () => sendStopOrder(api, orders, { requestId, delCall, inDoubt, signal })
        request = await (delCall === 1 ? deletions.during(accountId, userTaskID, send) : send())
      } catch (error) {
        // The client itself could not be had: a secret is missing or locked.
        request = { came: 'failure', failure: 'never_left', inDoubt, problem: toWireError(error), error, answered: null }
      }
      store.transaction(() => {
        requests.end(requestId, lineOf(withdrawal, orders, request, requestId))
        // Nobody waits for an answer any more: the console is closing, and what stood in the request is in doubt at the next start.
        if (signal.aborted && request.came === 'failure') return
        if (request.came === 'failure') return failed(id, orders, portion, request)
        for (const { seq, state, reason } of request.outcomes) store.setOrder(id, seq, state, reason)
        portion.took.add(userTaskID)
        Object.assign(portion, { size: Math.min(LARGEST_SLICE, portion.size * 2), refusedSingly: 0 })
        const state = store.get(id)?.state
        store.change(id, { tries: 0, nextAt: null, problem: null, ...(state === 'waiting' ? { state: 'running' as const } : {}) })
      })
      if (request.came === 'failure') return null
      const withdrawn = new Set(request.outcomes.flatMap(outcome => (outcome.state === 'withdrawn' ? outcome.seq : [])))
      return {
        userTaskID,
        orderIDs: orders.map(order => order.orderID),
        withdrawn: orders.flatMap(order => (withdrawn.has(order.seq) ? order.orderID : [])),
      }
    },

    /** What a stopped withdrawal left in doubt is asked about once; a question without an answer leaves it there. */
    async askLeft({ id, accountId, delCall }: WithdrawalRecord, signal: AbortSignal): Promise<void> {
      const orders = store.inDoubt(id)
      if (orders.length === 0) return
      try {
        const asked = await askStopped(await callbot(accountId), orders, delCall, signal)
        store.transaction(() => {
          for (const [seq, stopped] of asked) {
            const reason = stopped.is === 'ended' ? endedReason(stopped.callStatus) : ''
            store.setOrder(id, seq, stopped.is === 'waiting' ? 'planned' : stopped.is === 'ended' ? 'refused' : 'withdrawn', reason)
          }
        })
      } catch (error) {
        log.write('warn', 'what a stopped withdrawal did could not be asked', { error, withdrawal: id })
      }
    },
  }
}
