import { AppError } from '../app-error.ts'
import { newId } from '../ids.ts'
import { findTask } from './ask-platform.ts'
import type { BatchRecord } from './batch-store.ts'
import type { EngineDeps } from './deps.ts'
import { isOneRequest } from './mode-rules.ts'
import { sizeNow } from './pace.ts'
import { pickBatches } from './read-answer.ts'
import { mayBeOneRow, readFailure } from './read-failure.ts'
import { carriesOrders, createBatchRequest, type RequestAnswer } from './request-of-batch.ts'
import { createSettle, type Verdict } from './settle.ts'
import type { JournalledOrder, SubmissionRecord } from './submission-store.ts'

/** A batch that is written down as being sent, and its orders. */
export interface Flight {
  readonly submission: SubmissionRecord
  readonly batch: BatchRecord
  readonly orders: readonly JournalledOrder[]
}

/** Sends batches, each journalled before its first byte leaves. */
export interface BatchSender {
  /** Whether the next request names this computer's webhook addresses, and there are none now. */
  isWithoutAddress(submission: SubmissionRecord): boolean
  /** Writes up to `count` next batches down in one transaction; none when there is nothing to send. */
  writeNext(submission: SubmissionRecord, count: number): Flight[]
  /**
   * Writes down that a batch is sent which was written before: a half, or one that provably was not done. Null when it is neither by now,
   * and for a createTask whose task was found while it waited: that one is closed.
   */
  writeAgain(submission: SubmissionRecord, batch: number): Flight | null
  /** Sends it and writes down what came of it. Throws only when that could not be written. */
  send(flight: Flight, signal: AbortSignal): Promise<void>
}

/** Orders of one transaction: small enough that the thread answers other calls in between. */
const ORDERS_AT_ONCE = 4_000
/** completed and ended by callbot-v3.md 5.2 */
const ENDED: ReadonlySet<number> = new Set([3, 4])

export function createBatchSender(deps: EngineDeps): BatchSender {
  const { submissions, batches, journal, clock, sink, turns, commit, rules, deletions } = deps
  const settle = createSettle(deps)
  const request = createBatchRequest(deps)

  /** The orders of the next requests; a request that carries none is one empty list. */
  const pick = (submission: SubmissionRecord, endpoint: string, count: number): JournalledOrder[][] => {
    const { id, accountId, kind, mode, taskExists } = submission
    if (!carriesOrders(endpoint)) return [[]]
    if (isOneRequest(mode)) return [batches.toSend(id, -1)].filter(orders => orders.length > 0)
    const size = sizeNow(submission.batchSize, rules(accountId), submissions.learnedPace(accountId))
    // Two requests that create the same task would be two tasks, or one that is refused.
    const lists = kind === 'callbot' && !taskExists ? 1 : Math.min(count, Math.max(1, Math.floor(ORDERS_AT_ONCE / size)))
    const waiting = batches.toSend(id, size * lists)
    const picked = pickBatches(waiting, size, lists)
    const isShort = waiting.length === size * lists && picked.reduce((sum, orders) => sum + orders.length, 0) < waiting.length
    // Repeated phones wait for a later batch; so that this one is not left half empty, more is looked at.
    return isShort ? pickBatches(batches.toSend(id, size * (lists + 1)), size, lists) : picked
  }

  const written = (submission: SubmissionRecord) => {
    if (submission.state === 'waiting') submissions.setState(submission.id, 'sending', null)
  }

  const isGoing = (id: string) => {
    const state = submissions.get(id)?.state
    return state === 'sending' || state === 'waiting'
  }

  /** Many requests to one task are refused together when it has ended: they share the question. */
  const endings = new Map<string, Promise<boolean>>()
  const hasEnded = (submission: SubmissionRecord, signal: AbortSignal): Promise<boolean> => {
    const asking = endings.get(submission.id)
    if (asking) return asking
    const ask = async () => {
      await turns.next(submission.accountId, signal)
      const task = await findTask(await deps.api.callbot(submission.accountId), submission.userTaskID, signal)
      return ENDED.has(task?.taskStatus ?? 0)
    }
    const answer = ask().finally(() => endings.delete(submission.id))
    endings.set(submission.id, answer)
    return answer
  }

  /** A refusal for the sake of one row must not be taken for one of a task that has ended, so that is asked before anything is split. */
  const judge = async (
    { submission, batch }: Flight,
    error: unknown,
    signal: AbortSignal,
  ): Promise<{ verdict: Verdict; error: unknown }> => {
    const failure = readFailure(error)
    if (failure !== 'refused' || !mayBeOneRow(error, batch.endpoint)) return { verdict: failure, error }
    if (batch.endpoint !== 'addBatchCall') return { verdict: 'row', error }
    try {
      if (!(await hasEnded(submission, signal))) return { verdict: 'row', error }
      const { ids } = error as AppError
      return { verdict: 'refused', error: new AppError('task_ended', { task: submission.taskName }, ids) }
    } catch {
      // Nothing was done, and nothing is known of the task: later is early enough.
      return { verdict: 'again', error }
    }
  }

  const send: BatchSender['send'] = async (flight, signal) => {
    const { submission, batch, orders } = flight
    let answer: RequestAnswer
    try {
      answer = await request.send(submission, batch, orders, signal, () => isGoing(submission.id))
    } catch (error) {
      const found = await judge(flight, error, signal)
      await commit(() => settle.failed(submission, batch, found.verdict, found.error, orders))
      // The pause counts from what the journal says, not from when the disk had taken it.
      if (found.verdict === 'unknown')
        turns.failed(submission.accountId, batch.sentAt, batches.get(submission.id, batch.number)?.unknownSince ?? clock.now())
      return
    }
    await commit(() => settle.accepted(submission, batch, answer.reading, answer.ids, answer.taskID))
    turns.worked(submission.accountId)
    if (answer.taskID !== null && submission.taskID === null) sink.task(submission, answer.taskID, clock.now())
  }

  return {
    isWithoutAddress: request.isWithoutAddress,
    writeNext: (submission, count) =>
      submissions.transaction(() => {
        const { id } = submission
        const endpoint = request.endpointOf(submission)
        const flights = pick(submission, endpoint, count).map(orders => {
          const batch = batches.add(id, { event: 'written', endpoint, requestId: newId(), sentAt: clock.now() }, orders)
          journal.add(id, batch.number, 'written', { orders: orders.length })
          return { submission, batch, orders }
        })
        if (flights.length > 0) written(submission)
        return flights
      }),
    writeAgain: (submission, number) =>
      submissions.transaction(() => {
        const { id } = submission
        const before = batches.get(id, number)
        if (before?.state !== 'backoff' && before?.state !== 'queued') return null
        if (!carriesOrders(before.endpoint) && submission.taskExists) {
          batches.apply(id, number, { event: 'task_there' })
          journal.add(id, number, 'task_there')
          return null
        }
        const batch = batches.apply(id, number, {
          event: before.state === 'queued' ? 'sent' : 'sent_again',
          // While it waited the task may have come to exist.
          endpoint: request.endpointOf(submission),
          requestId: newId(),
          sentAt: clock.now(),
        })
        journal.add(id, number, before.state === 'queued' ? 'written' : 'sent_again', { orders: batch.orders, tries: batch.tries })
        written(submission)
        return { submission, batch, orders: batches.orders(id, number) }
      }),
    send(flight, signal) {
      const { accountId, userTaskID } = flight.submission
      const deletes = flight.batch.endpoint === 'importBatchCall'
      return deletes ? deletions.during(accountId, userTaskID, () => send(flight, signal)) : send(flight, signal)
    },
  }
}
