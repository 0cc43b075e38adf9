import type { Db } from '../db/open.ts'

/** The small numbers that stand for accounts and tasks in the rows of orders; each is made when it is first asked for. */
export function createOrderNumbers(db: Db) {
  const addAccount = db.prepare('INSERT OR IGNORE INTO order_account (account_id) VALUES (?)')
  const account = db.prepare('SELECT account_no FROM order_account WHERE account_id = ?').pluck()
  const addTask = db.prepare('INSERT OR IGNORE INTO order_task (account_no, user_task_id) VALUES (?, ?)')
  const task = db.prepare('SELECT task_no FROM order_task WHERE account_no = ? AND user_task_id = ?').pluck()
  const accounts = new Map<string, number>()
  const tasks = new Map<string, number>()

  return {
    ofAccount(accountId: string): number {
      const known = accounts.get(accountId)
      if (known !== undefined) return known
      addAccount.run(accountId)
      const number = account.get(accountId) as number
      accounts.set(accountId, number)
      return number
    },
    ofTask(accountNo: number, userTaskID: string): number {
      const key = `${accountNo} ${userTaskID}`
      const known = tasks.get(key)
      if (known !== undefined) return known
      addTask.run(accountNo, userTaskID)
      const number = task.get(accountNo, userTaskID) as number
      tasks.set(key, number)
      return number
    },
    /** After a rollback or a removal a number may be gone. */
    forget() {
      accounts.clear()
      tasks.clear()
    },
  }
}
