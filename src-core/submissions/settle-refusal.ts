import type { WireError } from '../../src-contract/result.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { AnswerIds } from './batch-now.ts'
import type { BatchRecord, NamedOrder } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** From this many rows on that were refused alone, somebody should look at the list. */
const MANY_ROWS = 20

/** So many rows alone in a row are no fault of theirs; one more after each time the operator said to go on all the same. */
const NOT_THE_ROWS = 2
/** Where the platform took orders of this task before, its settings are right, and bad rows are the likelier cause. */
const NOT_THE_ROWS_OF_A_GOOD_TASK = 4

/**
 * Settles a request that was refused as a whole although one row may be why: it is split into two halves, until one row stands alone
 * and keeps the refusal. When two rows alone (four, where orders were accepted before) meet the same code, and nothing was accepted
 * between them nor since the first of the halvings, it is not the rows: they are given back, and the submission is stuck with the
 * platform's words.
 */
export function createSettleRefusal(
  { submissions, batches, journal, clock }: Pick<SendingDeps, 'submissions' | 'batches' | 'journal' | 'clock'>,
  stick: (submission: SubmissionRecord, problem: WireError) => void,
) {
  /** When the search began that this batch is a part of. */
  const beganAt = (batch: BatchRecord): number => {
    let root = batch
    for (let parent = root.parent; parent !== null; parent = root.parent) {
      const above = batches.get(batch.submissionId, parent)
      if (!above) break
      root = above
    }
    return root.answeredAt ?? root.sentAt
  }

  /** The rows alone before this one, when together they say that it is not the rows. */
  const othersInARow = (batch: BatchRecord, retCode: number): number[] => {
    const others = batches.refusedInARow(batch.submissionId, retCode)
    const enough = batches.acceptedSince(batch.submissionId, 0) ? NOT_THE_ROWS_OF_A_GOOD_TASK : NOT_THE_ROWS
    const wanted = enough + journal.times(batch.submissionId, 'not_the_row')
    return others.length + 1 < wanted || batches.acceptedSince(batch.submissionId, beganAt(batch)) ? [] : others
  }

  return (
    submission: SubmissionRecord,
    batch: BatchRecord,
    orders: readonly NamedOrder[],
    answer: Partial<AnswerIds>,
    problem: WireError,
  ): void => {
    const { id } = submission
    const { number, endpoint } = batch
    if (batch.orders > 1) {
      batches.apply(id, number, { event: 'split', answer, problem })
      const middle = Math.ceil(orders.length / 2)
      const halves = [orders.slice(0, middle), orders.slice(middle)].map(half =>
        batches.add(id, { event: 'queued', endpoint, requestId: '', sentAt: clock.now() }, half, number),
      )
      journal.add(id, number, 'split', { code: problem.code, first: halves[0]?.number ?? 0, second: halves[1]?.number ?? 0 })
    } else {
      const others = othersInARow(batch, problem.retCode ?? 0)
      if (others.length > 0) {
        for (const other of others) batches.apply(id, other, { event: 'not_the_row' })
        batches.apply(id, number, { event: 'refused', answer, problem })
        journal.add(id, number, 'not_the_row', { code: problem.code, other: others.at(-1) ?? 0 })
        return stick(submission, problem)
      }
      batches.apply(id, number, { event: 'refused_singly', answer, problem }, [], problem.retMsg || problem.code)
      journal.add(id, number, 'refused_singly', { code: problem.code })
      const rows = batches.refusedSingly(id)
      if (rows > MANY_ROWS && rows % MANY_ROWS === 1) {
        const { requestId, responseId, retCode, retMsg } = problem
        return stick(
          submission,
          toWireError(new AppError('rows_refused_singly', { count: rows }, { requestId, responseId, retCode, retMsg: retMsg ?? '' })),
        )
      }
    }
    if (submission.state === 'waiting') submissions.setState(id, 'sending', null)
  }
}
