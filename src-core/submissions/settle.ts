import type { WireError } from '../../src-contract/result.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { AuditFact } from '../audit/audit.ts'
import { backOffMs } from './back-off.ts'
import type { AnswerIds } from './batch-now.ts'
import type { BatchRecord, NamedOrder } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { isOneRequest } from './mode-rules.ts'
import { afterAccepted, afterTooMany, type Pace } from './pace.ts'
import type { Reading } from './read-answer.ts'
import type { Failure } from './read-failure.ts'
import { createSettleRefusal } from './settle-refusal.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** What a failed request was found to mean; `row`: refused as a whole, and one of its rows may be why. */
export type Verdict = Failure | 'row'

/** Writes the outcome of a request into the journal; transactions are the caller's. */
export interface Settle {
  accepted(submission: SubmissionRecord, batch: BatchRecord, reading: Reading, ids: AnswerIds, taskID: string | null): void
  failed(submission: SubmissionRecord, batch: BatchRecord, verdict: Verdict, error: unknown, orders: readonly NamedOrder[]): void
}

/** The request was over; its answer, or the lack of one, becomes the state of its batch and of each of its orders. */
export function createSettle(deps: SendingDeps): Settle {
  const { submissions, batches, journal, audit, clock, timings, random, log, rules } = deps

  const tell = (
    { accountId, taskName }: SubmissionRecord,
    batch: BatchRecord,
    outcome: AuditFact['outcome'] & string,
    { accepted, refused, code }: { accepted: number; refused: number; code: string | null },
    said: Pick<AnswerIds, 'responseId' | 'retCode'>,
  ) =>
    audit.add({
      action: 'request.answered',
      accountId,
      subject: taskName,
      outcome,
      after: {
        submission: batch.submissionId,
        endpoint: batch.endpoint,
        batch: batch.number,
        orders: batch.orders,
        accepted,
        refused,
        retCode: said.retCode,
        ...(code === null ? {} : { problem: code }),
      },
      requestId: batch.requestId,
      responseId: said.responseId,
    })

  const stick = ({ id }: SubmissionRecord, problem: WireError) => {
    // What the operator said meanwhile stands: a paused or stopped submission keeps its state and shows the problem in the batch.
    const now = submissions.get(id)?.state
    if (now === 'paused' || now === 'stopped' || now === 'stuck') return
    submissions.setState(id, 'stuck', problem)
    journal.add(id, null, 'stuck', { code: problem.code })
  }
  const refusal = createSettleRefusal(deps, stick)

  const setPace = (submission: SubmissionRecord, change: (pace: Pace) => Pace): Pace => {
    const learned = submissions.learnedPace(submission.accountId)
    const before = { tooMany: learned?.tooMany ?? null, streak: learned?.streak ?? 0, batchSize: submission.batchSize }
    const after = change(before)
    if (after !== before) submissions.setPace(submission.id, submission.accountId, after, clock.now())
    return after
  }

  const accepted: Settle['accepted'] = (submission, batch, reading, ids, taskID) => {
    const { id } = submission
    const now = submissions.get(id) ?? submission
    if (submission.kind === 'callbot' && !now.taskExists) submissions.setTask(id, taskID)
    if (!reading.addsUp) return countsDiffer(submission, batch, reading, ids)
    const refused = reading.refused.length
    const taken = batch.orders - refused
    if (taken === 0 && refused > 0) batches.apply(id, batch.number, { event: 'all_refused', refused, answer: ids }, reading.refused)
    else batches.apply(id, batch.number, { event: 'answered', accepted: taken, refused, answer: ids }, reading.refused)
    journal.add(id, batch.number, 'answered', { accepted: taken, refused, ms: ids.answeredAt - batch.sentAt })
    tell(submission, batch, taken > 0 || batch.orders === 0 ? 'done' : 'refused', { accepted: taken, refused, code: null }, ids)
    // A trial is one order by its nature and says nothing about how many a request may hold.
    if (batch.orders > 0 && !isOneRequest(submission.mode) && submission.mode !== 'tryOne')
      setPace(now, pace => afterAccepted(pace, batch.orders, rules(submission.accountId)))
    if (now.state === 'waiting') submissions.setState(id, 'sending', null)
  }

  /** The orders stay unknown until listOrder tells which of them are there; reasons already given are kept. */
  const countsDiffer = (submission: SubmissionRecord, batch: BatchRecord, reading: Reading, ids: AnswerIds) => {
    const { id } = submission
    const at = clock.now()
    const problem = toWireError(
      new AppError(
        'counts_do_not_add_up',
        {
          orders: batch.orders,
          refused: reading.refused.length,
          received: reading.told.totalCount ?? '',
          accepted: reading.told.successCount ?? '',
        },
        { requestId: batch.requestId, responseId: ids.responseId, retCode: ids.retCode, retMsg: ids.retMsg },
      ),
    )
    const nextAt = at + (timings.unknownRoundsMs[0] ?? 0)
    batches.apply(id, batch.number, { event: 'counts_differ', at, nextAt, answer: ids, problem })
    for (const { seq, reason } of reading.refused) batches.noteReason(id, seq, reason)
    journal.add(id, batch.number, 'counts_differ', { orders: batch.orders, refused: reading.refused.length })
    tell(submission, batch, 'unknown', { accepted: 0, refused: 0, code: problem.code }, ids)
  }

  const failed: Settle['failed'] = (submission, batch, verdict, error, orders) => {
    const { id } = submission
    const { number } = batch
    const at = clock.now()
    const said = toWireError(error)
    const problem = { ...said, requestId: said.requestId ?? batch.requestId }
    const answer =
      problem.retCode === null ? {} : { answeredAt: at, retCode: problem.retCode, retMsg: problem.retMsg, responseId: problem.responseId }
    tell(submission, batch, verdict === 'unknown' ? 'unknown' : 'refused', { accepted: 0, refused: 0, code: problem.code }, problem)
    if (verdict === 'unknown') {
      if (!(error instanceof AppError)) log.write('error', 'a batch failed in an unexpected way', { error, submission: id, batch: number })
      batches.apply(id, number, { event: 'no_answer', at, nextAt: at + (timings.unknownRoundsMs[0] ?? 0), answer, problem })
      return journal.add(id, number, 'unknown', { code: problem.code })
    }
    const now = submissions.get(id) ?? submission
    if (verdict === 'again' && now.state !== 'stopped') {
      const waitMs = backOffMs(batch.tries, timings, random)
      batches.apply(id, number, { event: 'busy', nextAt: at + waitMs, answer, problem })
      return journal.add(id, number, 'backoff', { code: problem.code, tries: batch.tries, waitMs })
    }
    if (verdict === 'row' && now.state !== 'stopped') return refusal(now, batch, orders, answer, problem)
    if (verdict === 'too_many' && batch.orders > 1) {
      const { batchSize } = setPace(now, pace => afterTooMany(pace, batch.orders))
      // What must fit one request is not sent in halves: that it was too long is learned all the same.
      if (isOneRequest(submission.mode)) {
        batches.apply(id, number, { event: 'refused', answer, problem })
        journal.add(id, number, 'refused', { code: problem.code })
        return stick(now, problem)
      }
      batches.apply(id, number, { event: 'too_many', answer, problem })
      journal.add(id, number, 'withdrawn', { code: problem.code })
      return journal.add(id, number, 'halved', { from: batch.orders, to: batchSize })
    }
    const isNo = verdict === 'refused' || verdict === 'row' || verdict === 'too_many'
    batches.apply(id, number, { event: isNo ? 'refused' : 'not_done', answer, problem })
    journal.add(id, number, isNo ? 'refused' : 'withdrawn', { code: problem.code })
    if (verdict !== 'again') stick(now, problem)
  }
  return { accepted, failed }
}
