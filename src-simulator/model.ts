import type { Fifo } from './queues.ts'

/** callbot-v3.md section 5.2. */
export const TaskStatus = { waiting: 1, running: 2, completed: 3, failed: 4, paused: 5 } as const

/** callbot-v3.md section 5.3, the values the rules of the network need by name. */
export const CallStatus = { ready: 1, dispatching: 2, dialling: 3, ringing: 4, inCall: 5, answered: 6, stopped: 18 } as const

export interface Param {
  name: string | null
  value: string | null
}

export interface SmsRule {
  smsID: string
  intentID: string[]
  intentName: string[]
}

export interface ManualCallSetting {
  agentGroup: string
  dispatchType: number
}

/** Settings of a task, section 3.4 of callbot-v3.md, as the network uses them. */
export interface TaskSetting {
  taskName: string
  strategyName: string
  startupType: number
  startupAt: number
  zoneSecond: number
  dialAtWeekDay: string
  dialAtUpHour: string
  dialAtDownHour: string
  maxCall: number
  maxRingTime: number
  routeID: string
  manual: ManualCallSetting | null
}

export interface TaskFlags {
  taskKeep: boolean
  roundRedial: boolean
  smsEnable: boolean
  smsRules: SmsRule[]
}

export interface TaskCounters {
  totalOrderCount: number
  finishOrderCount: number
  answerOrderCount: number
  totalCall: number
  totalAnswerCall: number
}

export interface Task {
  kind: 'callbot' | 'nxlink'
  userTaskID: string
  taskID: string
  sceneID: string
  setting: TaskSetting
  flags: TaskFlags
  taskCallbackUrl: string
  /** Order webhook address given with the task itself (createTask, 3.2); a batch may name its own. */
  orderCallbackUrl: string
  status: number
  createdAt: number
  counters: TaskCounters
  orders: Order[]
  calls: Call[]
  batch: number
  importingUntil: number
  nextFresh: number
  soon: Fifo<Redial>
  later: Fifo<Redial>
  active: number
  wakeAt: number
  idleSince: number
}

export interface Redial {
  at: number
  order: Order
}

export interface CallbackUrls {
  order: string
  call: string
}

export interface Order {
  task: Task
  orderID: string
  userPhone: string
  userName: string
  customerName: string
  other: string
  params: Param[]
  urls: CallbackUrls
  /** Wall clock, ms. */
  acceptedAt: number
  batch: number
  /** What chance hangs on: the phone and how many times it was seen before, so not on timing or on ids. */
  fateKey: string
  calls: Call[]
  finish: boolean
  answered: boolean
  stopped: boolean
  deleted: boolean
  round: number
  redialledInRound: boolean
  /** Another order that was accepted under the same orderID. */
  again: Order | null
}

export interface AgentLeg {
  agentName: string
  agentGroup: string
  agentLabel: string
  status: number
  startAt: number
  answerAt: number
  endAt: number
  hangupBy: number
}

export interface Sms {
  at: number
  sysMessageID: string
  smsContent: string
}

/** One dial attempt, planned whole when it starts; its status before the end is read off the plan. */
export interface Call {
  order: Order
  callID: string
  callingNumber: string
  lineAddress: string
  startAt: number
  dialAt: number
  ringAt: number
  answerAt: number
  endAt: number
  ended: boolean
  finalStatus: number
  talkSeconds: number
  turns: number
  intent: number
  agent: AgentLeg | null
  sms: Sms[]
}

/** Status of a call at a simulated instant; the end counts only once the network has processed it. */
export function callStatusAt(call: Call, at: number): number {
  if (call.ended) return call.finalStatus
  if (call.answerAt > 0 && at >= call.answerAt) return CallStatus.inCall
  if (call.ringAt > 0 && at >= call.ringAt) return CallStatus.ringing
  return at >= call.dialAt ? CallStatus.dialling : CallStatus.dispatching
}

/** Status of an order: that of its last call, or ready, or stopped before it was ever dialled. */
export function orderStatusAt(order: Order, at: number): number {
  const last = order.calls.at(-1)
  if (last !== undefined) return callStatusAt(last, at)
  return order.stopped ? CallStatus.stopped : CallStatus.ready
}
