import type { TaskChanges, TaskRow } from '../../src-contract/model/task.ts'

/** Says which rows of an account differ from those an asker had. */
export type TaskChangesReader = (accountId: string, rows: readonly TaskRow[], since: number | null) => TaskChanges

interface Kept {
  version: number
  /** Version since which an order of rows or a row that is not there any more cannot be told by rows alone. */
  wholeSince: number
  readonly rows: Map<string, { text: string; version: number }>
}

/**
 * Numbers what is told of each account's tasks. `firstVersion` must be above every number of an earlier run, so that who asks with one of those
 * gets everything: the milliseconds of the start are.
 */
export function createTaskChanges(firstVersion: number): TaskChangesReader {
  const accounts = new Map<string, Kept>()
  return (accountId, rows, since) => {
    const kept = accounts.get(accountId) ?? { version: firstVersion, wholeSince: firstVersion, rows: new Map() }
    accounts.set(accountId, kept)
    const next = kept.version + 1
    let isNews = false
    const isListed = [...kept.rows.keys()].join() === rows.map(row => row.userTaskID).join()
    if (!isListed) {
      kept.wholeSince = next
      isNews = true
      const before = new Map(kept.rows)
      kept.rows.clear()
      for (const { userTaskID } of rows) kept.rows.set(userTaskID, before.get(userTaskID) ?? { text: '', version: next })
    }
    for (const row of rows) {
      const text = JSON.stringify(row)
      if (kept.rows.get(row.userTaskID)?.text === text) continue
      kept.rows.set(row.userTaskID, { text, version: next })
      isNews = true
    }
    if (isNews) kept.version = next
    const isWhole = since === null || since < kept.wholeSince || since > kept.version
    return {
      version: kept.version,
      isWhole,
      rows: isWhole ? [...rows] : rows.filter(row => (kept.rows.get(row.userTaskID)?.version ?? 0) > since),
    }
  }
}
