import { expect, onTestFinished, test } from 'vitest'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createApplyTaskDelivery } from '../../src-core/tasks/apply-task-delivery.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { createApplyToCache } from '../../src-core/webhooks/apply-to-cache.ts'
import { createCacheWatermark } from '../../src-core/webhooks/cache-watermark.ts'
import type { StoredDelivery } from '../../src-core/webhooks/delivery.ts'
import { createDeliveryLog } from '../../src-core/webhooks/delivery-log.ts'
import { createSettle } from '../../src-core/webhooks/settle-deliveries.ts'
import { repeatable, stories, type Told } from './call-stories.ts'

const SEEDS = 1_000

/** One cache in memory for all seeds; each run of a seed is an account of its own. */
function openCache() {
  const db = openDatabase({ path: ':memory:', migrations: cacheMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void db.close())
  const orders = createOrderStore(db)
  const tasks = createTaskStore(db)
  const bus = { emit: () => undefined }
  const problems: unknown[] = []
  const settle = createSettle({
    log: createDeliveryLog(db),
    watermark: createCacheWatermark(db),
    apply: createApplyToCache({ orders, applyTask: createApplyTaskDelivery({ tasks, bus }), bus }),
    inTransaction: run => db.transaction(run).immediate(),
    rolledBack: () => orders.rolledBack(),
    isAccount: () => true,
    answerMs: () => null,
    errors: { write: (_level, message, facts) => void problems.push(message, facts?.error), hide: () => undefined },
  })
  let id = 0
  const toDelivery = (accountId: string, told: Told, receivedAt: number): StoredDelivery => {
    id += 1
    return {
      id,
      accountId,
      kind: told.kind,
      receivedAt,
      headers: {
        requestid: told.requestID,
        createts: String(told.signedAt),
        uuid: 'u',
        sign: `${accountId}-${told.requestID}`.padStart(32, '0'),
      },
      body: Buffer.from(told.body),
      verdict: 'verified',
      marks: 0,
      httpStatus: 200,
      retCode: 0,
    }
  }
  return {
    problems,
    receive(accountId: string, arrivals: readonly { told: Told; at: number }[]) {
      settle.next(arrivals.map(({ told, at }) => toDelivery(accountId, told, at)))
    },
    /** What the screens show of an account; not when it was last told of, nor the text that told it. */
    shown(accountId: string, orderIDs: readonly string[], userTaskIDs: readonly string[]) {
      return {
        orders: orderIDs.map(orderID => {
          const detail = orders.detail(accountId, orderID)
          if (!detail) return null
          const { rowId: _row, updatedAt: _updated, ...row } = detail.row
          return { row, calls: [...detail.calls].sort((a, b) => a.callID.localeCompare(b.callID)) }
        }),
        tasks: userTaskIDs.map(userTaskID => {
          const task = tasks.get(accountId, userTaskID)
          return task && { taskStatus: task.taskStatus, stat: task.stat, taskID: task.taskID }
        }),
        counts: [...orders.taskCounts(accountId)]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([task, counts]) => [
            task,
            { ...counts, byStatus: [...counts.byStatus].sort((a, b) => (a.callStatus ?? -1) - (b.callStatus ?? -1)) },
          ]),
      }
    },
  }
}

test(`duplicated, delayed and reordered deliveries leave the cache as the ordered ones do, over ${SEEDS} seeds`, () => {
  const cache = openCache()
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = repeatable(seed)
    const { told, orderIDs, userTaskIDs } = stories(random)
    const ordered = told.map(one => ({ told: one, at: one.signedAt * 1000 + 400 }))
    // Every delivery comes once to three times, up to ten minutes late, so any of them may overtake any other.
    const disturbed = told
      .flatMap(one =>
        Array.from({ length: 1 + Math.floor(random() ** 3 * 3) }, () => ({
          told: one,
          at: one.signedAt * 1000 + 400 + Math.floor(random() ** 2 * 600_000),
        })),
      )
      .sort((a, b) => a.at - b.at)
    cache.receive(`ordered-${seed}`, ordered)
    cache.receive(`disturbed-${seed}`, disturbed)
    expect({ seed, ...cache.shown(`disturbed-${seed}`, orderIDs, userTaskIDs) }).toEqual({
      seed,
      ...cache.shown(`ordered-${seed}`, orderIDs, userTaskIDs),
    })
  }
  expect(cache.problems).toEqual([])
})
