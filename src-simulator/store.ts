import type { Call, CallbackUrls, Order, Param, Task, TaskFlags, TaskSetting } from './model.ts'
import { createFifo } from './queues.ts'
import { chance, longNumber } from './seeded.ts'

export interface OrderDraft {
  orderID: string
  userPhone: string
  userName: string
  customerName: string
  other: string
  params: Param[]
}

export interface TaskDraft {
  kind: 'callbot' | 'nxlink'
  userTaskID: string
  sceneID: string
  setting: TaskSetting
  flags: TaskFlags
  taskCallbackUrl: string
  orderCallbackUrl: string
}

/** All tasks, orders and calls of the simulated platform. */
export interface Store {
  addTask(draft: TaskDraft, at: number): Task
  task(userTaskID: string): Task | undefined
  taskByPlatformID(taskID: string): Task | undefined
  tasks(): Iterable<Task>
  addOrder(task: Task, draft: OrderDraft, urls: CallbackUrls): Order
  /** First order accepted under this id; later ones hang on `again`. */
  order(orderID: string): Order | undefined
  orders(): Iterable<Order>
  addCall(call: Call): void
  call(callID: string): Call | undefined
  /** Finished calls of NXLink tasks in the order in which they ended. */
  callRecords: Call[]
  /** Takes away orders, dialled or not, with whatever else was accepted under their ids; answers how many those were. */
  remove(orderIDs: readonly string[]): number
  /** Takes away the orders of a task that were never dialled and answers how many those were. */
  deleteUndialled(task: Task, only: (order: Order) => boolean): number
}

export function createStore(seed: string, wallMs: () => number): Store {
  const tasks = new Map<string, Task>()
  const orders = new Map<string, Order>()
  const calls = new Map<string, Call>()
  const phonesSeen = new Map<string, number>()

  const forget = (order: Order): void => {
    order.deleted = true
    order.finish = true
    const first = orders.get(order.orderID)
    if (first === order) {
      if (order.again === null) orders.delete(order.orderID)
      else orders.set(order.orderID, order.again)
      return
    }
    for (let each = first; each !== undefined; each = each.again ?? undefined) {
      if (each.again === order) each.again = order.again
    }
  }

  return {
    addTask: (draft, at) => {
      const task: Task = {
        ...draft,
        taskID: longNumber(`${seed}|task|${tasks.size}`),
        status: 1,
        createdAt: at,
        counters: { totalOrderCount: 0, finishOrderCount: 0, answerOrderCount: 0, totalCall: 0, totalAnswerCall: 0 },
        orders: [],
        calls: [],
        batch: 1,
        importingUntil: 0,
        nextFresh: 0,
        soon: createFifo(),
        later: createFifo(),
        active: 0,
        wakeAt: Infinity,
        idleSince: Infinity,
      }
      tasks.set(task.userTaskID, task)
      return task
    },
    task: userTaskID => tasks.get(userTaskID),
    taskByPlatformID: taskID => [...tasks.values()].find(task => task.taskID === taskID),
    tasks: () => tasks.values(),
    addOrder: (task, draft, urls) => {
      const seen = phonesSeen.get(draft.userPhone) ?? 0
      phonesSeen.set(draft.userPhone, seen + 1)
      const order: Order = {
        task,
        ...draft,
        urls,
        acceptedAt: wallMs(),
        batch: task.batch,
        fateKey: `${draft.userPhone}|${seen}`,
        calls: [],
        finish: false,
        answered: false,
        stopped: false,
        deleted: false,
        round: 1,
        redialledInRound: false,
        again: null,
      }
      task.orders.push(order)
      task.counters.totalOrderCount++
      let last = orders.get(draft.orderID)
      if (last === undefined) orders.set(draft.orderID, order)
      else {
        while (last.again !== null) last = last.again
        last.again = order
      }
      return order
    },
    order: orderID => orders.get(orderID),
    orders: () => orders.values(),
    addCall: call => {
      call.order.calls.push(call)
      call.order.task.calls.push(call)
      calls.set(call.callID, call)
    },
    call: callID => calls.get(callID),
    callRecords: [],
    remove: orderIDs => {
      const gone = new Set<Order>()
      for (const orderID of orderIDs) {
        for (let order = orders.get(orderID); order !== undefined; order = orders.get(orderID)) {
          gone.add(order)
          const { counters } = order.task
          counters.totalOrderCount--
          if (order.finish) counters.finishOrderCount--
          if (order.finish && order.answered) counters.answerOrderCount--
          forget(order)
        }
      }
      for (const task of new Set(Array.from(gone, order => order.task))) {
        task.orders = task.orders.filter(order => !gone.has(order))
        task.nextFresh = 0
      }
      return gone.size
    },
    deleteUndialled: (task, only) => {
      let deleted = 0
      task.orders = task.orders.filter(order => {
        if (order.calls.length > 0 || order.finish || !only(order)) return true
        forget(order)
        deleted++
        return false
      })
      task.nextFresh = 0
      task.counters.totalOrderCount -= deleted
      return deleted
    },
  }
}

/** Whether a number is on the simulated blacklist: about one in `every`, by seed. */
export function isBlacklisted(seed: string, phone: string, every: number): boolean {
  return every > 0 && chance(`${seed}|blacklist|${phone}`) < 1 / every
}
