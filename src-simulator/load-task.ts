import type { Clock } from './clock.ts'
import type { Fate } from './fate.ts'
import { sendSms } from './fate.ts'
import type { Task } from './model.ts'
import { CallStatus, TaskStatus } from './model.ts'
import type { Network } from './network.ts'
import type { Store } from './store.ts'

/** Longer than any call, so that calls made up as already over do not end in the future. */
const LONG_AGO_MS = 600_000

export interface LoadTask {
  userTaskID: string
  taskName: string
  orders: number
  sceneID?: string
  /** Every order was called once already; no webhooks were sent. */
  called?: boolean
  /** Starts dialling at once; otherwise the task waits for mgrTaskStatus. */
  start?: boolean
  maxCall?: number
  callbackUrls?: { task: string; order: string; call: string }
}

/** Puts made-up orders into a new task without going through the API. */
export function loadTask(load: LoadTask, clock: Clock, store: Store, network: Network, fate: Fate): Task {
  if (store.task(load.userTaskID) !== undefined) throw new Error(`Task ${load.userTaskID} exists already.`)
  const now = clock.simMs()
  const task = store.addTask(
    {
      kind: 'callbot',
      userTaskID: load.userTaskID,
      sceneID: load.sceneID ?? 'scene-demo',
      setting: {
        taskName: load.taskName,
        strategyName: 'Default Strategy',
        startupType: load.start === true ? 3 : 1,
        startupAt: 0,
        zoneSecond: 28_800,
        dialAtWeekDay: '1,2,3,4,5,6,7',
        dialAtUpHour: '',
        dialAtDownHour: '',
        maxCall: load.maxCall ?? 100,
        maxRingTime: 30,
        routeID: '',
        manual: null,
      },
      flags: { taskKeep: false, roundRedial: false, smsEnable: false, smsRules: [] },
      taskCallbackUrl: load.callbackUrls?.task ?? '',
      orderCallbackUrl: load.callbackUrls?.order ?? '',
    },
    now,
  )
  const urls = { order: load.callbackUrls?.order ?? '', call: load.callbackUrls?.call ?? '' }
  for (let index = 0; index < load.orders; index++) {
    const draft = {
      orderID: `${load.userTaskID}-${index}`,
      userPhone: `85260${String(index).padStart(7, '0')}`,
      userName: `Person ${index}`,
      customerName: '',
      other: `row-${index}`,
      params: [],
    }
    const order = store.addOrder(task, draft, urls)
    if (load.called !== true) continue
    const call = fate(order, now - LONG_AGO_MS - (load.orders - index) * 10)
    store.addCall(call)
    call.ended = true
    order.finish = true
    order.answered = call.finalStatus === CallStatus.answered
    task.counters.totalCall++
    task.counters.finishOrderCount++
    if (order.answered) {
      task.counters.totalAnswerCall++
      task.counters.answerOrderCount++
    }
    sendSms(call, call.endAt)
  }
  if (load.called === true) task.status = TaskStatus.completed
  else network.taskCreated(task)
  return task
}
