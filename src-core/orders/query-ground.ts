import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { Db } from '../db/open.ts'
import type { QueryGround } from './order-query.ts'

/** From this share of the account's orders on, a condition is checked along the sort's index instead of choosing its own. */
const LARGE_SHARE = 0.02

/** Looks up what a filter's SQL depends on; null when the cache holds nothing of the account. */
export function createQueryGround(db: Db): (filter: OrderFilter) => QueryGround | null {
  const account = db.prepare('SELECT account_no FROM order_account WHERE account_id = ?').pluck()
  const tasks = db
    .prepare('SELECT task_no FROM order_task WHERE account_no = ? AND user_task_id IN (SELECT value FROM json_each(?))')
    .pluck()
  const moreIntents = db.prepare('SELECT 1 FROM orders WHERE account_no = ? AND more_intents IS NOT NULL LIMIT 1').pluck()
  const share = db
    .prepare(`
    SELECT coalesce(sum(iif((@taskNos IS NULL OR task_no IN (SELECT value FROM json_each(@taskNos)))
        AND (@callStatus IS NULL OR call_status IN (SELECT coalesce(value, -1) FROM json_each(@callStatus)))
        AND (@intentTags IS NULL OR intent_tag IN (SELECT value FROM json_each(@intentTags))), orders, 0)) * 1.0 / sum(orders), 0)
    FROM order_total WHERE task_no IN (SELECT task_no FROM order_task WHERE account_no = @accountNo)`)
    .pluck()
  const asJson = (items: readonly unknown[] | undefined) => (items ? JSON.stringify(items) : null)

  return filter => {
    const accountNo = account.get(filter.accountId) as number | undefined
    if (accountNo === undefined) return null
    return {
      accountNo,
      taskNos: filter.userTaskIDs ? (tasks.all(accountNo, JSON.stringify(filter.userTaskIDs)) as number[]) : null,
      hasMoreIntents: moreIntents.get(accountNo) !== undefined,
      isLargeShare: part =>
        (share.get({
          accountNo,
          taskNos: asJson(part.taskNos),
          callStatus: asJson(part.callStatus),
          intentTags: asJson(part.intentTags),
        }) as number) >= LARGE_SHARE,
    }
  }
}
