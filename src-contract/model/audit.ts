import { z } from '../zod.ts'

/** What was done; the words for each live in the catalogue. */
export const AuditAction = z.enum([
  'audit.began',
  'account.saved',
  'account.secret',
  'account.rules',
  'account.removed',
  'profile.changed',
  'setting.changed',
  'contacts.imported',
  'contacts.removed',
  'export.started',
  'write.committed',
  'write.refused',
  'submission.paused',
  'submission.resumed',
  'submission.stopped',
  'withdrawal.paused',
  'withdrawal.resumed',
  'withdrawal.stopped',
  // One request that changes something at the platform, with its ids.
  'request.answered',
])
export type AuditAction = z.infer<typeof AuditAction>

export const AuditOutcome = z.enum(['done', 'refused', 'unknown'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

/** One line of the audit. `hash` covers every field and the hash of the line before, so nothing can be changed or taken out unseen. */
export const AuditEntry = z.object({
  id: z.number(),
  at: z.number(),
  /** Profile name. */
  by: z.string(),
  accountId: z.string().nullable(),
  accountLabel: z.string(),
  /** A name of a later version is kept and shown. */
  action: z.string(),
  /** What it was done to: the name of a task, a list, an account … */
  subject: z.string(),
  outcome: AuditOutcome,
  before: z.json().nullable(),
  after: z.json().nullable(),
  requestId: z.string().nullable(),
  responseId: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilter = z.strictObject({
  /** Contained in who, account, subject, an id or a value. */
  text: z.string().max(200),
  accountId: z.string().nullable(),
  actions: z.array(z.string()).max(50),
  /** UTC milliseconds, from inclusive, to exclusive. */
  from: z.number().nullable(),
  to: z.number().nullable(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

/** `why`: the line was changed, its link to the line before is wrong, a line before it is missing, or lines at the end are missing. */
export const AuditVerdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('intact'), entries: z.number(), lastHash: z.string(), tookMs: z.number() }),
  z.object({
    state: z.literal('broken'),
    entries: z.number(),
    entryId: z.number(),
    why: z.enum(['changed', 'link', 'missing', 'end_missing']),
    tookMs: z.number(),
  }),
])
export type AuditVerdict = z.infer<typeof AuditVerdict>
