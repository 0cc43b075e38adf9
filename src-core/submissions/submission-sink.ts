import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { AcceptedOrder, SubmissionSink } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** How long a task launched here is polled although the platform does not call it running yet. */
const WATCH_MS = 10 * 60_000
const READY_TO_CALL = 1

/** Puts launched tasks and accepted orders into the cache. The ledger has them: a cache that cannot be written stops no sending. */
export function createSubmissionSink({
  orders,
  tasks,
  bus,
  log,
}: {
  orders: Pick<OrderStore, 'upsertOrders'>
  tasks: Pick<TaskStore, 'launched'>
  bus: EventBus
  log: Log
}): SubmissionSink {
  return {
    accepted(submission, accepted, at) {
      if (accepted.length === 0) return
      orders.upsertOrders(
        submission.accountId,
        accepted.map(order => asRecord(submission, order)),
        'submission',
        at,
      )
      bus.emit('orders', { accountId: submission.accountId })
    },
    task(submission, taskID, at) {
      try {
        const sceneID = submission.form.kind === 'callbot' ? submission.form.sceneID : ''
        tasks.launched({
          accountId: submission.accountId,
          userTaskID: submission.userTaskID,
          taskID,
          taskName: submission.taskName,
          sceneID,
          at,
          watchUntil: at + WATCH_MS,
        })
        bus.emit('tasks', { accountId: submission.accountId, id: submission.userTaskID })
      } catch (error) {
        log.write('error', 'a launched task could not be written to the cache', { error })
      }
    },
  }
}

function asRecord(submission: SubmissionRecord, order: AcceptedOrder): OrderRecord {
  const empty = {
    callID: '',
    statusText: null,
    answered: false,
    startAt: null,
    answerAt: null,
    endAt: null,
    durationSeconds: null,
    callingNumber: '',
    lineAddress: '',
    hangupCause: '',
    termSipCode: '',
    audioUrl: '',
    turns: null,
    intents: [],
    sms: [],
    agent: null,
    params: [],
  }
  const sceneID = submission.form.kind === 'callbot' ? submission.form.sceneID : ''
  return {
    orderID: order.orderID,
    userTaskID: submission.userTaskID,
    taskID: submission.taskID ?? '',
    phone: order.phone,
    name: order.name,
    sceneID,
    finish: false,
    other: order.other,
    // NXLink tells no status numbers; what was accepted there has no call until a record says so.
    call: submission.kind === 'callbot' ? { ...empty, callStatus: READY_TO_CALL } : null,
    raw: '',
  }
}
