import { mkdirSync } from 'node:fs'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { createAccountStore } from '../../src-core/accounts/account-store.ts'
import { openDataFolder } from '../../src-core/db/open-ours.ts'
import { fromCallbotOrder } from '../../src-core/orders/order-mapping.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { signCallbot } from '../../src-simulator/sign.ts'
import { asBytes, type Parcel } from '../webhooks/sender.ts'

export const BENCH_ACCOUNT = 'account-bench'
export const BENCH_SECRET = 'secret of the bench'
/** The task whose row is watched. */
export const MOVING = 'Moving task'
/** Of an account's orders so many in a hundred are finished already. */
const FINISHED_PERCENT = 40
const IDENTITY = 'uuid-bench'
const TOKEN = 'token-of-the-bench'

const taskOf = (index: number) => `task-${String(index).padStart(4, '0')}`
const orderOf = (task: number, order: number) => `${taskOf(task)}-order-${order}`

const element = (task: number, order: number, call: { callStatus: number; startAt: number } | null) => ({
  orderID: orderOf(task, order),
  userPhone: `569${String(10_000_000 + ((task * 104_729 + order * 7919) % 89_999_999))}`,
  userName: `Customer ${order}`,
  sceneID: `scene-${task % 5}`,
  userTaskID: taskOf(task),
  taskID: String(7000 + task),
  finish: call !== null,
  other: '',
  ...(call && {
    callInfoDetail: {
      callID: `call-${orderOf(task, order)}`,
      callingNumber: '5622000000',
      lineAddress: '10.0.0.1',
      callStatus: call.callStatus,
      callStartTs: Math.floor(call.startAt / 1000),
      callAnswerTs: call.callStatus === 6 ? Math.floor(call.startAt / 1000) + 5 : 0,
      callEndTs: Math.floor(call.startAt / 1000) + 35,
      callDuration: call.callStatus === 6 ? 30 : 0,
      callAudioUrl: '',
      hangupCause: '',
      termSipCode: '200',
      intents:
        call.callStatus === 6
          ? [{ intentID: `i${order % 6}`, intentTag: 'ABCDEF'[order % 6], intentName: `Intent ${order % 6}`, intentLevel: 1 }]
          : [],
      sms: [],
      params: [{ name: 'amount', value: String(order % 1000) }],
    },
  }),
})

/** Fills a new data folder with running tasks of so many orders each, launched here, called through the hours before now. */
export function fillBoardFolder(dataDir: string, { tasks, orders, now }: { tasks: number; orders: number; now: number }): void {
  mkdirSync(dataDir, { recursive: true })
  const { ledger, cache, release } = openDataFolder(dataDir)
  try {
    createAccountStore(ledger).put({
      id: BENCH_ACCOUNT,
      kind: 'callbot',
      label: 'Bench',
      colour: 'cobalt',
      identity: IDENTITY,
      algorithm: 'SHA256',
      region: null,
      tenantId: null,
      // Nothing listens there: only webhooks move the board.
      baseUrl: 'http://127.0.0.1:9',
      simulator: false,
      secretPlace: 'memory',
      webhookToken: TOKEN,
      createdAt: now - 30 * 86_400_000,
    })
    const taskStore = createTaskStore(cache)
    const orderStore = createOrderStore(cache)
    const submission = ledger.prepare(`
      INSERT INTO submission (id, account_id, kind, user_task_id, task_id, task_name, list_id, list_name, form, state, total, planned, plan_done, task_exists,
        batch_size, created_at, finished_at)
      VALUES (@id, '${BENCH_ACCOUNT}', 'callbot', @userTaskID, @taskID, @taskName, '', '', @form, 'done', @total, @total, 1, 1, 500, @at, @at)`)
    const base = newDraftForm({ account: { kind: 'callbot', simulator: false }, list: null, timeZone: 'America/Santiago' }) as CallbotForm
    for (let task = 0; task < tasks; task += 1) {
      const taskName = task === 0 ? MOVING : `Reminder wave ${task}`
      const createdAt = now - task * 60_000
      const told = {
        accountId: BENCH_ACCOUNT,
        userTaskID: taskOf(task),
        taskID: String(7000 + task),
        taskName,
        sceneID: `scene-${task % 5}`,
      }
      taskStore.upsert([{ ...told, taskStatus: 2, createdAt, stat: null, raw: '{}' }], 'webhook', now)
      const form: CallbotForm = {
        ...base,
        taskName,
        sceneID: told.sceneID,
        strategyName: 'Once Only',
        startupType: 3,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        halfHours: Array.from({ length: 48 }, (_, slot) => slot),
        maxCall: 40,
        callbacks: { ...base.callbacks, mode: 'listener' },
      }
      submission.run({ ...told, id: `submission-${task}`, form: JSON.stringify(form), total: orders, at: createdAt })
      const records = Array.from({ length: orders }, (_, order) => {
        const isFinished = order % 100 < FINISHED_PERCENT
        const startAt = now - 60_000 - ((task * 7919 + order * 104_729) % (8 * 3_600_000))
        const record = fromCallbotOrder(element(task, order, isFinished ? { callStatus: order % 3 === 0 ? 6 : 22, startAt } : null))
        if (!record) throw new Error('the folder got no order')
        return record
      })
      orderStore.upsertOrders(BENCH_ACCOUNT, records, 'webhook', now - 60_000)
    }
  } finally {
    ledger.close()
    cache.close()
    release()
  }
}

/** A signed call webhook that finishes the `nth` unfinished order of a task. */
export function finishParcel(id: number, task: number, nth: number): Parcel {
  const perHundred = 100 - FINISHED_PERCENT
  const order = Math.floor(nth / perHundred) * 100 + FINISHED_PERCENT + (nth % perHundred)
  const call = { callStatus: order % 3 === 0 ? 6 : 22, startAt: Date.now() - 40_000 }
  const body = JSON.stringify({ callbackType: 3, ...element(task, order, call) })
  const parts = { requestID: `r${id}`, createTs: String(Math.floor(Date.now() / 1000)), uuid: IDENTITY }
  const sign = signCallbot('SHA256', { ...parts, secretKey: BENCH_SECRET, body })
  return { id, bytes: asBytes(`/cb/${TOKEN}/call`, { 'content-type': 'application/json', ...parts, sign }, body) }
}
