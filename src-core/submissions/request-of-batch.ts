import { buildAddBatchCall, buildCreateAndCall } from '../tasks/build-create-and-call.ts'
import { buildNxlinkCreate } from '../tasks/build-nxlink-create.ts'
import { taskFacts } from '../tasks/task-facts.ts'
import type { AnswerIds, BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import type { JournalledOrder, SubmissionRecord } from './submission-store.ts'

export type Endpoint = 'createAndCall' | 'addBatchCall' | 'ai/createandcall'

/** What the platform said to one request of a submission. */
export interface RequestAnswer {
  readonly ids: AnswerIds
  readonly taskID: string | null
  readonly reading: Reading
}

/** Which endpoint a batch goes to, and the request itself. */
export interface BatchRequest {
  endpointOf(submission: SubmissionRecord): Endpoint
  /** Throws what the API client throws. */
  send(
    submission: SubmissionRecord,
    batch: Pick<BatchRecord, 'endpoint' | 'requestId'>,
    orders: readonly JournalledOrder[],
    signal: AbortSignal,
  ): Promise<RequestAnswer>
}

export function createBatchRequest({ api, callbackUrls, clock }: Pick<SendingDeps, 'api' | 'callbackUrls' | 'clock'>): BatchRequest {
  return {
    /** NXLink has no way to add to a task: each batch is a task of its own under the same name (nxlink-cc.md 5.1). */
    endpointOf: submission =>
      submission.kind === 'nxlink' ? 'ai/createandcall' : submission.taskExists ? 'addBatchCall' : 'createAndCall',
    async send({ form, userTaskID, accountId }, batch, orders, signal) {
      const options = { signal, requestId: batch.requestId }
      if (form.kind === 'nxlink') {
        const answer = await (await api.nxlink(accountId)).createAndCall(buildNxlinkCreate(form, orders), options)
        // A yes says nothing about single numbers, so it counts for all of them (nxlink-cc.md 5.1).
        return { ids: idsOf(answer, clock.now()), taskID: null, reading: { refused: [], addsUp: true } }
      }
      const facts = taskFacts(form, userTaskID, callbackUrls(accountId), clock.now())
      const callbot = await api.callbot(accountId)
      const answer =
        batch.endpoint === 'addBatchCall'
          ? await callbot.addBatchCall(buildAddBatchCall(userTaskID, facts.urls, orders), options)
          : await callbot.createAndCall(buildCreateAndCall(form, facts, orders), options)
      return { ids: idsOf(answer, clock.now()), taskID: answer.value.taskID, reading: readAnswer(orders, answer.value) }
    },
  }
}

function idsOf(answer: { responseId: string | null; retCode: number; retMsg: string; bytesSent: number }, answeredAt: number): AnswerIds {
  return { responseId: answer.responseId, retCode: answer.retCode, retMsg: answer.retMsg, bytes: answer.bytesSent, answeredAt }
}
