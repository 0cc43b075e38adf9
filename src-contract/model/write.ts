import { z } from '../zod.ts'
import { AccountId } from './account.ts'
import { OrderFilter } from './order.ts'
import { FormIssue } from './task.ts'

const id = z.string().min(1).max(128)

/** Orders to act on: ticked ones of a task, or all of a filter. */
export const OrderSelection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), orderIDs: z.array(id).min(1).max(5000) }),
  z.strictObject({ by: z.literal('filter'), filter: OrderFilter }),
])
export type OrderSelection = z.infer<typeof OrderSelection>

/** Everything that changes something at the platform. Nothing else does. */
export const WriteAction = z.discriminatedUnion('do', [
  /** `mode` counts for Callbot; NXLink has one way only. */
  z.strictObject({ do: z.literal('launch'), draftId: id, mode: z.enum(['createAndCall', 'createTask']) }),
  /** Row of the draft's list with another phone: the operator's own. */
  z.strictObject({ do: z.literal('tryOne'), draftId: id, rowNumber: z.number().int().min(1), phone: z.string().trim().min(1).max(40) }),
  z.strictObject({
    do: z.literal('addOrders'),
    accountId: AccountId,
    userTaskID: id,
    listId: id,
    mode: z.enum(['addBatchCall', 'importBatchCall']),
    variables: z.array(z.strictObject({ name: z.string().trim().min(1).max(64), column: z.number().int().min(0) })).max(100),
  }),
  /** taskOperate 1 start, 2 pause, 3 complete; delCall 1 deletes what was not dialled yet (callbot-v3.md 3.5). */
  z.strictObject({
    do: z.literal('operate'),
    accountId: AccountId,
    userTaskID: id,
    taskOperate: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    delCall: z.union([z.literal(0), z.literal(1)]),
  }),
  z.strictObject({
    do: z.literal('withdraw'),
    accountId: AccountId,
    selection: OrderSelection,
    delCall: z.union([z.literal(0), z.literal(1)]),
  }),
  /** The operator says what became of an unknown batch, where the platform does not: taken, or free to be sent again. */
  z.strictObject({ do: z.literal('decide'), submissionId: id, batch: z.number().int().min(1), as: z.enum(['accepted', 'notTaken']) }),
  /** Takes over what the platform has and sends what it has not, by the latest reconciliation. */
  z.strictObject({ do: z.literal('settle'), submissionId: id }),
])
export type WriteAction = z.infer<typeof WriteAction>

export const WritePreview = z.object({
  /** Null while something blocks it. */
  token: z.string().nullable(),
  expiresAt: z.number(),
  accountId: z.string(),
  /** The name of the task, for the sentence. */
  subject: z.string(),
  /** Orders it touches; 0 when it is about the task only. */
  count: z.number(),
  irreversible: z.boolean(),
  /** What has to be typed, exactly; null when a click is enough. */
  typed: z.string().nullable(),
  /** The exact first request, pretty-printed with at most two orders; null when nothing is sent by the commit itself. */
  request: z.object({ endpoint: z.string(), json: z.string(), requests: z.number() }).nullable(),
  /** What will happen, in codes of the catalogue (`writes.fact.…`). */
  facts: z.array(FormIssue),
  warnings: z.array(FormIssue),
  blockers: z.array(FormIssue),
})
export type WritePreview = z.infer<typeof WritePreview>
