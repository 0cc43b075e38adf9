import { newId } from '../ids.ts'
import type { BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { pickBatch } from './read-answer.ts'
import { readFailure } from './read-failure.ts'
import { createBatchRequest, type RequestAnswer } from './request-of-batch.ts'
import { createSettle } from './settle.ts'
import type { JournalledOrder, SubmissionRecord } from './submission-store.ts'

/** Sends batches, each journalled before its first byte leaves. */
export interface BatchSender {
  /** Writes the next batch down and sends it; false when there is nothing to send. */
  sendNext(submission: SubmissionRecord, signal: AbortSignal): Promise<boolean>
  /** Sends a batch again that provably was not done. */
  sendAgain(submission: SubmissionRecord, batch: number, signal: AbortSignal): Promise<void>
}

export function createBatchSender(deps: SendingDeps): BatchSender {
  const { submissions, batches, journal, clock, sink } = deps
  const settle = createSettle(deps)
  const request = createBatchRequest(deps)

  const send = async (submission: SubmissionRecord, batch: BatchRecord, orders: readonly JournalledOrder[], signal: AbortSignal) => {
    let answer: RequestAnswer
    try {
      answer = await request.send(submission, batch, orders, signal)
    } catch (error) {
      settle.failed(submission, batch, readFailure(error), error)
      return
    }
    settle.accepted(submission, batch, answer.reading, answer.ids, answer.taskID)
    const at = clock.now()
    if (answer.taskID !== null && submission.taskID === null) sink.task(submission, answer.taskID, at)
    const refused = new Set(answer.reading.refused.map(each => each.seq))
    if (answer.reading.addsUp)
      sink.accepted(
        { ...submission, taskID: answer.taskID ?? submission.taskID },
        orders.filter(order => !refused.has(order.seq)),
        at,
      )
  }

  return {
    async sendNext(submission, signal) {
      const batch = submissions.transaction(() => {
        // Twice the size, so that repeated phones that wait for a later batch do not leave this one half empty.
        const orders = pickBatch(batches.toSend(submission.id, submission.batchSize * 2), submission.batchSize)
        if (orders.length === 0) return null
        const number = batches.write(
          { submissionId: submission.id, endpoint: request.endpointOf(submission), requestId: newId(), sentAt: clock.now() },
          orders,
        )
        journal.add(submission.id, number, 'written', { orders: orders.length })
        if (submission.state === 'waiting') submissions.setState(submission.id, 'sending', null)
        return { record: batches.get(submission.id, number), orders }
      })
      if (!batch?.record) return false
      await send(submission, batch.record, batch.orders, signal)
      return true
    },
    async sendAgain(submission, number, signal) {
      const orders = batches.orders(submission.id, number)
      const record = submissions.transaction(() => {
        const before = batches.get(submission.id, number)
        if (before?.state !== 'backoff') return null
        batches.setOrders(submission.id, number, ['planned'], 'sending')
        batches.change(submission.id, number, {
          state: 'sending',
          requestId: newId(),
          sentAt: clock.now(),
          answeredAt: null,
          tries: before.tries + 1,
          nextAt: null,
          responseId: null,
          retCode: null,
          retMsg: null,
        })
        journal.add(submission.id, number, 'sent_again', { tries: before.tries + 1 })
        if (submission.state === 'waiting') submissions.setState(submission.id, 'sending', null)
        return batches.get(submission.id, number)
      })
      if (record) await send(submission, record, orders, signal)
    },
  }
}
