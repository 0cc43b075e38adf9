import type { Db } from '../db/open.ts'

/** What this console deleted at the platform: an order that is not listed any more may be one of these, and must not be sent again for it. */
export interface DeletedFromHere {
  /** Orders of a task that were withdrawn from here with delCall 1: the platform no longer lists them. */
  deletedByUs(accountId: string, userTaskID: string): Set<string>
  /**
   * Whether something this console did since then deleted what the task had not dialled, or may have: mgrTaskStatus with delCall 1
   * (callbot-v3.md 3.5), also while its outcome is not written down, or an import of a new batch (3.12), other than the one of the submission
   * `except`. An order that is not listed may then be one that was meant to go.
   */
  emptiedSince(accountId: string, userTaskID: string, at: number, except?: string): boolean
}

/** Reads withdrawals, the audit, requests under way and the imports in `ledger.db`. */
export function createDeletedFromHere(db: Db): DeletedFromHere {
  const deleted = db
    .prepare<[string, string], string>(`
    SELECT o.order_id FROM withdrawal AS w CROSS JOIN withdrawal_order AS o ON o.withdrawal_id = w.id
    WHERE w.account_id = ? AND w.del_call = 1 AND o.state IN ('withdrawn', 'sending') AND o.user_task_id = ?`)
    .pluck()
  const operated = db.prepare<[string, number, string]>(`
    SELECT 1 FROM audit_entry WHERE account_id = ? AND at >= ? AND action IN ('write.committed', 'write.refused') AND outcome <> 'refused'
      AND after ->> '$.do' = 'operate' AND after ->> '$.delCall' = 1 AND after ->> '$.userTaskID' = ? LIMIT 1`)
  const operating = db.prepare<[string, string]>(
    `SELECT 1 FROM request_under_way WHERE account_id = ? AND user_task_id = ? AND endpoint = 'mgrTaskStatus' AND del_call = 1 LIMIT 1`,
  )
  const imported = db.prepare<[string, string, number, string]>(`
    SELECT 1 FROM submission AS s JOIN batch AS b ON b.submission_id = s.id
    WHERE s.account_id = ? AND s.user_task_id = ? AND b.sent_at >= ? AND s.id <> ? AND b.endpoint = 'importBatchCall'
      AND b.state IN ('accepted', 'unknown', 'sending') LIMIT 1`)
  return {
    deletedByUs: (accountId, userTaskID) => new Set(deleted.all(accountId, userTaskID)),
    emptiedSince: (accountId, userTaskID, at, except = '') =>
      operating.get(accountId, userTaskID) !== undefined ||
      operated.get(accountId, at, userTaskID) !== undefined ||
      imported.get(accountId, userTaskID, at, except) !== undefined,
  }
}
