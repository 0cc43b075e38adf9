import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenOrders, openOrders, record } from './with-orders.ts'

let on: OpenOrders
const ROWS = 100_000

beforeAll(() => {
  on = openOrders(1)
  on.store.upsertOrders('acc', [record('order-0')], 'pulled', 1)
  // Written beside the store for speed; the kept totals are not looked at here.
  const columns = (on.db.pragma('table_info(orders)') as { name: string }[]).map(column => column.name)
  const values = columns.map(
    name =>
      ({
        row_id: 'n',
        order_id: "'order-' || n",
        name: "'Name ' || (n * 7919 % 100000)",
        phone: "'569' || (n * 104729 % 100000000)",
        last_call_at: 'last_call_at + n % 5000',
      })[name] ?? name,
  )
  on.db
    .prepare(
      `WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS}) INSERT INTO orders (${columns.join()}) SELECT ${values.join()} FROM orders, numbers WHERE row_id = 1`,
    )
    .run()
})
afterAll(() => on.close())

test('any position of a hundred thousand orders is what one ordered query gives', async () => {
  for (const sort of [
    { column: 'lastCallAt', direction: 'desc' },
    { column: 'name', direction: 'asc' },
  ] as const) {
    const { handle } = await on.readers.open({ accountId: 'acc' }, sort, 100)
    const oracle = on.db
      .prepare(`SELECT row_id FROM orders ORDER BY ${sort.column === 'name' ? 'name, row_id' : 'last_call_at DESC, row_id DESC'}`)
      .pluck()
      .all() as number[]
    expect((await on.readers.total(handle)).total).toBe(ROWS)
    for (const start of [0, 50, 49_990, 99_000, 99_995, 100_000])
      expect((await on.readers.rows(handle, start, 20)).map(row => row.rowId)).toEqual(oracle.slice(start, start + 20))
    on.readers.drop(handle)
  }
})

test('a result that is closed while it is counted is given up, and the thread answers the next question', async () => {
  const { handle } = await on.readers.open({ accountId: 'acc', text: 'e' }, { column: 'other', direction: 'asc' }, 1)
  const total = on.readers.total(handle)
  on.readers.drop(handle)
  await expect(total).rejects.toMatchObject({ code: expect.stringMatching(/cancelled|not_found/) as string })
  expect(
    (await on.readers.open({ accountId: 'acc', orderIDs: ['order-77'] }, { column: 'lastCallAt', direction: 'desc' }, 5)).rows.map(
      row => row.orderID,
    ),
  ).toEqual(['order-77'])
})
