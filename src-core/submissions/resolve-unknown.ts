import { AppError, toWireError } from '../app-error.ts'
import { askPlatform, type Findings } from './ask-platform.ts'
import { backOffMs } from './back-off.ts'
import type { BatchOrder, BatchRecord } from './batch-store.ts'
import type { EngineDeps } from './deps.ts'
import { isOneRequest } from './mode-rules.ts'
import { readFailure } from './read-failure.ts'
import { carriesOrders } from './request-of-batch.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** Settles unknown batches by asking the platform, never by sending them again. */
export interface UnknownResolver {
  /** One round of questions about a batch. Throws only when the answer could not be written down. */
  ask(submission: SubmissionRecord, batch: number, signal: AbortSignal): Promise<void>
}

type UnknownBatch = Extract<BatchRecord, { readonly state: 'unknown' }>

/**
 * Found orders are accepted at once. What the platform has not got after the last round of `timings.unknownRoundsMs` is free to be sent
 * again with another batch, but for what was deleted from here meanwhile: orders that were withdrawn with deletion had been there, and are
 * accepted; where all that was not dialled was deleted, and where silence proves nothing (NXLink), the batch stays unknown and the operator decides.
 */
export function createUnknownResolver(deps: EngineDeps): UnknownResolver {
  const { submissions, batches, journal, clock, timings, sink, commit, deletedHere } = deps

  /** The batch if it is still unknown: the operator may have decided while the platform was asked. */
  const still = (submission: SubmissionRecord, number: number): UnknownBatch | null => {
    const batch = batches.get(submission.id, number)
    return batch?.state === 'unknown' ? batch : null
  }

  const stick = (submission: SubmissionRecord, problem: ReturnType<typeof toWireError>) => {
    const { state } = submissions.get(submission.id) ?? submission
    if (state === 'paused' || state === 'stopped' || state === 'stuck') return
    submissions.setState(submission.id, 'stuck', problem)
    journal.add(submission.id, null, 'stuck', { code: problem.code })
  }

  const notAnswered = (submission: SubmissionRecord, number: number, error: unknown) => {
    const batch = still(submission, number)
    if (!batch) return
    const problem = toWireError(error)
    const helpless = readFailure(error) === 'never_left' || problem.code.startsWith('auth_')
    const waitMs = backOffMs(batch.rounds + 2, timings, deps.random)
    batches.apply(submission.id, number, { event: 'ask_again', nextAt: clock.now() + waitMs })
    journal.add(submission.id, number, 'ask_failed', { code: problem.code, waitMs })
    // A missing secret or a refused signature is not turned around by asking again.
    if (helpless) stick(submission, problem)
  }

  const answered = (submission: SubmissionRecord, number: number, findings: Findings, askedAt: number) => {
    const { id } = submission
    const batch = still(submission, number)
    if (!batch) return
    // Read again: a settlement may have taken some of them over while the platform was asked.
    const orders = unknownOf(submission, number)
    const hits = orders.filter(order => findings.found.has(order.orderID)).map(named)
    const unlisted = orders.filter(order => !findings.found.has(order.orderID))
    // A question the operator asked early finds orders like any other, but its silence does not stand for a round.
    const rounds = batch.rounds + (askedAt >= dueAt(batch, batch.rounds) ? 1 : 0)
    const found = batch.found + hits.length
    const missing = unlisted.length
    const isOver = rounds >= timings.unknownRoundsMs.length
    journal.add(id, number, 'asked', { round: rounds, found, missing })
    if (findings.taskExists === true && !submissions.get(id)?.taskExists) {
      submissions.setTask(id, findings.taskID)
      journal.add(id, number, 'task_found', {})
    }
    const nextAt = isOver ? null : Math.max(clock.now() + 1, dueAt(batch, rounds))
    batches.apply(id, number, { event: 'asked', found, rounds, nextAt }, hits)
    if (missing === 0 && (carriesOrders(batch.endpoint) || findings.taskExists === true)) return close(submission, batch, found, [])
    if (!isOver) return
    if (findings.silenceCounts) return close(submission, batch, found, unlisted)
    stick(submission, problemOf(batch))
  }

  const unknownOf = ({ id }: SubmissionRecord, number: number) => batches.orders(id, number).filter(order => order.state === 'unknown')

  const problemOf = ({ problem, orders, number, requestId }: UnknownBatch) =>
    problem ?? toWireError(new AppError('timeout', { orders, batch: number }, { requestId }))

  const dueAt = (batch: UnknownBatch, round: number) => batch.unknownSince + (timings.unknownRoundsMs[round] ?? 0)

  /** What became of orders that are not listed because they, or everything that was not dialled, were deleted from here. */
  const deleted = ({ requestId, responseId }: UnknownBatch, params: { readonly orders: number; readonly withdrawn: number }) =>
    toWireError(new AppError('deleted_from_here', params, { requestId, responseId }))

  /** Takes those of the orders as accepted that a withdrawal from here deleted: they had been there. Answers how many. */
  const acceptWithdrawn = (
    { id, accountId, userTaskID }: SubmissionRecord,
    batch: UnknownBatch,
    found: number,
    unlisted: readonly BatchOrder[],
  ) => {
    if (unlisted.length === 0) return 0
    const gone = deletedHere.deletedByUs(accountId, userTaskID)
    const withdrawn = unlisted.filter(order => gone.has(order.orderID))
    const orders = withdrawn.length
    if (orders === 0) return 0
    const problem = deleted(batch, { orders, withdrawn: withdrawnOf(batch) + orders })
    batches.apply(id, batch.number, { event: 'withdrawn_here', found: found + orders, problem }, withdrawn.map(named))
    journal.add(id, batch.number, 'withdrawn_here', { orders })
    return orders
  }

  /** `unlisted` orders, or the whole request when it carries none, are not at the platform after the last round. */
  const close = (submission: SubmissionRecord, batch: UnknownBatch, listed: number, unlisted: readonly BatchOrder[]) => {
    const { id } = submission
    const { number } = batch
    const withdrawn = acceptWithdrawn(submission, batch, listed, unlisted)
    const found = listed + withdrawn
    const missing = unlisted.length - withdrawn
    // The platform did answer: what it then does not list it has not taken, and sending it again would go round in circles.
    // The rest of an import is not sent after it either: a second import would delete what the first one brought.
    const isLeft = batch.problem?.code === 'counts_do_not_add_up' || (isOneRequest(submission.mode) && found > 0)
    if (missing > 0 && !isLeft && deletedHere.emptiedSince(submission.accountId, submission.userTaskID, batch.sentAt, id)) {
      const problem = deleted(batch, { orders: missing, withdrawn: withdrawnOf(batch) + withdrawn })
      batches.apply(id, number, { event: 'emptied_here', problem })
      journal.add(id, number, 'emptied_here', { missing })
      return stick(submission, problem)
    }
    const isThere = missing === 0 && (batch.orders > 0 || submissions.get(id)?.taskExists === true)
    if (isThere) batches.apply(id, number, { event: 'found_all' })
    else if (isLeft)
      batches.apply(id, number, { event: found > 0 ? 'rest_refused' : 'none_taken', refused: missing }, [], 'counts_do_not_add_up')
    else batches.apply(id, number, { event: found > 0 ? 'found_some' : 'found_none' })
    if (missing > 0) journal.add(id, number, 'not_found', { accepted: found, missing })
    else journal.add(id, number, isThere ? 'answered' : 'task_missing', isThere ? { accepted: found, refused: 0 } : {})
    // Nothing of an import came: it goes out again only when the operator, who sees this, says so.
    if (isOneRequest(submission.mode) && found === 0 && missing > 0 && !isLeft) stick(submission, problemOf(batch))
    if (submissions.get(id)?.state === 'waiting') submissions.setState(id, 'sending', null)
  }

  return {
    async ask(submission, number, signal) {
      const batch = still(submission, number)
      if (!batch) return
      const orders = unknownOf(submission, number)
      const askedAt = clock.now()
      let findings: Findings
      try {
        findings = await askPlatform(deps, submission, orders, batch.sentAt, signal)
      } catch (error) {
        await commit(() => notAnswered(submission, number, error))
        return
      }
      await commit(() => answered(submission, number, findings, askedAt))
      if (findings.taskID !== null) sink.task(submission, findings.taskID, clock.now())
    },
  }
}

/** Of a batch that was asked about before: what it counts as withdrawn from here. */
const withdrawnOf = ({ problem }: UnknownBatch): number => (problem?.code === 'deleted_from_here' ? Number(problem.params['withdrawn']) : 0)

const named = ({ seq }: BatchOrder) => ({ seq, reason: '' })
