import { AppError, toWireError } from '../app-error.ts'
import { askPlatform, type Findings } from './ask-platform.ts'
import { backOffMs } from './back-off.ts'
import type { BatchOrder, BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { readFailure } from './read-failure.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** Settles unknown batches by asking the platform, never by sending them again. */
export interface UnknownResolver {
  /** One round of questions about a batch. */
  ask(submission: SubmissionRecord, batch: number, signal: AbortSignal): Promise<void>
}

/**
 * Found orders are accepted at once. What the platform has not got after the last round of `timings.unknownRoundsMs` is free to be sent
 * again with another batch; where its silence proves nothing (NXLink) the batch stays unknown and the operator decides.
 */
export function createUnknownResolver(deps: SendingDeps): UnknownResolver {
  const { submissions, batches, journal, clock, timings, sink } = deps

  const notAnswered = (submission: SubmissionRecord, batch: BatchRecord, error: unknown) =>
    submissions.transaction(() => {
      const problem = toWireError(error)
      const helpless = readFailure(error) === 'never_left' || problem.code.startsWith('auth_')
      const waitMs = backOffMs(batch.rounds + 2, timings, deps.random)
      batches.change(submission.id, batch.number, { nextAt: clock.now() + waitMs })
      journal.add(submission.id, batch.number, 'ask_failed', { code: problem.code, waitMs })
      const { state } = submissions.get(submission.id) ?? submission
      // A missing secret or a refused signature is not turned around by asking again.
      if (!helpless || state === 'paused' || state === 'stopped') return
      submissions.setState(submission.id, 'stuck', problem)
      journal.add(submission.id, null, 'stuck', { code: problem.code })
    })

  const answered = (submission: SubmissionRecord, batch: BatchRecord, orders: readonly BatchOrder[], findings: Findings, askedAt: number) =>
    submissions.transaction(() => {
      const { id } = submission
      const hits = orders.filter(order => findings.found.has(order.orderID))
      for (const order of hits) batches.setOrder(id, order.seq, 'accepted', '')
      // A question the operator asked early finds orders like any other, but its silence does not stand for a round.
      const rounds = batch.rounds + (askedAt >= dueAt(batch, batch.rounds) ? 1 : 0)
      const found = batch.found + hits.length
      const missing = orders.length - hits.length
      journal.add(id, batch.number, 'asked', { round: rounds, found, missing })
      if (findings.taskExists === true && !submission.taskExists) {
        submissions.setTask(id, findings.taskID)
        journal.add(id, batch.number, 'task_found', {})
      }
      batches.change(id, batch.number, { rounds, found, accepted: found, nextAt: nextRoundAt(batch, rounds) })
      if (missing === 0) return close(submission, { ...batch, found }, 0)
      if (rounds < timings.unknownRoundsMs.length) return
      if (!findings.silenceCounts) return surrender(submission, batch)
      close(submission, { ...batch, found }, missing)
    })

  const dueAt = (batch: BatchRecord, round: number) => (batch.unknownSince ?? batch.sentAt) + (timings.unknownRoundsMs[round] ?? 0)

  const nextRoundAt = (batch: BatchRecord, rounds: number) =>
    rounds < timings.unknownRoundsMs.length ? Math.max(clock.now() + 1, dueAt(batch, rounds)) : null

  const close = (submission: SubmissionRecord, batch: BatchRecord, missing: number) => {
    const { id } = submission
    let refused = batch.refused
    if (missing > 0 && batch.problem?.code === 'counts_do_not_add_up') {
      // The platform did answer: what it then does not list it has not taken, and sending it again would go round in circles.
      for (const order of batches.orders(id, batch.number)) {
        if (order.state === 'unknown') batches.setOrder(id, order.seq, 'refused', order.reason || 'counts_do_not_add_up')
      }
      refused = missing
    } else if (missing > 0) {
      batches.release(id, batch.number, 'unknown')
    }
    journal.add(id, batch.number, missing > 0 ? 'not_found' : 'answered', {
      accepted: batch.found,
      [missing > 0 ? 'missing' : 'refused']: missing > 0 ? missing : refused,
    })
    batches.change(id, batch.number, {
      state: batch.found > 0 ? 'accepted' : refused > 0 ? 'refused' : 'withdrawn',
      accepted: batch.found,
      refused,
      nextAt: null,
    })
    if (submissions.get(id)?.state === 'waiting') submissions.setState(id, 'sending', null)
  }

  const surrender = (submission: SubmissionRecord, batch: BatchRecord) => {
    batches.change(submission.id, batch.number, { nextAt: null })
    const { state } = submissions.get(submission.id) ?? submission
    if (state === 'paused' || state === 'stopped') return
    const problem =
      batch.problem ?? toWireError(new AppError('timeout', { orders: batch.orders, batch: batch.number }, { requestId: batch.requestId }))
    submissions.setState(submission.id, 'stuck', problem)
    journal.add(submission.id, null, 'stuck', { code: problem.code })
  }

  return {
    async ask(submission, number, signal) {
      const batch = batches.get(submission.id, number)
      if (batch?.state !== 'unknown') return
      const orders = batches.orders(submission.id, number).filter(order => order.state === 'unknown')
      const askedAt = clock.now()
      let findings: Findings
      try {
        findings = await askPlatform(deps, submission, orders, batch.sentAt, signal)
      } catch (error) {
        notAnswered(submission, batch, error)
        return
      }
      answered(submission, batch, orders, findings, askedAt)
      const at = clock.now()
      if (findings.taskID !== null) sink.task(submission, findings.taskID, at)
      sink.accepted(
        { ...submission, taskID: findings.taskID ?? submission.taskID },
        orders.filter(order => findings.found.has(order.orderID)),
        at,
      )
    },
  }
}
