import type {
  BatchExport,
  CallbotAgent,
  CallbotCall,
  CallbotIntent,
  CallbotOrder,
  CallbotOrderDetail,
  CallbotOrderHead,
  CallbotRoute,
  CallbotStrategy,
  CallbotTask,
  CallPage,
  CountsAnswer,
  OrderPage,
  PingAnswer,
  TaskIdAnswer,
  TaskPage,
  TaskStatFields,
  TaskStatusAnswer,
} from './callbot-types.ts'
import { type Fields, fieldsOf } from './fields.ts'

/** The answer lacks the list it is about: reading that as "none" could make somebody send orders again. */
export class ShapeProblem extends Error {
  readonly missing: string
  constructor(missing: string) {
    super(`no ${missing}`)
    this.name = 'ShapeProblem'
    this.missing = missing
  }
}

/**
 * A timestamp of the platform in milliseconds. Units are not documented (callbot-v3.md 6): values below 10^11 are
 * seconds, from there on milliseconds. 0, null and negative values mean "not happened".
 */
export function toMs(stamp: number | null): number | null {
  if (stamp === null || stamp <= 0) return null
  return stamp < 1e11 ? Math.round(stamp * 1000) : Math.round(stamp)
}

/** 3.1 */
export const readPing = (f: Fields): PingAnswer => ({ data: f.text('data'), timestamp: f.number('timestamp') })
/** 3.2, 3.6 */
export const readTaskId = (f: Fields): TaskIdAnswer => ({ taskID: f.textOrNull('taskID', 'taskId'), raw: f.raw })
/** 3.5 */
export const readTaskStatus = (f: Fields): TaskStatusAnswer => ({
  taskID: f.textOrNull('taskID', 'taskId'),
  taskStatus: f.number('taskStatus'),
  raw: f.raw,
})

/** 3.3, 3.4, 3.10, 3.12 */
export function readCounts(f: Fields): CountsAnswer {
  const errList = f
    .objects('errList', 'errorList')
    .map(e => ({ phone: e.text('phone', 'userPhone'), orderID: e.text('orderID', 'orderId'), errMsg: e.text('errMsg', 'errmsg', 'msg') }))
  return {
    taskID: f.textOrNull('taskID', 'taskId'),
    totalCount: f.number('totalCount'),
    successCount: f.number('successCount'),
    errList,
    raw: f.raw,
  }
}

/** One task of listTask, or the body of a task webhook. */
export function readTask(f: Fields): CallbotTask {
  const stat = f.object('taskStat')
  return {
    userTaskID: f.text('userTaskID', 'userTaskId'),
    taskID: f.text('taskID', 'taskId'),
    sceneID: f.text('sceneID', 'sceneId'),
    taskName: f.text('taskName'),
    taskStatus: f.number('taskStatus'),
    createTs: f.number('createTs'),
    taskStat: stat && readStat(stat),
    raw: f.raw,
  }
}

function readStat(f: Fields): TaskStatFields {
  const count = (name: string) => f.number(name) ?? 0
  return {
    answerOrderCount: count('answerOrderCount'),
    finishOrderCount: count('finishOrderCount'),
    totalOrderCount: count('totalOrderCount'),
    totalAnswerCall: count('totalAnswerCall'),
    totalCall: count('totalCall'),
    finishRate: f.number('finishRate'),
    answerRate: f.number('answerRate'),
  }
}

function readIntent(f: Fields): CallbotIntent {
  return {
    intentID: f.text('intentID', 'intentId'),
    intentTag: f.text('intentTag'),
    intentName: f.text('intentName'),
    intentLevel: f.number('intentLevel'),
  }
}

function readAgent(f: Fields): CallbotAgent {
  return {
    agentName: f.text('agentName'),
    agentGroup: f.text('agentGroup'),
    agentLabel: f.text('agentLabel'),
    agentCallStatus: f.number('agentCallStatus'),
    agentCallElapsed: f.number('agentCallElapsed'),
    manualCallStart: f.number('manualCallStart'),
    manualCallAnswer: f.number('manualCallAnswer'),
    manualCallEnd: f.number('manualCallEnd'),
    manualHangupBy: f.number('manualHangupBy'),
  }
}

/** One dial attempt, wherever its fields stand (3.9, 3.11, 4.2). */
export function readCall(f: Fields): CallbotCall {
  const agent = f.object('agent')
  return {
    callID: f.text('callID', 'callId'),
    callingNumber: f.text('callingNumber'),
    lineAddress: f.text('lineAddress'),
    callStatus: f.number('callStatus'),
    callStartTs: f.number('callStartTs'),
    callAnswerTs: f.number('callAnswerTs'),
    callEndTs: f.number('callEndTs'),
    callDuration: f.number('callDuration'),
    callAudioUrl: f.text('callAudioUrl'),
    hangupCause: f.text('hangupCause'),
    termSipCode: f.text('termSipCode'),
    turnTime: f.number('turnTime', 'turnTimes', 'turns'),
    intents: f.objects('intents').map(readIntent),
    sms: f.objects('sms').map(s => ({
      smsSendTs: s.number('smsSendTs', 'smsSendStatus'),
      sysMessageID: s.text('sysMessageID', 'sysMessageId'),
      smsContent: s.text('smsContent'),
    })),
    agent: agent && readAgent(agent),
    params: f.objects('params').map(p => ({ name: p.text('name'), value: p.text('value') })),
    raw: f.raw,
  }
}

function readHead(f: Fields): CallbotOrderHead {
  return {
    orderID: f.text('orderID', 'orderId'),
    userPhone: f.text('userPhone'),
    userName: f.text('userName'),
    sceneID: f.text('sceneID', 'sceneId'),
    userTaskID: f.text('userTaskID', 'userTaskId'),
    taskID: f.text('taskID', 'taskId'),
    finish: f.flag('finish'),
    other: f.text('other'),
    raw: f.raw,
  }
}

/** One order of listOrder, or the body of an order or call webhook. */
export function readOrder(f: Fields): CallbotOrder {
  const call = f.object('callInfoDetail')
  return { ...readHead(f), callInfoDetail: call && readCall(call) }
}

/** Order and call fields side by side (listCall and exportBatchCall), or nested as in listOrder: the page on listCall's answer was never seen. */
function readFlatOrder(f: Fields): CallbotOrder {
  const nested = f.object('callInfoDetail')
  if (nested) return { ...readHead(f), callInfoDetail: readCall(nested) }
  return {
    ...readHead(f),
    callInfoDetail: f.textOrNull('callID', 'callId') === null && f.number('callStatus') === null ? null : readCall(f),
  }
}

/** The list an answer is about; absent is only believed beside a total of 0. */
function list(f: Fields, ...names: string[]): Fields[] {
  const name = names.find(known => f.has(known))
  if (name === undefined) {
    if (f.number('totalCount') === 0) return []
    throw new ShapeProblem(names[0] ?? '')
  }
  const value = f.raw[name]
  if (value === null) return []
  if (!Array.isArray(value)) throw new ShapeProblem(name)
  return f.objects(name)
}

/** 3.7 */
export const readTaskPage = (f: Fields): TaskPage => ({
  totalCount: f.number('totalCount', 'total'),
  tasks: list(f, 'taskData', 'taskList').map(readTask),
})
/** 3.9 */
export const readOrderPage = (f: Fields): OrderPage => ({
  totalCount: f.number('totalCount', 'total'),
  orders: list(f, 'orderList', 'orderData').map(readOrder),
})
/** 3.8; the name of the list was never seen, so the likely ones are taken. */
export const readCallPage = (f: Fields): CallPage => ({
  totalCount: f.number('totalCount', 'total'),
  calls: list(f, 'callList', 'callData', 'callInfoList', 'callInfoDetailList').map(readFlatOrder),
})
/** 3.11 */
export const readOrderDetails = (f: Fields): readonly CallbotOrderDetail[] =>
  list(f, 'orderDetailList', 'orderList').map(o => ({
    ...readHead(o),
    calls: o.objects('callInfoDetailList', 'callInfoDetail').map(readCall),
  }))
/** 3.13 */
export const readBatchExport = (f: Fields): BatchExport => ({
  totalCount: f.number('totalCount'),
  batchID: f.text('batchID', 'batchId'),
  calls: list(f, 'callList').map(readFlatOrder),
})
/** 3.14 */
export const readRoutes = (f: Fields): readonly CallbotRoute[] =>
  list(f, 'routeData', 'routeList').map(r => ({
    routeID: r.text('routeID', 'routeId'),
    routeName: r.text('routeName'),
    routeDesc: r.text('routeDesc'),
  }))
/** 3.14 */
export const readIntents = (f: Fields): readonly CallbotIntent[] => list(f, 'intentData', 'intentList', 'intents').map(readIntent)
/** 3.14: elements with a name, or bare names. */
export function readStrategies(f: Fields): readonly CallbotStrategy[] {
  const name = ['strategyData', 'strategyList'].find(known => f.has(known))
  const values = name === undefined ? undefined : f.raw[name]
  if (!Array.isArray(values)) return list(f, 'strategyData', 'strategyList').map(s => ({ strategyName: s.text('strategyName') }))
  return values
    .map(v => ({ strategyName: typeof v === 'string' ? v : fieldsOf(v).text('strategyName', 'name') }))
    .filter(s => s.strategyName !== '')
}
