import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import type { BoardQuestion } from '../../src-core/board/board-reader.ts'
import { toBreakdown } from '../../src-core/board/task-breakdown.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { createOrderStore, type OrderStore } from '../../src-core/orders/order-store.ts'
import { createTaskSigns } from '../../src-core/tasks/task-signs.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { BASE, type OpenOrders, openOrders, record } from '../orders/with-orders.ts'

const SECONDS = BASE / 1000

function opened(): OpenOrders {
  const on = openOrders(1)
  onTestFinished(() => on.close())
  return on
}

/** Everything the board keeps, as it stands. */
const kept = (db: Db) => ({
  minutes: db.prepare('SELECT * FROM call_minute ORDER BY 1, 2').all(),
  parts: db.prepare('SELECT * FROM order_part_total ORDER BY 1, 2, 3').all(),
})

interface Told {
  order: number
  task: number
  call: number
  status: number
  agent: number
  sms: number
  minute: number
}
const told = fc.record<Told>({
  order: fc.integer({ min: 0, max: 5 }),
  task: fc.integer({ min: 0, max: 9 }),
  call: fc.integer({ min: 0, max: 3 }),
  status: fc.constantFrom(1, 3, 5, 6, 6, 22, 99),
  agent: fc.integer({ min: 0, max: 3 }),
  sms: fc.integer({ min: -2, max: 4 }),
  minute: fc.integer({ min: 0, max: 90 }),
})
const tell = (store: OrderStore, { order, task, call, status, agent, sms, minute }: Told, at: number) =>
  store.upsertOrders(
    'acc',
    [
      record(
        `o${order}`,
        { userTaskID: task === 0 ? 'task-2' : 'task-1', finish: status > 5, other: `${at}` },
        call === 0
          ? null
          : {
              callID: `c${order}-${call}`,
              callStatus: status,
              callStartTs: SECONDS + minute * 60 + call,
              callEndTs: status > 5 ? SECONDS + minute * 60 + 90 : 0,
              ...(agent > 1 && { agent: { agentName: `Agent ${agent}` } }),
              ...(sms > -2 && { sms: [sms === -1 ? { sysMessageID: 'm' } : { smsSendTs: sms }] }),
            },
      ),
    ],
    at % 2 === 0 ? 'webhook' : 'pulled',
    at,
  )

test('counts that are kept with the rows are those that counting all rows anew gives, whatever was told in whatever order', () => {
  const step = cacheMigrations.find(migration => migration.name === 'board')
  const countAnew = (step?.sql ?? '').split(';').filter(sql => /^(\s|--.*)*INSERT INTO (call_minute|order_part_total)/.test(sql))
  expect(countAnew).toHaveLength(4)
  const path = join(emptyFolder(), 'cache.db')
  const db = openDatabase({ path, migrations: cacheMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void db.close())
  const store = createOrderStore(db)
  fc.assert(
    fc.property(fc.array(told, { maxLength: 40 }), all => {
      store.forgetAccount('acc')
      expect(kept(db)).toEqual({ minutes: [], parts: [] })
      all.forEach((one, index) => void tell(store, one, index + 1))
      const incremental = kept(db)
      db.exec('DELETE FROM call_minute; DELETE FROM order_part_total')
      for (const sql of countAnew) db.exec(sql)
      expect(incremental).toEqual(kept(db))
    }),
    { numRuns: 150 },
  )
})

test('every slice opens exactly the orders it counts, and each part adds up to the task', async () => {
  const on = opened()
  const sample = fc.sample(told, { numRuns: 300, seed: 7 })
  sample.forEach((one, index) => void tell(on.store, { ...one, order: index % 120 }, index + 1))
  on.store.upsertOrders(
    'acc',
    [record('several', {}, { intents: intents(['A', 'Promise'], ['B', 'Paid']), callStartTs: SECONDS })],
    'pulled',
    999,
  )
  on.store.upsertOrders('acc', [record('one', {}, { intents: intents(['A', 'Paid']), callStartTs: SECONDS })], 'pulled', 999)
  const question: BoardQuestion = { about: 'outcome', accountId: 'acc', userTaskID: 'task-1', zoneSecond: 20_700 }
  const outcome = await on.readers.board(question)
  const breakdown = toBreakdown({ accountId: 'acc', userTaskID: 'task-1', stat: null }, outcome)
  const opens = async (filter: OrderFilter) => {
    const { handle } = await on.readers.open(filter, { column: 'lastCallAt', direction: 'desc' }, 1)
    const { total } = await on.readers.total(handle)
    on.readers.drop(handle)
    return total
  }
  const all = await opens({ accountId: 'acc', userTaskIDs: ['task-1'] })
  for (const part of [breakdown.byStatus, breakdown.byIntent, breakdown.bySms, breakdown.byAgent]) {
    expect(part.length).toBeGreaterThan(1)
    for (const { key, count, filter } of part) expect([key, await opens(filter)]).toEqual([key, count])
  }
  for (const part of [breakdown.byStatus, breakdown.bySms, breakdown.byAgent])
    expect(part.reduce((sum, { count }) => sum + count, 0)).toBe(all)
  for (const bar of breakdown.halfHours) expect(await opens(bar.filter)).toBe(bar.orders)
  expect(breakdown.halfHours.length).toBeGreaterThan(2)
  // The task's clock is 5 h 45 min ahead: its half-hours begin at a quarter past and a quarter to.
  for (const { at } of breakdown.halfHours) expect((at + 20_700_000) % 1_800_000).toBe(0)
  expect(breakdown.byIntent.find(({ key }) => key === 'A\nPaid')?.count).toBe(2)
  expect(breakdown.byStatus.find(({ key }) => key === '99')?.label).toBe('99')
  expect(breakdown.halfHours.reduce((sum, bar) => sum + bar.calls, 0)).toBe(breakdown.rates.calls)
})

const intents = (...pairs: (readonly [string, string])[]) =>
  pairs.map(([intentTag, intentName]) => ({ intentID: intentTag, intentTag, intentName, intentLevel: 1 }))

test('SMS and agents filter the list, alone and together with other conditions', async () => {
  const on = opened()
  const put = (id: string, call: Record<string, unknown>) => on.store.upsertOrders('acc', [record(id, {}, call)], 'pulled', 1)
  put('plain', {})
  put('sent', { sms: [{ smsSendTs: 1 }, { smsSendTs: 3 }], agent: { agentName: 'Ren' } })
  put('moment', { sms: [{ smsSendTs: SECONDS, sysMessageID: 'm' }] })
  const found = async (filter: Omit<OrderFilter, 'accountId'>) => {
    const { rows } = await on.readers.open({ accountId: 'acc', ...filter }, { column: 'orderID', direction: 'asc' }, 10)
    return rows.map(row => row.orderID)
  }
  expect(await found({ sms: ['none'] })).toEqual(['plain'])
  expect(await found({ sms: [3] })).toEqual(['sent'])
  expect(await found({ sms: [1, 'untold'] })).toEqual(['moment'])
  expect(await found({ sms: ['none', 'untold', 3] })).toEqual(['moment', 'plain', 'sent'])
  expect(await found({ sms: [] })).toEqual([])
  expect(await found({ agents: ['Ren'] })).toEqual(['sent'])
  expect(await found({ agents: ['', 'Ren'], sms: ['none'] })).toEqual(['plain'])
  const { tookMs: _took, ...facets } = await on.readers.facets({ accountId: 'acc', agents: ['Ren'] })
  expect(facets.callStatus).toEqual([{ callStatus: 6, count: 1 }])
})

test('our own rate stands beside the platform’s rounded one, as a fraction, with the orders that one step of its rounding is', async () => {
  const on = opened()
  on.store.upsertOrders('acc', [record('a'), record('b', {}, { callStatus: 22 })], 'pulled', 1)
  const outcome = await on.readers.board({ about: 'outcome', accountId: 'acc', userTaskID: 'task-1', zoneSecond: 0 })
  const rates = (stat: Partial<NonNullable<TaskDetail['stat']>> | null) =>
    toBreakdown({ accountId: 'acc', userTaskID: 'task-1', stat: stat as TaskDetail['stat'] }, outcome).rates
  const counted = { answered: 1, finished: 2, total: 2, calls: 2, answeredCalls: 1 }
  const told = { answerOrderCount: 420, finishOrderCount: 3000, totalOrderCount: 3700, totalAnswerCall: 425, totalCall: 3100 }
  expect(rates({ ...told, finishRate: 0.81, answerRate: 0.14 })).toEqual({
    ...counted,
    platformCalls: 3100,
    platformAnswerRate: 0.14,
    platformFinishRate: 0.81,
    roundingStep: 37,
  })
  expect(rates({ ...told, finishRate: 81.08, answerRate: 13.71 })).toMatchObject({
    platformAnswerRate: expect.closeTo(0.1371),
    platformFinishRate: expect.closeTo(0.8108),
    roundingStep: 0.37,
  })
  const none = { ...told, totalOrderCount: 0, totalCall: 0, finishRate: 0, answerRate: 0 }
  expect(rates(none)).toMatchObject({ platformAnswerRate: null, platformFinishRate: null, roundingStep: null })
  expect(rates(null)).toMatchObject({ platformCalls: null, platformAnswerRate: null, roundingStep: null })
})

test('counts asked of one task are those it has among all tasks of the account, and another account has its own', () => {
  const on = opened()
  fc.sample(told, { numRuns: 200, seed: 11 }).forEach((one, index) => void tell(on.store, { ...one, order: index % 90 }, index + 1))
  on.store.upsertOrders('other', [record('theirs')], 'pulled', 1)
  const all = on.store.taskCounts('acc')
  expect([...all.keys()].sort()).toEqual(['task-1', 'task-2'])
  for (const [userTaskID, counts] of all) expect([...on.store.taskCounts('acc', userTaskID)]).toEqual([[userTaskID, counts]])
  expect([...on.store.taskCounts('acc', 'task-9')]).toEqual([])
})

test('the age of our counts is that of the newest word on any order, also one that changed nothing', () => {
  const on = opened()
  const signs = createTaskSigns(on.db)
  expect(signs.of('acc', 'task-1')).toEqual({ lastCallAt: null, lastDeliveryAt: null, countsFreshAt: null, countsSource: null })
  on.store.upsertOrders('acc', [record('a', {}, null)], 'submission', 10)
  expect(signs.of('acc', 'task-1')).toMatchObject({ lastCallAt: null, countsFreshAt: 10, countsSource: 'submission' })
  on.store.upsertOrders('acc', [record('a')], 'webhook', 50)
  on.store.upsertOrders('acc', [record('a')], 'pulled', 60)
  on.store.upsertOrders('acc', [record('a')], 'pulled', 40)
  expect(signs.of('acc', 'task-1')).toMatchObject({ lastCallAt: BASE, countsFreshAt: 60, countsSource: 'pulled' })
  const add = on.db.prepare(
    "INSERT INTO delivery_fact (delivery_id, account_id, received_at, kind, standing, effect, user_task_id, bytes) VALUES (?, ?, ?, 'order', ?, 'none', 'task-1', 2)",
  )
  add.run(1, 'acc', 70, 'verified')
  add.run(2, 'acc', 80, 'wrong')
  add.run(3, 'acc', 90, 'test')
  add.run(4, 'other', 95, 'verified')
  expect(signs.of('acc', 'task-1').lastDeliveryAt).toBe(70)
})
