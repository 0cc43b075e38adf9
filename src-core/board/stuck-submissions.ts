import type { Db } from '../db/open.ts'

/** A submission that does not go on by itself. */
export interface StuckSubmission {
  readonly id: string
  readonly accountId: string
  readonly userTaskID: string
  readonly taskName: string
  /** Code of what stopped it; '' when none was kept. */
  readonly problem: string
}

/** Reads the stuck submissions of every account from `ledger.db`. */
export function createStuckSubmissions(db: Db): () => StuckSubmission[] {
  const read = db.prepare<[], StuckSubmission>(`
    SELECT id, account_id AS accountId, user_task_id AS userTaskID, task_name AS taskName, coalesce(problem ->> '$.code', '') AS problem
    FROM submission WHERE finished_at IS NULL AND state = 'stuck'`)
  return () => read.all()
}
