import { z } from '../zod.ts'
import { Source } from './task.ts'

const range = z.strictObject({ gt: z.number().nullable(), lt: z.number().nullable() })

/** Every option of listOrder (callbot-v3.md 3.9) plus phone, name, task, time, SMS, agent and free text; absent means no condition. */
export const OrderFilter = z.strictObject({
  accountId: z.string(),
  userTaskIDs: z.array(z.string()).max(500).optional(),
  /** Contained in phone, name, orderID, pass-through text or intent name. */
  text: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  name: z.string().max(200).optional(),
  orderIDs: z.array(z.string()).max(5000).optional(),
  intentIDs: z.array(z.string()).max(200).optional(),
  intentNames: z.array(z.string()).max(200).optional(),
  intentTags: z.array(z.string()).max(200).optional(),
  finish: z.boolean().optional(),
  turns: range.optional(),
  durationSeconds: range.optional(),
  callStatus: z.array(z.number().int().nullable()).max(100).optional(),
  notCallStatus: z.array(z.number().int().nullable()).max(100).optional(),
  /** Start of the last call, UTC milliseconds, from inclusive, to exclusive. */
  lastCallFrom: z.number().optional(),
  lastCallTo: z.number().optional(),
  /** Newest SMS of the last call: its state (callbot-v3.md 5.4), `untold` where none was told, `none` without an SMS. */
  sms: z
    .array(z.union([z.enum(['none', 'untold']), z.number().int()]))
    .max(20)
    .optional(),
  /** Agent of the last call as the list shows it; '' is no agent. */
  agents: z.array(z.string().max(200)).max(200).optional(),
})
export type OrderFilter = z.infer<typeof OrderFilter>

export const OrderColumn = z.enum([
  'phone',
  'callStatus',
  'intent',
  'turns',
  'durationSeconds',
  'calls',
  'lastCallAt',
  'sms',
  'name',
  'orderID',
  'taskName',
  'finish',
  'callingNumber',
  'hangupCause',
  'agent',
  'other',
  'updatedAt',
])
export type OrderColumn = z.infer<typeof OrderColumn>
export const OrderSort = z.strictObject({ column: OrderColumn, direction: z.enum(['asc', 'desc']) })
export type OrderSort = z.infer<typeof OrderSort>

export const OrderRow = z.object({
  /** Row id in the cache: stable while the row lives. */
  rowId: z.number(),
  orderID: z.string(),
  userTaskID: z.string(),
  taskName: z.string(),
  phone: z.string(),
  name: z.string(),
  finish: z.boolean(),
  /** callbot-v3.md 5.3; null when only words are known (NXLink). Unknown numbers are kept. */
  callStatus: z.number().nullable(),
  statusText: z.string().nullable(),
  intentTag: z.string(),
  intentName: z.string(),
  turns: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  /** Calls known to the cache. */
  calls: z.number(),
  lastCallAt: z.number().nullable(),
  sms: z.number(),
  callingNumber: z.string(),
  hangupCause: z.string(),
  agent: z.string(),
  other: z.string(),
  updatedAt: z.number(),
  source: Source,
})
export type OrderRow = z.infer<typeof OrderRow>

export const Call = z.object({
  callID: z.string(),
  callStatus: z.number().nullable(),
  statusText: z.string().nullable(),
  startAt: z.number().nullable(),
  answerAt: z.number().nullable(),
  endAt: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  callingNumber: z.string(),
  lineAddress: z.string(),
  hangupCause: z.string(),
  termSipCode: z.string(),
  audioUrl: z.string(),
  turns: z.number().nullable(),
  intents: z.array(z.object({ intentID: z.string(), intentTag: z.string(), intentName: z.string(), intentLevel: z.number().nullable() })),
  sms: z.array(z.object({ sentAt: z.number().nullable(), status: z.number().nullable(), sysMessageID: z.string(), content: z.string() })),
  agent: z
    .object({
      agentName: z.string(),
      agentGroup: z.string(),
      agentLabel: z.string(),
      agentCallStatus: z.number().nullable(),
      agentCallElapsed: z.number().nullable(),
      startAt: z.number().nullable(),
      answerAt: z.number().nullable(),
      endAt: z.number().nullable(),
      hangupBy: z.number().nullable(),
    })
    .nullable(),
  params: z.array(z.object({ name: z.string(), value: z.string() })),
  source: Source,
})
export type Call = z.infer<typeof Call>

export const OrderDetail = z.object({
  row: OrderRow,
  accountId: z.string(),
  /** Newest first. The platform's list gives the last one only; the rest come with `orders.pullCalls`. */
  calls: z.array(Call),
  callsPulledAt: z.number().nullable(),
  /** What we sent for it, when it was sent from here. */
  sentParams: z.array(z.object({ name: z.string(), value: z.string() })),
  /** As the platform wrote it, pretty-printed, no digit lost. */
  rawJson: z.string(),
})
export type OrderDetail = z.infer<typeof OrderDetail>

export const OrderFacets = z.object({
  callStatus: z.array(z.object({ callStatus: z.number().nullable(), count: z.number() })),
  intents: z.array(z.object({ intentTag: z.string(), intentName: z.string(), count: z.number() })),
  finish: z.array(z.object({ finish: z.boolean(), count: z.number() })),
  tasks: z.array(z.object({ userTaskID: z.string(), taskName: z.string(), count: z.number() })),
  tookMs: z.number(),
})
export type OrderFacets = z.infer<typeof OrderFacets>

export const ExportJob = z.object({
  id: z.string(),
  state: z.enum(['writing', 'done', 'cancelled', 'failed']),
  rows: z.number(),
  total: z.number().nullable(),
  bytes: z.number(),
  fileName: z.string(),
  path: z.string(),
  problem: z.string().nullable(),
})
export type ExportJob = z.infer<typeof ExportJob>
