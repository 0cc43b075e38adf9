import { WireError } from '../result.ts'
import { z } from '../zod.ts'

export const SubmissionState = z.enum([
  'planning', // orders and their ids are being written down; nothing is sent
  'sending',
  'waiting', // back-off or an unknown batch: goes on by itself
  'paused', // by the operator
  'stuck', // needs the operator: see problem
  'stopped', // by the operator, what was not sent stays unsent
  'done',
])
export type SubmissionState = z.infer<typeof SubmissionState>

/** total = accepted + refused + unknown + backoff + notSent, always. */
export const SubmissionTotals = z.object({
  total: z.number(),
  accepted: z.number(),
  refused: z.number(),
  unknown: z.number(),
  backoff: z.number(),
  notSent: z.number(),
})
export type SubmissionTotals = z.infer<typeof SubmissionTotals>

export const Submission = z.object({
  id: z.string(),
  accountId: z.string(),
  kind: z.enum(['callbot', 'nxlink']),
  userTaskID: z.string(),
  taskID: z.string().nullable(),
  taskName: z.string(),
  listId: z.string().nullable(),
  listName: z.string(),
  state: SubmissionState,
  totals: SubmissionTotals,
  batchSize: z.number(),
  batchCount: z.number(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** When the next try or the next question to the platform is due. */
  nextAt: z.number().nullable(),
  problem: WireError.nullable(),
  ordersPerSecond: z.number().nullable(),
})
export type Submission = z.infer<typeof Submission>

export const BatchState = z.enum(['sending', 'accepted', 'refused', 'unknown', 'backoff', 'withdrawn'])
export type BatchState = z.infer<typeof BatchState>

export const Batch = z.object({
  number: z.number(),
  state: BatchState,
  endpoint: z.string(),
  orders: z.number(),
  accepted: z.number(),
  refused: z.number(),
  /** Of an unknown batch: orders the platform has confirmed so far. */
  found: z.number(),
  requestId: z.string(),
  responseId: z.string().nullable(),
  retCode: z.number().nullable(),
  retMsg: z.string().nullable(),
  bytes: z.number(),
  sentAt: z.number(),
  answeredAt: z.number().nullable(),
  tries: z.number(),
  nextAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type Batch = z.infer<typeof Batch>

export const JournalEntry = z.object({ at: z.number(), event: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
export type JournalEntry = z.infer<typeof JournalEntry>

export const RefusedOrder = z.object({
  orderID: z.string(),
  rowNumber: z.number().nullable(),
  phone: z.string(),
  reason: z.string(),
  batchNumber: z.number().nullable(),
})
export type RefusedOrder = z.infer<typeof RefusedOrder>
