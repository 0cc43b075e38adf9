import { WireError } from '../result.ts'
import { z } from '../zod.ts'

/** Taking orders back that were not dialled yet (stopOrder, callbot-v3.md 3.10): irreversible, journalled, goes on after a crash. */
export const Withdrawal = z.object({
  id: z.string(),
  accountId: z.string(),
  state: z.enum(['running', 'waiting', 'paused', 'stuck', 'stopped', 'done']),
  /** 1: what was not dialled is deleted at the platform as well. */
  delCall: z.union([z.literal(0), z.literal(1)]),
  /** total = withdrawn + refused + left. */
  totals: z.object({ total: z.number(), withdrawn: z.number(), refused: z.number(), left: z.number() }),
  tasks: z.array(z.object({ userTaskID: z.string(), taskName: z.string(), count: z.number() })),
  by: z.string(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  nextAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type Withdrawal = z.infer<typeof Withdrawal>

export const WithdrawalOrder = z.object({
  orderID: z.string(),
  userTaskID: z.string(),
  phone: z.string(),
  state: z.enum(['planned', 'sending', 'withdrawn', 'refused']),
  reason: z.string(),
})
export type WithdrawalOrder = z.infer<typeof WithdrawalOrder>
