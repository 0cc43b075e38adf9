import { intents, outcomeOf } from './catalogue.ts'
import type { Clock } from './clock.ts'
import type { Call } from './model.ts'
import { CallStatus } from './model.ts'
import type { Json } from './wire.ts'

/**
 * Call record of an AICC call, fields of nxlink-cc.md 5.2; times in milliseconds. A call that was handed to a
 * person has the customer as caller and the agent group as callee, as in the webhook sample of section 6.
 */
export function cdrOf(call: Call, clock: Clock): Json {
  const { order, agent } = call
  const ms = (simMs: number): number => (simMs === 0 ? 0 : Math.round(clock.stampMs(simMs)))
  const answered = call.finalStatus === CallStatus.answered
  const outcome = outcomeOf(call.finalStatus)
  const talked = agent?.status === 4
  const abandoned = agent !== null && !talked
  const intent = intents[call.intent]
  const connectedAt = agent === null ? 0 : agent.answerAt === 0 ? agent.endAt : agent.answerAt
  const queueSeconds = agent === null ? 0 : Math.round((connectedAt - agent.startAt) / 1000)
  return {
    callId: call.callID,
    orderId: order.orderID,
    taskId: order.task.taskID,
    direction: 2,
    caller: agent === null ? call.callingNumber : order.userPhone,
    callee: agent === null ? order.userPhone : `${agent.agentGroup}@${call.lineAddress}:5060`,
    agentName: talked ? agent.agentName : null,
    agentNickName: talked ? agent.agentName.split('.')[0] : null,
    answered,
    startTime: ms(call.startAt),
    ringTime: ms(call.ringAt),
    answerTime: answered ? ms(call.answerAt) : 0,
    endTime: ms(call.endAt),
    inQueueTime: agent === null ? 0 : ms(agent.startAt),
    outQueueTime: ms(connectedAt),
    callDuration: call.talkSeconds,
    ringDuration: call.ringAt === 0 ? 0 : Math.round(((answered ? call.answerAt : call.endAt) - call.ringAt) / 1000),
    queueDuration: queueSeconds,
    hangupBy: talked ? (agent.hangupBy === 1 ? 0 : 1) : answered ? 1 : 2,
    hangupCode: abandoned ? 1103 : talked ? 1001 : 1000 + call.finalStatus,
    hangupReason: abandoned ? 'User abandoned the queue' : talked ? 'Agent hung up' : (outcome?.text ?? 'Unknown reason'),
    callStatus: answered ? 'Normal termination' : 'Missed call',
    dtmfKeys: null,
    intent: agent === null ? (intent?.intentName ?? null) : talked ? '转人工-成功' : '转人工-失败',
    other: order.other,
    recordUrl: null,
    leaveMsgUrl: null,
    totalCustomerPrice: Math.round(call.talkSeconds * 0.5) / 1000,
  }
}
