import { WireError } from '../result.ts'
import { z } from '../zod.ts'

/** How our journal and the platform differ about an order. */
export const DifferenceKind = z.enum([
  'missing', // accepted by our journal, the platform does not list it
  'found', // not accepted by our journal, the platform has it
  'twice', // the platform lists the order, or its phone within the task, more than once
  'stranger', // in the task, but not from this console
  'tooNew', // accepted so recently that not being listed says nothing yet
  'noRecord', // NXLink: no call record yet, which proves nothing
])
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const Reconciliation = z.object({
  submissionId: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Orders of ours, how many the platform was asked about so far, and how many both sides agree on. */
  total: z.number(),
  asked: z.number(),
  same: z.number(),
  counts: z.record(DifferenceKind, z.number()),
  /** Orders that settling would send again. */
  toSend: z.number(),
  /** Orders that settling would take over as accepted. */
  toAccept: z.number(),
  settledAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const Difference = z.object({
  kind: DifferenceKind,
  orderID: z.string(),
  phone: z.string(),
  rowNumber: z.number().nullable(),
  /** State in our journal; null for a stranger. */
  ours: z.string().nullable(),
  /** The platform's callStatus, when it lists the order. */
  callStatus: z.number().nullable(),
  times: z.number(),
})
export type Difference = z.infer<typeof Difference>
