import { intents, outcomeOf } from './catalogue.ts'
import type { Clock } from './clock.ts'
import type { AgentLeg, Call, Order, Task } from './model.ts'
import { CallStatus, callStatusAt, orderStatusAt } from './model.ts'
import type { SimulatorOptions } from './options.ts'

export type Json = Record<string, unknown>

/** Turns the network's things into the JSON of the documents (callbot-v3.md 3.9, 3.11, 4). */
export interface Wire {
  taskStat(task: Task): Json
  task(task: Task): Json
  /** Order head with its last call (listOrder, order and call webhook). */
  order(order: Order, call: Call | undefined): Json
  /** Call fields alone (callInfoDetail). */
  call(order: Order, call: Call | undefined): Json
  /** One flat element per call (listCall): order head and call fields side by side. */
  flatCall(call: Call): Json
  orderDetail(order: Order): Json
  exportRow(order: Order, call: Call | undefined): Json
  /** Status of an order now. */
  orderStatus(order: Order): number
  callStatus(call: Call): number
  seconds(simMs: number): number
}

/** Rounded to two decimals; 0 when there is nothing to divide by (not documented, callbot-v3.md 4.1). */
function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100) / 100
}

export function createWire(clock: Clock, settings: Pick<SimulatorOptions, 'smsSendTs'>, recordingUrl: (call: Call) => string): Wire {
  const seconds = (simMs: number): number => (simMs === 0 ? 0 : Math.floor(clock.stampMs(simMs) / 1000))

  const intentsOf = (call: Call | undefined): Json[] => {
    const intent = call?.ended === true ? intents[call.intent] : undefined
    if (intent === undefined) return []
    const { intentID, intentTag, intentName, intentLevel } = intent
    return [{ intentID, intentTag, intentName, intentLevel }]
  }

  const agent = (leg: AgentLeg): Json => ({
    agentName: leg.agentName,
    agentGroup: leg.agentGroup,
    agentCallStatus: leg.status,
    agentCallElapsed: leg.answerAt === 0 ? 0 : Math.round((leg.endAt - leg.answerAt) / 1000),
    agentLabel: leg.agentLabel,
    manualCallStart: seconds(leg.startAt),
    manualCallAnswer: seconds(leg.answerAt),
    manualCallEnd: seconds(leg.endAt),
    manualHangupBy: leg.hangupBy,
  })

  const callFields = (order: Order, call: Call | undefined): Json => {
    if (call === undefined) {
      const status = order.stopped ? CallStatus.stopped : CallStatus.ready
      const empty = { callID: '', callingNumber: '', lineAddress: '', callStatus: status, callStartTs: 0, callAnswerTs: 0, callEndTs: 0 }
      return { ...empty, callDuration: 0, callAudioUrl: '', hangupCause: '', termSipCode: '', intents: [], sms: [], params: order.params }
    }
    const status = callStatusAt(call, clock.simMs())
    const outcome = call.ended ? outcomeOf(call.finalStatus) : undefined
    const answered = call.ended && call.finalStatus === CallStatus.answered
    return {
      callID: call.callID,
      callingNumber: call.callingNumber,
      lineAddress: call.lineAddress,
      callStatus: status,
      callStartTs: seconds(call.startAt),
      callAnswerTs: call.ended || status === CallStatus.inCall ? seconds(call.answerAt) : 0,
      callEndTs: call.ended ? seconds(call.endAt) : 0,
      callDuration: call.ended ? call.talkSeconds : 0,
      callAudioUrl: answered ? recordingUrl(call) : '',
      hangupCause: outcome?.hangupCause ?? '',
      termSipCode: outcome?.sipCode ?? '',
      intents: intentsOf(call),
      sms: call.sms.map(sms => ({
        smsSendTs: settings.smsSendTs === 'status' ? 2 : seconds(sms.at),
        sysMessageID: sms.sysMessageID,
        smsContent: sms.smsContent,
      })),
      ...(call.agent !== null && call.ended ? { agent: agent(call.agent) } : {}),
      params: order.params,
    }
  }

  const head = (order: Order): Json => ({
    orderID: order.orderID,
    userPhone: order.userPhone,
    userName: order.userName,
    sceneID: order.task.sceneID,
    userTaskID: order.task.userTaskID,
    taskID: order.task.taskID,
    finish: order.finish,
    other: order.other,
  })

  /** What was said; the inner fields of recordDetail are not documented (callbot-v3.md 3.11). */
  const recordDetail = (call: Call): Json[] => {
    if (!call.ended || call.turns === 0) return []
    const step = (call.endAt - call.answerAt) / (call.turns * 2)
    return Array.from({ length: call.turns * 2 }, (_, index) => ({
      role: index % 2 === 0 ? 'bot' : 'user',
      content: index % 2 === 0 ? `Simulated sentence ${index / 2 + 1}.` : 'Simulated reply.',
      ts: seconds(call.answerAt + step * index),
    }))
  }

  const taskStat = (task: Task): Json => {
    const { answerOrderCount, finishOrderCount, totalOrderCount, totalAnswerCall, totalCall } = task.counters
    const finishRate = rate(finishOrderCount, totalOrderCount)
    return {
      answerOrderCount,
      finishOrderCount,
      totalOrderCount,
      finishRate,
      totalAnswerCall,
      totalCall,
      answerRate: rate(totalAnswerCall, totalCall),
    }
  }

  return {
    taskStat,
    task: task => ({
      userTaskID: task.userTaskID,
      taskID: task.taskID,
      sceneID: task.sceneID,
      taskName: task.setting.taskName,
      taskStatus: task.status,
      createTs: seconds(task.createdAt),
      taskStat: taskStat(task),
    }),
    order: (order, call) => ({ ...head(order), callInfoDetail: callFields(order, call) }),
    call: callFields,
    flatCall: call => ({ ...head(call.order), ...callFields(call.order, call) }),
    orderDetail: order => ({
      ...head(order),
      callInfoDetailList: order.calls.map(call => ({ ...callFields(order, call), recordDetail: recordDetail(call) })),
    }),
    exportRow: (order, call) => ({
      orderID: order.orderID,
      userPhone: order.userPhone,
      other: order.other,
      callID: call?.callID ?? '',
      callStatus: call === undefined ? orderStatusAt(order, clock.simMs()) : callStatusAt(call, clock.simMs()),
      callStartTs: call === undefined ? 0 : seconds(call.startAt),
      intents: intentsOf(call),
    }),
    orderStatus: order => orderStatusAt(order, clock.simMs()),
    callStatus: call => callStatusAt(call, clock.simMs()),
    seconds,
  }
}
