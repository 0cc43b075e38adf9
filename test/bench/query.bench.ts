import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderFilter, OrderSort } from '../../src-contract/model/order.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { fromCallbotOrder } from '../../src-core/orders/order-mapping.ts'
import { createOrderReaders } from '../../src-core/orders/order-reader-pool.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { benchOrder, p95 } from './bench-orders.ts'
import { benchOptions, runPairs } from './harness.ts'
import { startRawQueries } from './raw/query-raw.ts'

// G12: filter, sort and the first 100 rows, twelve indexed combinations, through the reader thread; against hand-written SQL and one hop.
const newest: OrderSort = { column: 'lastCallAt', direction: 'desc' }
const FROM = 1_790_200_000_000
const TO = 1_790_700_000_000
const cases: Record<string, { filter: Omit<OrderFilter, 'accountId'>; sort: OrderSort; where: string; order: string }> = {
  newest: { filter: {}, sort: newest, where: 'account_no = 1', order: 'last_call_at DESC, row_id DESC' },
  oldest: { filter: {}, sort: { column: 'lastCallAt', direction: 'asc' }, where: 'account_no = 1', order: 'last_call_at, row_id' },
  status: {
    filter: { callStatus: [6] },
    sort: newest,
    where: 'account_no = 1 AND call_status = 6',
    order: 'last_call_at DESC, row_id DESC',
  },
  statuses: {
    filter: { callStatus: [22, 10] },
    sort: newest,
    where: 'account_no = 1 AND +call_status IN (22, 10)',
    order: 'last_call_at DESC, row_id DESC',
  },
  notStatus: {
    filter: { notCallStatus: [6] },
    sort: newest,
    where: 'account_no = 1 AND +call_status <> 6',
    order: 'last_call_at DESC, row_id DESC',
  },
  task: {
    filter: { userTaskIDs: ['task-1'] },
    sort: newest,
    where: "task_no = (SELECT task_no FROM order_task WHERE user_task_id = 'task-1')",
    order: 'last_call_at DESC, row_id DESC',
  },
  tasks: {
    filter: { userTaskIDs: ['task-1', 'task-2'] },
    sort: newest,
    where: "account_no = 1 AND +task_no IN (SELECT task_no FROM order_task WHERE user_task_id IN ('task-1', 'task-2'))",
    order: 'last_call_at DESC, row_id DESC',
  },
  intent: {
    filter: { intentTags: ['C'] },
    sort: newest,
    where: "account_no = 1 AND intent_tag = 'C'",
    order: 'last_call_at DESC, row_id DESC',
  },
  range: {
    filter: { callStatus: [6], lastCallFrom: FROM, lastCallTo: TO },
    sort: newest,
    where: `account_no = 1 AND call_status = 6 AND last_call_at >= ${FROM} AND last_call_at < ${TO}`,
    order: 'last_call_at DESC, row_id DESC',
  },
  finish: { filter: { finish: false }, sort: newest, where: 'account_no = 1 AND finish = 0', order: 'last_call_at DESC, row_id DESC' },
  byPhone: { filter: {}, sort: { column: 'phone', direction: 'asc' }, where: 'account_no = 1', order: 'phone, row_id' },
  byOrder: {
    filter: { callStatus: [6, 22, 10, 24] },
    sort: { column: 'orderID', direction: 'asc' },
    where: 'account_no = 1 AND +call_status IN (6, 22, 10, 24)',
    order: 'order_id, row_id',
  },
}
const select = `SELECT row_id AS rowId, order_id AS orderID, task_no AS task, phone, name, finish, call_status AS callStatus, status_text AS statusText, intent_tag AS intentTag, intent_name AS intentName, turns,
  duration_seconds AS durationSeconds, calls, last_call_at AS lastCallAt, sms, calling_number AS callingNumber, hangup_cause AS hangupCause, agent, other, updated_at AS updatedAt, source FROM orders`
const ROUNDS = 25

const { rows, pairs } = benchOptions({ rows: 100_000, pairs: 5 })
const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'))
const cachePath = join(folder, 'cache.db')
const db = openDatabase({ path: cachePath, migrations: cacheMigrations, synchronous: 'NORMAL' })
const store = createOrderStore(db)
for (let from = 0; from < rows; from += 1000)
  store.upsertOrders(
    'account',
    Array.from({ length: Math.min(1000, rows - from) }, (_, index) => fromCallbotOrder(benchOrder(from + index)) ?? []).flat(),
    'pulled',
    1,
  )
db.pragma('wal_checkpoint(TRUNCATE)')

const readers = createOrderReaders({ file: new URL('../../src-core/threads/reader.ts', import.meta.url).href, cachePath })
const raw = startRawQueries(
  cachePath,
  Object.fromEntries(
    Object.entries(cases).map(([name, { where, order }]) => [name, `${select} WHERE ${where} ORDER BY ${order} LIMIT 100`]),
  ),
)

async function measure(page: (name: string) => Promise<void>): Promise<{ value: number }> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of Object.keys(cases)) {
      const startedAt = performance.now()
      await page(name)
      times.push(performance.now() - startedAt)
    }
  }
  return { value: p95(times) }
}
const ours = () =>
  measure(async name => {
    const { filter, sort } = cases[name] as (typeof cases)[string]
    const { handle } = await readers.open({ accountId: 'account', ...filter }, sort, 100)
    readers.drop(handle)
  })
const theirs = () => measure(async name => void (await raw.page(name)))

for (const [name, { filter, sort }] of Object.entries(cases)) {
  const { handle, rows: page } = await readers.open({ accountId: 'account', ...filter }, sort, 100)
  readers.drop(handle)
  const expected = (await raw.page(name)) as { rowId: number }[]
  if (expected.map(row => row.rowId).join() !== page.map(row => row.rowId).join()) throw new Error(`${name}: the rows differ`)
}
await runPairs({
  id: 'G12',
  unit: 'ms p95',
  pairs,
  better: 'lower',
  floor: 0.5,
  notes: { rows, cases: Object.keys(cases).length },
  ours,
  raw: theirs,
})

await readers.close()
await raw.close()
db.close()
rmSync(folder, { recursive: true, force: true })
