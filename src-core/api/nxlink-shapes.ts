import { ShapeProblem } from './callbot-shapes.ts'
import type { Fields } from './fields.ts'
import { fieldsOf } from './fields.ts'
import type { CdrQueryBody, NxlinkCreateAndCallBody, NxlinkRecord } from './nxlink-types.ts'

const happened = (time: number | null) => (time === null || time <= 0 ? null : time)

/** A call record of cdr/page, cdr/queryByOrderId or the webhook (nxlink-cc.md 5.2, 6). */
export function readRecord(f: Fields): NxlinkRecord {
  const time = (name: string) => happened(f.number(name))
  return {
    callId: f.text('callId', 'callID'),
    orderId: f.text('orderId', 'orderID'),
    taskId: f.text('taskId', 'taskID'),
    direction: f.number('direction'),
    caller: f.text('caller'),
    callee: f.text('callee'),
    agentName: f.text('agentName'),
    agentNickName: f.text('agentNickName'),
    answered: f.flag('answered'),
    startTime: time('startTime'),
    ringTime: time('ringTime'),
    answerTime: time('answerTime'),
    endTime: time('endTime'),
    inQueueTime: time('inQueueTime'),
    outQueueTime: time('outQueueTime'),
    callDuration: f.number('callDuration'),
    ringDuration: f.number('ringDuration'),
    queueDuration: f.number('queueDuration'),
    hangupBy: f.number('hangupBy'),
    hangupCode: f.text('hangupCode'),
    hangupReason: f.text('hangupReason'),
    callStatus: f.text('callStatus'),
    dtmfKeys: f.text('dtmfKeys'),
    intent: f.text('intent'),
    other: f.text('other'),
    recordUrl: f.text('recordUrl'),
    leaveMsgUrl: f.text('leaveMsgUrl'),
    totalCustomerPrice: f.number('totalCustomerPrice'),
    lineIp: f.text('lineIp'),
    termSipCode: f.text('termSipCode'),
    hangupCause: f.text('hangupCause'),
    raw: f.raw,
  }
}

/** The records of an answer: an array, one object (5.3 leaves it open), or nothing. */
export function readRecords(f: Fields): readonly NxlinkRecord[] {
  if (!f.has('data')) throw new ShapeProblem('data')
  const data = f.raw.data
  if (Array.isArray(data)) return f.objects('data').map(readRecord)
  const one = fieldsOf(data)
  const nested = ['list', 'records'].find(name => Array.isArray(one.raw[name]))
  if (nested) return one.objects(nested).map(readRecord)
  return one.textOrNull('callId', 'orderId') === null ? [] : [readRecord(one)]
}

/** The text that is signed and sent for createandcall: rates with the decimals the page asks for (5.1). */
export function serialiseCreate(body: NxlinkCreateAndCallBody): string {
  const decimals: Readonly<Record<string, number>> = { predictCallRate: 2, ratioCallRate: 1 }
  const members = Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const digits = decimals[name]
      return `${JSON.stringify(name)}:${digits !== undefined && typeof value === 'number' && Number.isFinite(value) ? value.toFixed(digits) : JSON.stringify(value)}`
    })
  return `{${members.join(',')}}`
}

/** The team id goes out as an integer with every digit, as the page has it. */
export function serialiseQuery({ tenantId, orderId }: CdrQueryBody): string {
  const id = String(tenantId)
  return `{"tenantId":${/^(0|[1-9]\d*)$/.test(id) ? id : JSON.stringify(id)},"orderId":${JSON.stringify(orderId)}}`
}
