import { asInstant, asNumber, asObject, asObjects, asText, type Loose, toRawJson } from './lenient.ts'
import type { CallRecord, OrderRecord } from './order-record.ts'

/** The API client hands out typed elements that carry what came as `raw`; webhooks are that themselves. */
const asWritten = (element: unknown): Loose => {
  const given = asObject(element)
  return typeof given.raw === 'object' && given.raw !== null ? asObject(given.raw) : given
}

/** An element of listOrder's `orderList` (callbot-v3.md 3.9). Unknown fields stay in `raw`; null without an orderID. */
export function fromCallbotOrder(element: unknown, raw?: string): OrderRecord | null {
  const order = asWritten(element)
  const call = asObject(order.callInfoDetail)
  return toOrder(order, Object.keys(call).length > 0 ? toCall(call) : null, raw ?? toRawJson(order))
}

/** An order or call webhook's body (callbot-v3.md 4.2, 4.3): the same shape, its call the one that changed. */
export const fromWebhook = fromCallbotOrder

/** An element of listOrderDetail's `orderDetailList` (callbot-v3.md 3.11): the order with its newest call, and every call. */
export function fromCallbotDetail(element: unknown, raw?: string): { order: OrderRecord; calls: CallRecord[] } | null {
  const detail = asWritten(element)
  const calls = asObjects(detail.callInfoDetailList).map(toCall)
  const newest = calls.reduce<CallRecord | null>(
    (last, call) => (last === null || (call.startAt ?? Infinity) >= (last.startAt ?? Infinity) ? call : last),
    null,
  )
  const order = toOrder(detail, newest, raw ?? toRawJson(detail))
  return order && { order, calls }
}

/**
 * A call record of cdr/page, cdr/queryByOrderId or the record push (nxlink-cc.md 5.2, 6). Its status is words, so `callStatus` is null;
 * the order counts as finished when the call has ended, because the platform tells no more. Null without an orderId.
 * A record names the platform's task only: `userTaskID` is the one under which the order was sent, when the caller knows it.
 */
export function fromNxlinkRecord(element: unknown, userTaskID = '', raw?: string): OrderRecord | null {
  const record = asWritten(element)
  const orderID = asText(record.orderId)
  if (orderID === '') return null
  const call = toNxlinkCall(record)
  const taskID = asText(record.taskId)
  return {
    orderID,
    userTaskID: userTaskID || taskID,
    taskID,
    phone: nxlinkSides(record).customer,
    name: '',
    sceneID: '',
    finish: call.endAt !== null,
    other: asText(record.other),
    call,
    raw: raw ?? toRawJson(record),
  }
}

function toOrder(order: Loose, call: CallRecord | null, raw: string): OrderRecord | null {
  const orderID = asText(order.orderID ?? order.orderId)
  if (orderID === '') return null
  return {
    orderID,
    userTaskID: asText(order.userTaskID ?? order.userTaskId),
    taskID: asText(order.taskID ?? order.taskId),
    phone: asText(order.userPhone),
    name: asText(order.userName),
    // The filter writes finish as 1 and 2, the answer as a boolean (callbot-v3.md 5.4); both are read.
    sceneID: asText(order.sceneID),
    finish: order.finish === true || order.finish === 2 || order.finish === 'true',
    other: asText(order.other),
    call,
    raw,
  }
}

function toCall(call: Loose): CallRecord {
  const callStatus = asNumber(call.callStatus)
  const whole = callStatus === null || Number.isInteger(callStatus) ? callStatus : null
  return {
    callID: asText(call.callID ?? call.callId),
    callStatus: whole,
    statusText: whole === null ? asText(call.callStatus) || null : null,
    answered: whole === 6,
    startAt: asInstant(call.callStartTs),
    answerAt: asInstant(call.callAnswerTs),
    endAt: asInstant(call.callEndTs),
    durationSeconds: asNumber(call.callDuration),
    callingNumber: asText(call.callingNumber),
    lineAddress: asText(call.lineAddress),
    hangupCause: asText(call.hangupCause),
    termSipCode: asText(call.termSipCode),
    audioUrl: asText(call.callAudioUrl),
    // No page documents a turn count in an answer, only in filters (callbot-v3.md 3.9); taken where one is sent.
    turns: asNumber(call.turnTime) ?? asNumber(call.turns),
    intents: asObjects(call.intents).map(intent => ({
      intentID: asText(intent.intentID),
      intentTag: asText(intent.intentTag),
      intentName: asText(intent.intentName),
      intentLevel: asNumber(intent.intentLevel),
    })),
    sms: asObjects(call.sms).map(toSms),
    agent: toAgent(asObject(call.agent)),
    params: asObjects(call.params).map(param => ({ name: asText(param.name), value: asText(param.value) })),
  }
}

/** The page calls smsSendTs a timestamp and prints the five states 0 to 4 under its name (callbot-v3.md 5.4): small numbers are the state. */
function toSms(sms: Loose): CallRecord['sms'][number] {
  const sent = asNumber(sms.smsSendTs)
  const isStatus = sent !== null && sent >= 0 && sent <= 4
  return {
    sentAt: isStatus ? null : asInstant(sent),
    status: asNumber(sms.smsSendStatus) ?? (isStatus ? sent : null),
    sysMessageID: asText(sms.sysMessageID),
    content: asText(sms.smsContent),
  }
}

function toAgent(agent: Loose): CallRecord['agent'] {
  const known = {
    agentName: asText(agent.agentName),
    agentGroup: asText(agent.agentGroup),
    agentLabel: asText(agent.agentLabel),
    // One sample holds '[' here (callbot-notes.md); what is no number is not told.
    agentCallStatus: asNumber(agent.agentCallStatus),
    agentCallElapsed: asNumber(agent.agentCallElapsed),
    startAt: asInstant(agent.manualCallStart),
    answerAt: asInstant(agent.manualCallAnswer),
    endAt: asInstant(agent.manualCallEnd),
    hangupBy: asNumber(agent.manualHangupBy),
  }
  // The platform sends an agent full of empty values for calls that no agent took.
  const empty = Object.values(known).every(value => value === '' || value === null || value === 0)
  return empty ? null : known
}

/**
 * The customer's number and the line's: a dialled number is the callee, until the call is handed over; then the callee is the agent
 * group's address and the customer has become the caller (nxlink-cc.md 6).
 */
function nxlinkSides(record: Loose): { customer: string; line: string } {
  const [caller, callee] = [asText(record.caller), asText(record.callee)]
  return /^\+?\d{5,}$/.test(callee) && record.direction !== 0 ? { customer: callee, line: caller } : { customer: caller, line: callee }
}

function toNxlinkCall(record: Loose): CallRecord {
  const agentName = asText(record.agentName)
  const intentName = asText(record.intent)
  const hangupBy = asNumber(record.hangupBy)
  const reason = asText(record.hangupReason) || asText(record.hangupCause)
  const code = asText(record.hangupCode)
  return {
    callID: asText(record.callId),
    callStatus: null,
    statusText: asText(record.callStatus) || null,
    answered: record.answered === true || (record.answered === undefined && asInstant(record.answerTime) !== null),
    startAt: asInstant(record.startTime),
    answerAt: asInstant(record.answerTime),
    endAt: asInstant(record.endTime),
    durationSeconds: asNumber(record.callDuration),
    callingNumber: nxlinkSides(record).line,
    lineAddress: asText(record.lineIp),
    hangupCause: [reason, code].filter(Boolean).join(' '),
    termSipCode: asText(record.termSipCode),
    audioUrl: asText(record.recordUrl),
    turns: null,
    intents: intentName ? [{ intentID: '', intentTag: '', intentName, intentLevel: null }] : [],
    sms: [],
    agent: agentName
      ? {
          agentName,
          agentGroup: '',
          agentLabel: asText(record.agentNickName),
          agentCallStatus: null,
          agentCallElapsed: null,
          startAt: null,
          answerAt: null,
          endAt: null,
          hangupBy,
        }
      : null,
    params: [],
  }
}

/** The last call of a stored order: kept beside the text where it was merged, otherwise read again from the text. */
export function readLastCall(row: { call_json: string | null; raw_json: string }): CallRecord | null {
  if (row.call_json !== null) return JSON.parse(row.call_json) as CallRecord
  if (row.raw_json === '') return null
  const told = asObject(JSON.parse(row.raw_json))
  if (told.callInfoDetailList !== undefined) return fromCallbotDetail(told)?.order.call ?? null
  if (told.callInfoDetail !== undefined) return fromCallbotOrder(told)?.call ?? null
  return fromNxlinkRecord(told)?.call ?? null
}
