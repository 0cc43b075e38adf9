import type { FormIssue } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import type { AuditValue } from '../audit/audit.ts'
import type { RequestUnderWay } from './requests-under-way.ts'

/** What a commit answers with. */
export interface WriteResult {
  readonly submissionId?: string
  readonly withdrawalId?: string
  /** Ids of the request, when the commit itself sent one. */
  readonly requestId?: string | null
  readonly responseId?: string | null
  /** What the audit keeps as the new value; `PlannedWrite.after` unless given. */
  readonly after?: AuditValue
}

/** A write as its area plans it: everything the operator sees, and the act itself. Planning changes nothing. */
export interface PlannedWrite {
  readonly accountId: string
  readonly subject: string
  /** Orders it touches. At the commit there may be fewer; with more than were shown it is not done. */
  readonly count: number
  /** Orders it deletes beside those, which may be fewer as well and never more. */
  readonly deletes?: number
  /** Cannot be taken back: typed in `normal` whatever the count. */
  readonly irreversible: boolean
  /** Deletes at the platform what was not dialled: typed at every level. */
  readonly destroys: boolean
  readonly request: { readonly endpoint: string; readonly json: string; readonly requests: number } | null
  readonly facts: readonly FormIssue[]
  readonly warnings: readonly FormIssue[]
  readonly blockers: readonly FormIssue[]
  /** The same text as long as a commit would do what was shown. */
  readonly digest: string
  /** True when it acts on orders that were counted one by one: the plan that was shown then does it, not the one made again at the commit. */
  readonly fixed?: boolean
  readonly before: AuditValue
  readonly after: AuditValue
  /** The one request that the commit itself sends, under the id it is given; it is written down before. */
  readonly sends?: Pick<RequestUnderWay, 'endpoint' | 'userTaskID' | 'delCall'>
  /**
   * Does it. A planner whose act is a transaction of `ledger.db` calls `done` inside it, so that the line of the audit stands
   * and falls with the act; otherwise the line is added when this has answered.
   */
  commit(done?: (result: WriteResult) => void, requestId?: string): WriteResult | Promise<WriteResult>
}

/** Plans the writes of one kind. Throws `not_found` and the like. */
export type WritePlanner<K extends WriteAction['do']> = (action: Extract<WriteAction, { do: K }>) => PlannedWrite | Promise<PlannedWrite>

/** One planner for each kind of write; the areas hand in theirs. */
export type WritePlanners = { readonly [K in WriteAction['do']]: WritePlanner<K> }
