import type { AuditAction, AuditOutcome } from '../../src-contract/model/audit.ts'

/** A value as the audit keeps it: JSON without secrets. */
export type AuditValue = string | number | boolean | null | readonly AuditValue[] | { readonly [name: string]: AuditValue }

/** What an area tells the audit; who and when are added by it. */
export interface AuditFact {
  readonly action: AuditAction
  readonly accountId: string | null
  /** What it was done to, in words of the operator: the name of a task, a list, an account. */
  readonly subject: string
  readonly outcome?: AuditOutcome
  readonly before?: AuditValue
  readonly after?: AuditValue
  readonly requestId?: string | null
  readonly responseId?: string | null
}

/** Adds lines to the audit; inside a transaction of `ledger.db` the line stands and falls with what it tells of. */
export interface Audit {
  add(fact: AuditFact): void
  /** Profile name of the operator. */
  who(): string
}
