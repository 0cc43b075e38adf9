import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { Log } from '../log.ts'

/** A task in which the platform was asked to delete orders. */
export interface TaskToSweep {
  readonly accountId: string
  readonly userTaskID: string
  /** Another one after every further request. */
  readonly mark: number
}

/** Which tasks have orders in the cache that the platform may have deleted; outlives the console. */
export interface TasksToSweep {
  /**
   * Runs a request that deletes orders of a task. The task is marked before it leaves, so that no end of the console loses the mark, and it
   * is due once the request is over, whatever came of it: what the platform has is asked, not concluded.
   */
  during<T>(accountId: string, userTaskID: string, request: () => Promise<T>): Promise<T>
  /** Whether the counts of the task may still hold deleted orders. */
  isBehind(accountId: string, userTaskID: string): boolean
  /** Marked tasks without a request under way, oldest first. */
  due(): TaskToSweep[]
  /** The task was read to its end; a request since then keeps it marked. */
  swept(task: TaskToSweep): void
  forgetAccount(accountId: string): void
  /** Called when a task became due. */
  onDue(listener: () => void): void
}

interface Row {
  accountId: string
  userTaskID: string
}

/** Reads and writes `task_to_sweep` in `cache.db`. */
export function createTasksToSweep({ db, clock, log }: { db: Db; clock: Pick<Clock, 'now'>; log: Log }): TasksToSweep {
  const all = db.prepare<[], Row>('SELECT account_id AS accountId, user_task_id AS userTaskID FROM task_to_sweep ORDER BY since')
  const put = db.prepare('INSERT OR IGNORE INTO task_to_sweep (account_id, user_task_id, since) VALUES (?, ?, ?)')
  const drop = db.prepare('DELETE FROM task_to_sweep WHERE account_id = ? AND user_task_id = ?')
  const forget = db.prepare('DELETE FROM task_to_sweep WHERE account_id = ?')
  const keyOf = (accountId: string, userTaskID: string) => `${accountId} ${userTaskID}`
  const marked = new Map<string, { accountId: string; userTaskID: string; mark: number; underWay: number }>()
  let lastMark = 0
  let tell: () => void = () => undefined
  for (const row of all.all()) marked.set(keyOf(row.accountId, row.userTaskID), { ...row, mark: ++lastMark, underWay: 0 })

  return {
    async during(accountId, userTaskID, request) {
      const key = keyOf(accountId, userTaskID)
      const begun = marked.get(key) ?? { accountId, userTaskID, mark: 0, underWay: 0 }
      marked.set(key, begun)
      begun.underWay += 1
      begun.mark = ++lastMark
      try {
        put.run(accountId, userTaskID, clock.now())
      } catch (error) {
        // This run remembers it all the same.
        log.write('error', 'that a task has deleted orders could not be written down', { error })
      }
      try {
        return await request()
      } finally {
        begun.underWay -= 1
        tell()
      }
    },
    isBehind: (accountId, userTaskID) => marked.has(keyOf(accountId, userTaskID)),
    due: () => [...marked.values()].filter(task => task.underWay === 0).map(({ underWay: _underWay, ...task }) => task),
    swept({ accountId, userTaskID, mark }) {
      const key = keyOf(accountId, userTaskID)
      if (marked.get(key)?.mark !== mark) return
      drop.run(accountId, userTaskID)
      marked.delete(key)
    },
    forgetAccount(accountId) {
      forget.run(accountId)
      for (const [key, task] of marked) if (task.accountId === accountId) marked.delete(key)
    },
    onDue(listener) {
      tell = listener
    },
  }
}
