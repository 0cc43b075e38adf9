import { newId } from '../ids.ts'
import { buildAddBatchCall, buildCreateAndCall } from '../tasks/build-create-and-call.ts'
import { buildNxlinkCreate } from '../tasks/build-nxlink-create.ts'
import { taskFacts } from '../tasks/task-facts.ts'
import type { AnswerIds, BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { pickBatch, readAnswer } from './read-answer.ts'
import { readFailure } from './read-failure.ts'
import { createSettle } from './settle.ts'
import type { JournalledOrder, SubmissionRecord } from './submission-store.ts'

/** Sends batches, each journalled before its first byte leaves. */
export interface BatchSender {
  /** Writes the next batch down and sends it; false when there is nothing to send. */
  sendNext(submission: SubmissionRecord, signal: AbortSignal): Promise<boolean>
  /** Sends a batch again that provably was not done. */
  sendAgain(submission: SubmissionRecord, batch: number, signal: AbortSignal): Promise<void>
}

type Endpoint = 'createAndCall' | 'addBatchCall' | 'ai/createandcall'

export function createBatchSender(deps: SendingDeps): BatchSender {
  const { submissions, batches, journal, clock, api, sink } = deps
  const settle = createSettle(deps)

  /** NXLink has no way to add to a task: each batch is a task of its own under the same name (nxlink-cc.md 5.1). */
  const endpointOf = (submission: SubmissionRecord): Endpoint =>
    submission.kind === 'nxlink' ? 'ai/createandcall' : submission.taskExists ? 'addBatchCall' : 'createAndCall'

  const send = async (submission: SubmissionRecord, batch: BatchRecord, orders: readonly JournalledOrder[], signal: AbortSignal) => {
    let answer: { ids: AnswerIds; taskID: string | null; reading: ReturnType<typeof readAnswer> }
    try {
      answer = await request(submission, batch, orders, signal)
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

  const request = async (submission: SubmissionRecord, batch: BatchRecord, orders: readonly JournalledOrder[], signal: AbortSignal) => {
    const options = { signal, requestId: batch.requestId }
    const { form, userTaskID, accountId } = submission
    if (form.kind === 'nxlink') {
      const answer = await (await api.nxlink(accountId)).createAndCall(buildNxlinkCreate(form, orders), options)
      // A yes says nothing about single numbers, so it counts for all of them (nxlink-cc.md 5.1).
      return { ids: idsOf(answer, clock.now()), taskID: null, reading: { refused: [], addsUp: true } }
    }
    const facts = taskFacts(form, userTaskID, deps.callbackUrls(accountId), clock.now())
    const callbot = await api.callbot(accountId)
    const answer =
      batch.endpoint === 'addBatchCall'
        ? await callbot.addBatchCall(buildAddBatchCall(userTaskID, facts.urls, orders), options)
        : await callbot.createAndCall(buildCreateAndCall(form, facts, orders), options)
    return { ids: idsOf(answer, clock.now()), taskID: answer.value.taskID, reading: readAnswer(orders, answer.value) }
  }

  return {
    async sendNext(submission, signal) {
      const batch = submissions.transaction(() => {
        // Twice the size, so that repeated phones that wait for a later batch do not leave this one half empty.
        const orders = pickBatch(batches.toSend(submission.id, submission.batchSize * 2), submission.batchSize)
        if (orders.length === 0) return null
        const number = batches.write(
          { submissionId: submission.id, endpoint: endpointOf(submission), requestId: newId(), sentAt: clock.now() },
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

function idsOf(answer: { responseId: string | null; retCode: number; retMsg: string; bytesSent: number }, answeredAt: number): AnswerIds {
  return { responseId: answer.responseId, retCode: answer.retCode, retMsg: answer.retMsg, bytes: answer.bytesSent, answeredAt }
}
