import type { Db } from '../db/open.ts'
import type { TaskKey } from './gap-store.ts'

/** A task that was sent with public addresses of ours. */
export interface CallingTask extends TaskKey {
  readonly taskName: string
  readonly urls: readonly string[]
}

/** Which public address each submission was sent with; local ones are not kept. */
export interface CallbackStore {
  /** Before the request leaves, so that a crash cannot make an address forgotten. */
  remember(submissionId: string, url: string): void
  /** The public addresses a task calls back to; empty when it has none of ours. */
  ofTask(task: TaskKey): string[]
  /** Every task that has one. */
  all(): CallingTask[]
}

/** Reads and writes `submission_callback` and `submission.callback_url` in `ledger.db`. */
export function createCallbackStore(db: Db): CallbackStore {
  const add = db.prepare('INSERT OR IGNORE INTO submission_callback (submission_id, url) VALUES (?, ?)')
  const last = db.prepare('UPDATE submission SET callback_url = ? WHERE id = ?')
  const ofTask = db
    .prepare<[string, string], string>(`
    SELECT DISTINCT url FROM submission JOIN submission_callback ON submission_id = submission.id WHERE account_id = ? AND user_task_id = ?`)
    .pluck()
  const all = db.prepare<[], { accountId: string; userTaskID: string; taskName: string; url: string }>(`
    SELECT DISTINCT account_id AS accountId, user_task_id AS userTaskID, task_name AS taskName, url
    FROM submission_callback JOIN submission ON submission.id = submission_id`)
  const known = new Map<string, string>()
  const write = db.transaction((submissionId: string, url: string) => {
    add.run(submissionId, url)
    last.run(url, submissionId)
  })
  return {
    remember(submissionId, url) {
      // One write for a submission, not one for each of its requests.
      if (known.get(submissionId) === url) return
      write(submissionId, url)
      known.set(submissionId, url)
    },
    ofTask: ({ accountId, userTaskID }) => ofTask.all(accountId, userTaskID),
    all() {
      const byTask = new Map<string, CallingTask>()
      for (const { url, ...task } of all.all()) {
        const key = `${task.accountId} ${task.userTaskID}`
        byTask.set(key, { ...task, urls: [...(byTask.get(key)?.urls ?? []), url] })
      }
      return [...byTask.values()]
    },
  }
}
