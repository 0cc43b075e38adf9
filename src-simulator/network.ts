import { performance } from 'node:perf_hooks'
import { brokenRouteID, findStrategy, outcomeOf } from './catalogue.ts'
import type { Clock } from './clock.ts'
import { nextDialMs } from './dial-hours.ts'
import type { Fate } from './fate.ts'
import { sendSms } from './fate.ts'
import type { Call, Order, Task } from './model.ts'
import { CallStatus, TaskStatus } from './model.ts'
import { createDueHeap } from './queues.ts'
import type { Store } from './store.ts'

/** What the network tells: each of these becomes a webhook. */
export interface NetworkListener {
  taskChanged(task: Task): void
  orderDone(order: Order): void
  callEnded(call: Call): void
}

export interface NetworkSettings {
  maxConcurrency: number
  idleSeconds: number
  dialHours: 'respect' | 'ignore'
}

/** The dialler: moves tasks through their states and orders through their calls, on simulated time. */
export interface Network {
  /** A task was created: starts it now, later or not at all, by its startupType (callbot-v3.md 3.4). */
  taskCreated(task: Task): void
  /** Orders were added or taken away: dials what is new, or ends a task that has nothing left. */
  ordersChanged(task: Task): void
  start(task: Task): void
  pause(task: Task): void
  complete(task: Task): void
  stop(order: Order): void
  activeCalls(): number
  /** Nothing is due any more: no call under way, no redial, no scheduled start. */
  isIdle(): boolean
  close(): void
}

type Event = { call: Call } | { task: Task }

const SLICE_MS = 8
const STARTS_PER_TURN = 500
const REDIAL_IN_ROUND_MS = 20_000

export function createNetwork(settings: NetworkSettings, clock: Clock, store: Store, fate: Fate, listener: NetworkListener): Network {
  const due = createDueHeap<Event>()
  const starved = new Set<Task>()
  let active = 0
  let timer: NodeJS.Timeout | undefined
  let immediate: NodeJS.Immediate | undefined
  let timerAt = Infinity
  let running = false
  let closed = false

  const arm = (): void => {
    if (closed || running || immediate !== undefined || due.nextAt() >= timerAt) return
    clearTimeout(timer)
    timerAt = due.nextAt()
    timer = setTimeout(run, Math.min(clock.realDelayMs(timerAt), 2_000_000_000))
  }

  const put = (at: number, event: Event): void => {
    due.push(at, event)
    arm()
  }

  /** Handles what is due, in slices, so that requests are answered in between. */
  const run = (): void => {
    immediate = undefined
    timerAt = Infinity
    running = true
    const finishedInTime = runSlice()
    running = false
    if (closed) return
    if (finishedInTime) arm()
    else immediate = setImmediate(run)
  }

  const runSlice = (): boolean => {
    const until = performance.now() + SLICE_MS
    const now = clock.simMs()
    while (due.nextAt() <= now) {
      const entry = due.take()
      if (entry === undefined) break
      if ('call' in entry.item) endCall(entry.item.call, entry.at)
      else wake(entry.item.task, entry.at)
      if (closed) return true
      if (performance.now() > until) return false
    }
    return true
  }

  const wakeLater = (task: Task, at: number): void => {
    if (at >= task.wakeAt) return
    task.wakeAt = at
    put(at, { task })
  }

  const wake = (task: Task, at: number): void => {
    if (at !== task.wakeAt) return
    task.wakeAt = Infinity
    if (task.status !== TaskStatus.waiting || task.setting.startupType !== 2) {
      pump(task, at)
      return
    }
    const startAt = clock.simOfStamp(task.setting.startupAt * 1000)
    if (at >= startAt) begin(task, at)
    else wakeLater(task, startAt)
  }

  const change = (task: Task, status: number): void => {
    if (task.status === status) return
    task.status = status
    listener.taskChanged(task)
  }

  const begin = (task: Task, at: number): void => {
    if (task.setting.routeID === brokenRouteID) {
      change(task, TaskStatus.failed)
      return
    }
    task.idleSince = Infinity
    change(task, TaskStatus.running)
    pump(task, at)
  }

  /** The next order of a task that may be dialled: redials within a round, then new orders, then next rounds. */
  const nextOrder = (task: Task, at: number): Order | undefined => {
    for (const queue of [task.soon, task.later]) {
      while (queue.peek()?.order.finish === true) queue.take()
    }
    if ((task.soon.peek()?.at ?? Infinity) <= at) return task.soon.take()?.order
    while (task.nextFresh < task.orders.length) {
      const order = task.orders[task.nextFresh++]
      if (order !== undefined && order.calls.length === 0 && !order.finish) return order
    }
    return (task.later.peek()?.at ?? Infinity) <= at ? task.later.take()?.order : undefined
  }

  /** Starts as many calls of a task as its concurrency, its hours and the account allow. */
  const pump = (task: Task, at: number): void => {
    if (task.status !== TaskStatus.running) return
    if (settings.dialHours === 'respect') {
      // Whole milliseconds: a rounding error must not put the start of a window just before itself, for ever.
      const now = Math.round(clock.stampMs(at))
      const open = nextDialMs(task.setting, now)
      if (open === undefined) return
      if (open > now) {
        wakeLater(task, clock.simOfStamp(open))
        return
      }
    }
    for (let started = 0; task.active < task.setting.maxCall; started++) {
      if (active >= settings.maxConcurrency) {
        starved.add(task)
        return
      }
      if (started === STARTS_PER_TURN) {
        wakeLater(task, at)
        return
      }
      const order = nextOrder(task, at)
      if (order === undefined) {
        whenNothingIsLeft(task, at)
        return
      }
      const call = fate(order, at)
      store.addCall(call)
      task.idleSince = Infinity
      task.active++
      active++
      task.counters.totalCall++
      put(call.endAt, { call })
    }
  }

  /** No order can be dialled now: wait for the next redial, or end the task after a while (funcFlag.taskKeep). */
  const whenNothingIsLeft = (task: Task, at: number): void => {
    const redialAt = Math.min(task.soon.peek()?.at ?? Infinity, task.later.peek()?.at ?? Infinity)
    if (redialAt < Infinity) {
      wakeLater(task, redialAt)
      return
    }
    if (task.active > 0 || task.flags.taskKeep) return
    if (task.counters.totalOrderCount === 0) return
    if (task.idleSince === Infinity) task.idleSince = at
    const endAt = task.idleSince + settings.idleSeconds * 1000
    if (endAt <= at) change(task, TaskStatus.completed)
    else wakeLater(task, endAt)
  }

  const endCall = (call: Call, at: number): void => {
    const { order } = call
    const { task } = order
    call.ended = true
    task.active--
    active--
    const answered = call.finalStatus === CallStatus.answered
    if (answered) {
      task.counters.totalAnswerCall++
      order.answered = true
    }
    const dialAgainAt = redialTime(order, call, at)
    if (dialAgainAt === undefined) finish(order, at)
    if (task.kind === 'nxlink') store.callRecords.push(call)
    listener.callEnded(call)
    if (dialAgainAt === undefined) listener.orderDone(order)
    // Tasks that waited for the account's concurrency come first, the one waiting longest before the others.
    for (const waiting of starved) {
      if (active >= settings.maxConcurrency) break
      starved.delete(waiting)
      pump(waiting, at)
    }
    pump(task, at)
  }

  /** When the order is to be dialled again, and queues it; undefined when it is done. */
  const redialTime = (order: Order, call: Call, at: number): number | undefined => {
    const { task } = order
    const ended = task.status === TaskStatus.completed || task.status === TaskStatus.failed
    if (order.stopped || ended || outcomeOf(call.finalStatus)?.redial !== true) return undefined
    const strategy = findStrategy(task.setting.strategyName)
    if (task.flags.roundRedial && !order.redialledInRound) {
      order.redialledInRound = true
      task.soon.push({ at: at + REDIAL_IN_ROUND_MS, order })
      return at + REDIAL_IN_ROUND_MS
    }
    if (strategy === undefined || order.round >= strategy.rounds) return undefined
    order.round++
    order.redialledInRound = false
    const nextAt = at + strategy.intervalSeconds * 1000
    task.later.push({ at: nextAt, order })
    return nextAt
  }

  const finish = (order: Order, at: number): void => {
    if (order.deleted) return
    order.finish = true
    order.task.counters.finishOrderCount++
    if (order.answered) order.task.counters.answerOrderCount++
    const last = order.calls.at(-1)
    if (last !== undefined) sendSms(last, at)
  }

  return {
    taskCreated: task => {
      if (task.setting.startupType === 3) begin(task, clock.simMs())
      if (task.setting.startupType === 2) wakeLater(task, Math.max(clock.simMs(), clock.simOfStamp(task.setting.startupAt * 1000)))
    },
    ordersChanged: task => {
      task.idleSince = Infinity
      pump(task, clock.simMs())
    },
    start: task => begin(task, clock.simMs()),
    pause: task => change(task, TaskStatus.paused),
    complete: task => change(task, TaskStatus.completed),
    stop: order => {
      if (order.finish || order.stopped) return
      order.stopped = true
      if (order.calls.some(call => !call.ended)) return
      finish(order, clock.simMs())
      listener.orderDone(order)
      wakeLater(order.task, clock.simMs())
    },
    activeCalls: () => active,
    isIdle: () => due.size() === 0,
    close: () => {
      closed = true
      clearTimeout(timer)
      if (immediate !== undefined) clearImmediate(immediate)
      due.clear()
    },
  }
}
