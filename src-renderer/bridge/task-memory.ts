import type { Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'
import type { PageBridge } from './bridge.ts'

type TaskList = Result<Output<'tasks.list'>>

/**
 * Answers `tasks.list` of the page by asking only for the rows that changed since the last answer; rows that did not are the same objects
 * as before. However many parts of the page ask, one question of an account is under way, and one more answers all who ask meanwhile.
 */
export function createTaskMemory(call: PageBridge['call']): (accountId: string) => Promise<TaskList> {
  const accounts = new Map<
    string,
    { version: number | null; rows: Output<'tasks.list'>; asking: Promise<unknown>; next: Promise<TaskList> | null }
  >()

  return accountId => {
    const held = accounts.get(accountId) ?? { version: null, rows: [], asking: Promise.resolve(), next: null }
    accounts.set(accountId, held)
    const ask = async (): Promise<TaskList> => {
      held.next = null
      const answer = await call('tasks.changes', { accountId, since: held.version })
      if (!answer.ok) return answer
      const { version, isWhole, rows } = answer.value
      if (isWhole) held.rows = rows
      else if (rows.length > 0) {
        const changed = new Map(rows.map(row => [row.userTaskID, row]))
        held.rows = held.rows.map(row => changed.get(row.userTaskID) ?? row)
      }
      held.version = version
      return { ok: true, value: held.rows }
    }
    if (!held.next) {
      // One question that failed must not keep the ones after it from being asked.
      held.next = held.asking.then(ask, ask)
      held.asking = held.next
    }
    return held.next
  }
}
