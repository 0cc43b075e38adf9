import type { CallRecord } from './order-record.ts'

/** A row of `orders`, by column name. */
export interface OrderColumns {
  row_id: number
  account_no: number
  task_no: number
  order_id: string
  task_id: string
  phone: string
  name: string
  scene_id: string
  finish: number
  other: string
  call_id: string
  call_status: number | null
  status_text: string | null
  answered: number
  intent_id: string
  intent_tag: string
  intent_name: string
  more_intents: string | null
  turns: number | null
  duration_seconds: number | null
  last_call_at: number | null
  ended_at: number | null
  sms: number
  sms_status: number | null
  calling_number: string
  hangup_cause: string
  agent: string
  calls: number
  calls_pulled_at: number | null
  source: string
  told_at: number
  updated_at: number
  call_json: string | null
  raw_json: string
}

export type CallColumns = Pick<
  OrderColumns,
  | 'call_id'
  | 'call_status'
  | 'status_text'
  | 'answered'
  | 'intent_id'
  | 'intent_tag'
  | 'intent_name'
  | 'more_intents'
  | 'turns'
  | 'duration_seconds'
  | 'last_call_at'
  | 'ended_at'
  | 'sms'
  | 'sms_status'
  | 'calling_number'
  | 'hangup_cause'
  | 'agent'
>

const noCall: CallColumns = {
  call_id: '',
  call_status: null,
  status_text: null,
  answered: 0,
  intent_id: '',
  intent_tag: '',
  intent_name: '',
  more_intents: null,
  turns: null,
  duration_seconds: null,
  last_call_at: null,
  ended_at: null,
  sms: 0,
  sms_status: null,
  calling_number: '',
  hangup_cause: '',
  agent: '',
}

/** When a call began, as well as it was told. */
export const callTime = (call: CallRecord): number | null => call.startAt ?? call.answerAt ?? call.endAt

/** A call that took place or is under way, not the empty one the platform sends for an order that was never dialled. */
export const isRealCall = (call: { call_id: string; last_call_at: number | null }): boolean =>
  call.call_id !== '' || call.last_call_at !== null

/** The last call's part of an order's row. */
export function callColumns(call: CallRecord | null): CallColumns {
  if (!call) return noCall
  const intent = call.intents[0]
  return {
    call_id: call.callID,
    call_status: call.callStatus,
    status_text: call.statusText,
    answered: call.answered ? 1 : 0,
    intent_id: intent?.intentID ?? '',
    intent_tag: intent?.intentTag ?? '',
    intent_name: intent?.intentName ?? '',
    more_intents: call.intents.length > 1 ? JSON.stringify(call.intents.slice(1)) : null,
    turns: call.turns === null ? null : Math.round(call.turns),
    duration_seconds: call.durationSeconds,
    last_call_at: callTime(call),
    ended_at: call.endAt,
    sms: call.sms.length,
    sms_status: call.sms.at(-1)?.status ?? null,
    calling_number: call.callingNumber,
    hangup_cause: call.hangupCause,
    agent: call.agent ? call.agent.agentName || call.agent.agentLabel : '',
  }
}

const names = [
  'account_no',
  'task_no',
  'order_id',
  'task_id',
  'phone',
  'name',
  'scene_id',
  'finish',
  'other',
  'call_id',
  'call_status',
  'status_text',
  'answered',
  'intent_id',
  'intent_tag',
  'intent_name',
  'more_intents',
  'turns',
  'duration_seconds',
  'last_call_at',
  'ended_at',
  'sms',
  'sms_status',
  'calling_number',
  'hangup_cause',
  'agent',
  'calls',
  'calls_pulled_at',
  'source',
  'told_at',
  'updated_at',
  'call_json',
  'raw_json',
] as const satisfies readonly (keyof OrderColumns)[]

/** Bound by position: a third of the time of named binding at this width. */
export const INSERT_ORDER = `INSERT INTO orders (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
/** The same with the lowest row id that it may get bound first. */
export const INSERT_ORDER_FROM = `INSERT INTO orders (row_id, ${names.join(', ')}) VALUES (max(?, (SELECT coalesce(max(row_id), 0) + 1 FROM orders)), ${names.map(() => '?').join(', ')})`
export const UPDATE_ORDER = `UPDATE orders SET ${names.map(name => `${name} = ?`).join(', ')} WHERE row_id = ?`

/** The values for both statements, in their order, without the row id. */
export const columnValues = (row: Omit<OrderColumns, 'row_id'>): (string | number | null)[] => names.map(name => row[name])
