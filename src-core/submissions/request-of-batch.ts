import { AppError } from '../app-error.ts'
import { buildAddBatchCall, buildCreateAndCall } from '../tasks/build-create-and-call.ts'
import { buildCreateTask } from '../tasks/build-create-task.ts'
import { buildNxlinkCreate } from '../tasks/build-nxlink-create.ts'
import { taskFacts } from '../tasks/task-facts.ts'
import type { AnswerIds } from './batch-now.ts'
import type { BatchRecord } from './batch-store.ts'
import type { SendingDeps } from './deps.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import type { JournalledOrder, SubmissionRecord } from './submission-store.ts'

export type Endpoint = 'createAndCall' | 'createTask' | 'addBatchCall' | 'importBatchCall' | 'ai/createandcall'

/** `createTask` carries no orders: its batch is a step of the journal, and what became of it is told by listTask. */
export const carriesOrders = (endpoint: string): boolean => endpoint !== 'createTask'

/** What the platform said to one request of a submission. */
export interface RequestAnswer {
  readonly ids: AnswerIds
  readonly taskID: string | null
  readonly reading: Reading
}

/** Which endpoint a batch goes to, and the request itself. */
export interface BatchRequest {
  endpointOf(submission: SubmissionRecord): Endpoint
  /** Whether the next request names this computer's webhook addresses, and there are none now. */
  isWithoutAddress(submission: SubmissionRecord): boolean
  /**
   * Throws what the API client throws, `cancelled` (nothing left) when `mayLeave` says no once the client is there,
   * and `listener_off` (nothing left) when the addresses its orders call back to are gone by then.
   */
  send(
    submission: SubmissionRecord,
    batch: Pick<BatchRecord, 'endpoint' | 'requestId'>,
    orders: readonly JournalledOrder[],
    signal: AbortSignal,
    mayLeave: () => boolean,
  ): Promise<RequestAnswer>
}

/** Of an answer that tells no numbers. */
const nothingRefused: Reading = { refused: [], addsUp: true, told: { totalCount: null, successCount: null } }

export function createBatchRequest({
  api,
  callbackUrls,
  sentWith,
  clock,
}: Pick<SendingDeps, 'api' | 'callbackUrls' | 'sentWith' | 'clock'>): BatchRequest {
  const isWithoutAddress: BatchRequest['isWithoutAddress'] = ({ form, accountId }) =>
    form.kind === 'callbot' && form.callbacks.mode === 'listener' && callbackUrls(accountId) === null
  return {
    isWithoutAddress,
    /** NXLink has no way to add to a task: each batch is a task of its own under the same name (nxlink-cc.md 5.1). */
    endpointOf: ({ kind, mode, taskExists }) => {
      if (kind === 'nxlink') return 'ai/createandcall'
      if (mode === 'importBatchCall') return 'importBatchCall'
      if (taskExists) return 'addBatchCall'
      return mode === 'createTask' ? 'createTask' : 'createAndCall'
    },
    async send(submission, batch, orders, signal, mayLeave) {
      const { id, form, userTaskID, accountId } = submission
      const options = { signal, requestId: batch.requestId }
      // The keychain may take its time, and the operator may pause or stop meanwhile.
      const check = () => {
        if (!mayLeave()) throw new AppError('cancelled', { sent: 0 }, { requestId: batch.requestId })
      }
      if (form.kind === 'nxlink') {
        const nxlink = await api.nxlink(accountId)
        check()
        const answer = await nxlink.createAndCall(buildNxlinkCreate(form, orders), options)
        // A yes says nothing about single numbers, so it counts for all of them (nxlink-cc.md 5.1).
        return { ids: idsOf(answer, clock.now()), taskID: null, reading: nothingRefused }
      }
      const callbot = await api.callbot(accountId)
      check()
      // With empty addresses its orders would never call back, and nobody would know.
      if (isWithoutAddress(submission)) throw new AppError('listener_off', {}, { requestId: batch.requestId })
      const facts = taskFacts(form, userTaskID, callbackUrls(accountId), clock.now())
      if (form.callbacks.mode === 'listener') sentWith?.(id, facts.urls)
      if (batch.endpoint === 'createTask') {
        const answer = await callbot.createTask(buildCreateTask(form, facts), options)
        return { ids: idsOf(answer, clock.now()), taskID: answer.value.taskID, reading: nothingRefused }
      }
      const add = buildAddBatchCall(userTaskID, facts.urls, orders)
      const answer =
        batch.endpoint === 'importBatchCall'
          ? await callbot.importBatchCall(add, options)
          : batch.endpoint === 'addBatchCall'
            ? await callbot.addBatchCall(add, options)
            : await callbot.createAndCall(buildCreateAndCall(form, facts, orders), options)
      return { ids: idsOf(answer, clock.now()), taskID: answer.value.taskID, reading: readAnswer(orders, answer.value) }
    },
  }
}

function idsOf(answer: { responseId: string | null; retCode: number; retMsg: string; bytesSent: number }, answeredAt: number): AnswerIds {
  return { responseId: answer.responseId, retCode: answer.retCode, retMsg: answer.retMsg, bytes: answer.bytesSent, answeredAt }
}
