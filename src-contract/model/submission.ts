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

/** How the orders of a submission reach the platform. */
export const SubmissionMode = z.enum([
  'createAndCall', // a new task with its first orders in one request, the others by addBatchCall (callbot-v3.md 3.4, 3.3)
  'createTask', // the task first, empty, then addBatchCall (callbot-v3.md 3.2)
  'addBatchCall', // more orders for a task that is there
  'importBatchCall', // one request that replaces what the task has not dialled yet (callbot-v3.md 3.12)
  'tryOne', // one row to the operator's own phone, in a task of its own
  'createandcall', // NXLink: every request is a task of its own (nxlink-cc.md 5.1)
])
export type SubmissionMode = z.infer<typeof SubmissionMode>

/** How fast an account is sent to: what the operator allows and what the platform taught. */
export const SendingPace = z.object({
  batchSize: z.number(),
  inFlight: z.number(),
  /** Null: no limit. */
  requestsPerSecond: z.number().nullable(),
  /** Smallest list of orders the platform answered with 4001; null while it never did. */
  tooMany: z.number().nullable(),
})
export type SendingPace = z.infer<typeof SendingPace>

/** total = accepted + refused + unknown + backoff + underWay + notSent, always. */
export const SubmissionTotals = z.object({
  total: z.number(),
  accepted: z.number(),
  refused: z.number(),
  unknown: z.number(),
  backoff: z.number(),
  /** In a request whose answer has not come yet: they may be ringing. */
  underWay: z.number(),
  notSent: z.number(),
})
export type SubmissionTotals = z.infer<typeof SubmissionTotals>

export const Submission = z.object({
  id: z.string(),
  accountId: z.string(),
  kind: z.enum(['callbot', 'nxlink']),
  mode: SubmissionMode,
  userTaskID: z.string(),
  taskID: z.string().nullable(),
  taskName: z.string(),
  listId: z.string().nullable(),
  listName: z.string(),
  state: SubmissionState,
  totals: SubmissionTotals,
  pace: SendingPace,
  batchCount: z.number(),
  /** Profile name of who launched it. */
  launchedBy: z.string(),
  /** The draft it tried one row of; null for everything else. */
  trialOf: z.string().nullable(),
  /** Rows left out while planning because the task has their phone already. */
  skipped: z.number(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** When the next try or the next question to the platform is due. */
  nextAt: z.number().nullable(),
  problem: WireError.nullable(),
  /** Stuck with something that concerns every request: nothing is tried, and the platform is not asked about unknown batches either. */
  isResting: z.boolean(),
  ordersPerSecond: z.number().nullable(),
  /** At the present speed, waits left out; null while nothing was measured or nothing is left. */
  secondsLeft: z.number().nullable(),
})
export type Submission = z.infer<typeof Submission>

/** The table of their transitions is `src-core/submissions/batch-state.ts`; docs/submissions.md says what each means for the calls. */
export const BatchState = z.enum([
  'queued', // half of a batch that was refused as a whole: written down, not sent
  'sending',
  'accepted',
  'refused',
  'unknown',
  'backoff',
  'withdrawn', // nothing of it was done; its orders go into other batches
])
export type BatchState = z.infer<typeof BatchState>

export const Batch = z.object({
  number: z.number(),
  /** The batch it is half of, after a refusal of the whole. */
  parent: z.number().nullable(),
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
  /** Of an unknown batch: since when, questions answered so far, how many there are, and whether only the operator can decide now. */
  unknownSince: z.number().nullable(),
  rounds: z.number(),
  roundsInAll: z.number(),
  decidable: z.boolean(),
  /** Who settled it by hand, when nobody else could. */
  decidedBy: z.string().nullable(),
  problem: WireError.nullable(),
  /** Numbers of the batches that carry on what this one was refused with as a whole. */
  halves: z.array(z.number()),
})
export type Batch = z.infer<typeof Batch>

/** What a batch shows as: its state, `waiting` when it is not written down yet, `halved` when it was refused as a whole and its halves went on. */
export const ShownBatchState = z.enum([...BatchState.options, 'waiting', 'halved'])
export type ShownBatchState = z.infer<typeof ShownBatchState>

/** One place of the row of batches; beyond 120 batches it stands for several, and shows the worst of them. */
export const BatchCell = z.object({
  /** Of the first batch that is in this state. */
  number: z.number(),
  state: ShownBatchState,
  isHalf: z.boolean(),
})
export type BatchCell = z.infer<typeof BatchCell>

/** All batches of a submission at a glance: as much for 80,000 of them as for two. */
export const BatchOverview = z.object({
  /** Written down so far; the last one has this number. */
  written: z.number(),
  /** With those still to come. */
  total: z.number(),
  /** How many show as what; a state nobody is in is left out. */
  states: z.partialRecord(ShownBatchState, z.number()),
  cells: z.array(BatchCell),
  /** Whose outcome was in doubt at any time. */
  doubted: z.number(),
  /** The first that waits in back-off. */
  held: Batch.nullable(),
  /** The unknown one the operator has to look at first: one to decide, or the oldest that is asked about. */
  inDoubt: Batch.nullable(),
})
export type BatchOverview = z.infer<typeof BatchOverview>

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
