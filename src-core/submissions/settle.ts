import type { WireError } from '../../src-contract/result.ts'
import { AppError, toWireError } from '../app-error.ts'
import { backOffMs } from './back-off.ts'
import type { AnswerIds, BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import type { Reading } from './read-answer.ts'
import type { Failure } from './read-failure.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** Writes the outcome of a request into the journal, one transaction each. */
export interface Settle {
  accepted(submission: SubmissionRecord, batch: BatchRecord, reading: Reading, ids: AnswerIds, taskID: string | null): void
  failed(submission: SubmissionRecord, batch: BatchRecord, failure: Failure, error: unknown): void
}

/** The request was over; its answer, or the lack of one, becomes the state of its batch and of each of its orders. */
export function createSettle({
  submissions,
  batches,
  journal,
  clock,
  timings,
  random,
  log,
}: Pick<SendingDeps, 'submissions' | 'batches' | 'journal' | 'clock' | 'timings' | 'random' | 'log'>): Settle {
  const goOn = (id: string) => {
    const state = submissions.get(id)?.state
    if (state === 'waiting') submissions.setState(id, 'sending', null)
  }

  const accepted: Settle['accepted'] = (submission, batch, reading, ids, taskID) =>
    submissions.transaction(() => {
      const { id } = submission
      if (submission.kind === 'callbot' && !submission.taskExists) submissions.setTask(id, taskID)
      if (!reading.addsUp) return countsDiffer(submission, batch, reading, ids)
      const refused = reading.refused.length
      for (const { seq, reason } of reading.refused) batches.setOrder(id, seq, 'refused', reason)
      batches.setOrders(id, batch.number, ['sending'], 'accepted')
      batches.change(id, batch.number, {
        state: refused === batch.orders ? 'refused' : 'accepted',
        accepted: batch.orders - refused,
        refused,
        nextAt: null,
        problem: null,
        ...ids,
      })
      journal.add(id, batch.number, 'answered', { accepted: batch.orders - refused, refused, ms: ids.answeredAt - batch.sentAt })
      goOn(id)
    })

  /** The orders stay unknown until listOrder tells which of them are there; reasons already given are kept. */
  const countsDiffer = (submission: SubmissionRecord, batch: BatchRecord, reading: Reading, ids: AnswerIds) => {
    const { id } = submission
    batches.setOrders(id, batch.number, ['sending'], 'unknown')
    for (const { seq, reason } of reading.refused) batches.setOrder(id, seq, 'unknown', reason)
    const problem = toWireError(
      new AppError(
        'counts_do_not_add_up',
        { orders: batch.orders, refused: reading.refused.length },
        { requestId: batch.requestId, responseId: ids.responseId, retCode: ids.retCode, retMsg: ids.retMsg },
      ),
    )
    batches.change(id, batch.number, {
      state: 'unknown',
      unknownSince: clock.now(),
      rounds: 0,
      nextAt: clock.now() + (timings.unknownRoundsMs[0] ?? 0),
      problem,
      ...ids,
    })
    journal.add(id, batch.number, 'counts_differ', { orders: batch.orders, refused: reading.refused.length })
  }

  const stick = (submission: SubmissionRecord, problem: WireError) => {
    // What the operator said meanwhile stands: a paused or stopped submission keeps its state and shows the problem in the batch.
    const now = submissions.get(submission.id)?.state
    if (now === 'paused' || now === 'stopped') return
    submissions.setState(submission.id, 'stuck', problem)
    journal.add(submission.id, null, 'stuck', { code: problem.code })
  }

  const failed: Settle['failed'] = (submission, batch, failure, error) =>
    submissions.transaction(() => {
      const { id } = submission
      const at = clock.now()
      const problem = { ...toWireError(error), requestId: toWireError(error).requestId ?? batch.requestId }
      const answered =
        problem.retCode === null ? {} : { answeredAt: at, retCode: problem.retCode, retMsg: problem.retMsg, responseId: problem.responseId }
      if (failure === 'unknown') {
        if (!(error instanceof AppError))
          log.write('error', 'a batch failed in an unexpected way', { error, submission: id, batch: batch.number })
        batches.setOrders(id, batch.number, ['sending'], 'unknown')
        batches.change(id, batch.number, {
          state: 'unknown',
          unknownSince: at,
          rounds: 0,
          nextAt: at + (timings.unknownRoundsMs[0] ?? 0),
          problem,
          ...answered,
        })
        journal.add(id, batch.number, 'unknown', { code: problem.code })
        return
      }
      if (failure === 'again' && submissions.get(id)?.state !== 'stopped') {
        const waitMs = backOffMs(batch.tries, timings, random)
        batches.setOrders(id, batch.number, ['sending'], 'planned')
        batches.change(id, batch.number, { state: 'backoff', nextAt: at + waitMs, problem, ...answered })
        journal.add(id, batch.number, 'backoff', { code: problem.code, tries: batch.tries, waitMs })
        return
      }
      batches.release(id, batch.number, 'sending')
      batches.change(id, batch.number, { state: failure === 'refused' ? 'refused' : 'withdrawn', nextAt: null, problem, ...answered })
      journal.add(id, batch.number, failure === 'refused' ? 'refused' : 'withdrawn', { code: problem.code })
      if (failure === 'too_many' && batch.orders > 1) {
        const size = Math.max(1, Math.floor(batch.orders / 2))
        submissions.setBatchSize(id, submission.accountId, size, at)
        journal.add(id, batch.number, 'halved', { from: batch.orders, to: size })
      } else if (failure !== 'again') {
        stick(submission, problem)
      }
    })
  return { accepted, failed }
}
