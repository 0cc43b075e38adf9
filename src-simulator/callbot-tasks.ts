import { acceptOrders, readCallInfoList } from './call-list.ts'
import type { Clock } from './clock.ts'
import type { FaultDice } from './faults.ts'
import type { Fields } from './fields.ts'
import type { Order, Task } from './model.ts'
import { TaskStatus } from './model.ts'
import type { Network } from './network.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal, RetCode } from './refusal.ts'
import type { Store } from './store.ts'
import { readFlags, readSetting } from './task-setting.ts'
import type { Json } from './wire.ts'

export type CallbotEndpoint = (body: Fields) => Json

function refuseValue(message: string): never {
  throw new Refusal(RetCode.value, `Invalid parameter value: ${message}`)
}

/** The task of a request, by userTaskID. */
export function knownTask(body: Fields, store: Store): Task {
  const userTaskID = body.text('userTaskID')
  const task = store.task(userTaskID)
  if (task === undefined || task.kind !== 'callbot') refuseValue(`task ${userTaskID} does not exist`)
  return task
}

/** The endpoints that change tasks and orders (callbot-v3.md 3.2 to 3.6, 3.10, 3.12). */
export function callbotTaskEndpoints(
  options: SimulatorOptions,
  clock: Clock,
  store: Store,
  network: Network,
  dice: Pick<FaultDice, 'poisonCode'>,
): Map<string, CallbotEndpoint> {
  const newTask = (body: Fields, lenient: boolean): Task => {
    const userTaskID = body.text('userTaskID')
    if (userTaskID === '') refuseValue('userTaskID is empty')
    const sceneID = body.text('sceneID')
    if (sceneID === '') refuseValue('sceneID is empty')
    const settingFields = body.object('taskCreateSetting')
    const setting = readSetting(settingFields, lenient)
    const flags = readFlags(body.object('funcFlag'), lenient)
    // createTask has the address at the top in its sample, createAndCall inside the setting (3.2).
    const taskCallbackUrl = settingFields.text('taskCallbackUrl', lenient ? body.text('taskCallbackUrl', '') : undefined)
    const known = store.task(userTaskID)
    if (known !== undefined && options.duplicateTask === 'refuse') refuseValue(`userTaskID ${userTaskID} already exists`)
    if (known !== undefined) {
      refuseWhenClosed(known)
      return known
    }
    return store.addTask(
      { kind: 'callbot', userTaskID, sceneID, setting, flags, taskCallbackUrl, orderCallbackUrl: body.text('orderCallbackUrl', '') },
      clock.simMs(),
    )
  }

  const refuseWhenClosed = (task: Task): void => {
    const closed = task.status === TaskStatus.failed || (task.status === TaskStatus.completed && options.addToCompleted === 'refuse')
    if (closed) refuseValue(`task ${task.userTaskID} has ended and takes no more orders`)
  }

  const createTask: CallbotEndpoint = body => {
    const isNew = store.task(body.text('userTaskID')) === undefined
    const task = newTask(body, true)
    if (isNew) network.taskCreated(task)
    return { taskID: task.taskID }
  }

  const createAndCall: CallbotEndpoint = body => {
    const list = readCallInfoList(body.object('callInfoList'), options.maxArray, dice)
    const isNew = store.task(body.text('userTaskID')) === undefined
    const task = newTask(body, false)
    const counts = acceptOrders(task, list, options, store, network)
    if (isNew) network.taskCreated(task)
    return { taskID: task.taskID, ...counts }
  }

  const addBatchCall: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const list = readCallInfoList(body.object('callInfoList'), options.maxArray, dice)
    refuseWhenClosed(task)
    return acceptOrders(task, list, options, store, network)
  }

  /** A new batch number; undialled numbers of the batch before are deleted (3.12). */
  const importBatchCall: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const list = readCallInfoList(body.object('callInfoList'), options.maxArray, dice)
    refuseWhenClosed(task)
    refuseWhileImporting(task, clock)
    const previous = task.batch
    store.deleteUndialled(task, order => order.batch === previous)
    task.batch++
    task.importingUntil = clock.simMs() + options.importSeconds * 1000
    return { ...acceptOrders(task, list, options, store, network), batchID: batchID(task) }
  }

  /** 3.5; a completed or failed task cannot be started again (which transitions are legal is not documented). */
  const mgrTaskStatus: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const operate = body.integer('taskOperate')
    const delCall = body.integer('delCall', 0)
    if (![1, 2, 3].includes(operate)) refuseValue('taskOperate must be 1, 2 or 3')
    if (![0, 1].includes(delCall)) refuseValue('delCall must be 0 or 1')
    if (task.status === TaskStatus.completed || task.status === TaskStatus.failed) refuseValue(`task ${task.userTaskID} has ended`)
    if (operate === 2 && task.status === TaskStatus.waiting) refuseValue(`task ${task.userTaskID} is not running`)
    if (delCall === 1) store.deleteUndialled(task, () => true)
    if (operate === 1) network.start(task)
    if (operate === 2) network.pause(task)
    if (operate === 3) network.complete(task)
    return { taskID: task.taskID, taskStatus: task.status }
  }

  /** 3.6; whether left-out keys keep their value is not documented: here every key must be there. */
  const updateTask: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    body.text('sceneID')
    const settingFields = body.object('taskCreateSetting')
    const setting = readSetting(settingFields, false)
    const flags = readFlags(body.object('funcFlag'), false)
    if (task.status !== TaskStatus.waiting && task.status !== TaskStatus.paused)
      refuseValue('only a task that is paused or not yet started can be changed')
    task.setting = setting
    task.flags = flags
    task.taskCallbackUrl = settingFields.text('taskCallbackUrl', task.taskCallbackUrl)
    task.wakeAt = Infinity
    if (task.status === TaskStatus.waiting) network.taskCreated(task)
    return { taskID: task.taskID }
  }

  /** 3.10: only what is not yet dialled is stopped; a call under way goes on to its end. */
  const stopOrder: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const ids = body.texts('orderIDs')
    if (ids === undefined) throw new Refusal(RetCode.missing, 'Missing parameter: orderIDs')
    if (ids.length > options.maxArray)
      throw new Refusal(
        RetCode.tooLarge,
        `Parameter content capacity error: orderIDs has ${ids.length} elements, at most ${options.maxArray} are allowed`,
      )
    const deletes = body.integer('delCall', 0) === 1
    const errList: Json[] = []
    const stopped = new Set<Order>()
    for (const orderID of ids) {
      const orders = ordersOf(store, task, orderID)
      const open = orders.filter(order => !order.finish)
      if (orders.length === 0) errList.push({ orderID, errMsg: 'orderID does not exist in this task' })
      else if (open.length === 0) errList.push({ orderID, errMsg: 'order is already finished' })
      else for (const order of open) stopped.add(order)
    }
    if (deletes) store.deleteUndialled(task, order => stopped.has(order))
    for (const order of stopped) network.stop(order)
    if (deletes) network.ordersChanged(task)
    return { totalCount: ids.length, successCount: ids.length - errList.length, errList }
  }

  return new Map<string, CallbotEndpoint>([
    ['createTask', createTask],
    ['createAndCall', createAndCall],
    ['addBatchCall', addBatchCall],
    ['importBatchCall', importBatchCall],
    ['mgrTaskStatus', mgrTaskStatus],
    ['updateTask', updateTask],
    ['stopOrder', stopOrder],
  ])
}

/** Every order of a task that was accepted under this id. */
export function ordersOf(store: Store, task: Task, orderID: string): Order[] {
  const found: Order[] = []
  for (let order = store.order(orderID); order !== undefined; order = order.again ?? undefined) {
    if (order.task === task) found.push(order)
  }
  return found
}

export function batchID(task: Task): string {
  return `${task.taskID}-${task.batch}`
}

/** retCode 1001 while an import runs (3.12, 3.13). */
export function refuseWhileImporting(task: Task, clock: Clock): void {
  if (clock.simMs() < task.importingUntil)
    throw new Refusal(RetCode.importRunning, 'A batch import is running; import and export are not possible now')
}
