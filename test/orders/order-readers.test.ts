import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderFilter, OrderRow, OrderSort } from '../../src-contract/model/order.ts'
import { OrderColumn } from '../../src-contract/model/order.ts'
import { BASE, openOrders, record, sampleRecords } from './with-orders.ts'

let on: ReturnType<typeof openOrders>
const records = sampleRecords(1200)
const newest: OrderSort = { column: 'lastCallAt', direction: 'desc' }

beforeAll(() => {
  on = openOrders()
  on.store.upsertOrders('acc', records, 'pulled', BASE)
  on.store.upsertOrders('other', sampleRecords(30), 'pulled', BASE)
  // Half the rows are in the text index, half are not.
  on.store.indexText(600)
  on.store.upsertOrders('acc', [record('order-5', { userName: 'changed_later', userTaskID: 'task-0' })], 'webhook', BASE + 5)
})
afterAll(() => on.close())

async function all(filter: Omit<OrderFilter, 'accountId'>, sort = newest, count = 7): Promise<OrderRow[]> {
  const { handle, rows } = await on.readers.open({ accountId: 'acc', ...filter }, sort, count)
  const { total } = await on.readers.total(handle)
  const every: OrderRow[] = []
  for (let start = 0; start < total; start += 250) every.push(...(await on.readers.rows(handle, start, 250)))
  on.readers.drop(handle)
  expect(every.slice(0, count)).toEqual(rows)
  expect(every.length).toBe(total)
  return every
}
const ids = (rows: readonly OrderRow[]) => rows.map(row => row.orderID).sort()
let everyRow: OrderRow[]
beforeAll(async () => {
  everyRow = await all({})
})

const intentsOf = (row: OrderRow) => records.find(each => each.orderID === row.orderID)?.call?.intents ?? []
const has = (text: string, part: string) =>
  text.replace(/[A-Z]/g, letter => letter.toLowerCase()).includes(part.replace(/[A-Z]/g, letter => letter.toLowerCase()))

const cases: [name: string, filter: Omit<OrderFilter, 'accountId'>, test: (row: OrderRow) => boolean][] = [
  ['one task', { userTaskIDs: ['task-1'] }, row => row.userTaskID === 'task-1'],
  ['two tasks', { userTaskIDs: ['task-1', 'task-2'] }, row => row.userTaskID !== 'task-0'],
  ['a task that is not there', { userTaskIDs: ['none'] }, () => false],
  ['order ids', { orderIDs: ['order-3', 'order-4', 'missing'] }, row => ['order-3', 'order-4'].includes(row.orderID)],
  ['phone', { phone: '+56 91 2' }, row => row.phone.includes('56912')],
  ['name', { name: 'ana' }, row => has(row.name, 'ana')],
  ['intent ids', { intentIDs: ['i1', 'i9'] }, row => intentsOf(row).some(intent => ['i1', 'i9'].includes(intent.intentID))],
  [
    'intent names',
    { intentNames: ['Promise', 'Second'] },
    row => intentsOf(row).some(intent => ['Promise', 'Second'].includes(intent.intentName)),
  ],
  ['intent tag', { intentTags: ['B'] }, row => intentsOf(row).some(intent => intent.intentTag === 'B')],
  ['intent tags', { intentTags: ['Z', 'A'] }, row => intentsOf(row).some(intent => ['Z', 'A'].includes(intent.intentTag))],
  ['finished', { finish: true }, row => row.finish],
  ['not finished', { finish: false }, row => !row.finish],
  ['turns', { turns: { gt: 3, lt: 9 } }, row => row.turns !== null && row.turns > 3 && row.turns < 9],
  ['duration from', { durationSeconds: { gt: 30, lt: null } }, row => (row.durationSeconds ?? -1) > 30],
  ['duration to', { durationSeconds: { gt: null, lt: 30 } }, row => row.durationSeconds !== null && row.durationSeconds < 30],
  ['one status', { callStatus: [6] }, row => row.callStatus === 6],
  ['an unlisted status', { callStatus: [99] }, row => row.callStatus === 99],
  ['no status', { callStatus: [null] }, row => row.callStatus === null],
  ['statuses with none', { callStatus: [22, null, 10] }, row => [22, null, 10].includes(row.callStatus)],
  ['statuses', { callStatus: [22, 10] }, row => row.callStatus !== null && [22, 10].includes(row.callStatus)],
  ['not a status', { notCallStatus: [6] }, row => row.callStatus !== 6],
  ['not a status nor none', { notCallStatus: [6, null] }, row => row.callStatus !== 6 && row.callStatus !== null],
  ['an empty list of statuses', { callStatus: [] }, () => false],
  [
    'time',
    { lastCallFrom: BASE + 10_000, lastCallTo: BASE + 20_000 },
    row => row.lastCallAt !== null && row.lastCallAt >= BASE + 10_000 && row.lastCallAt < BASE + 20_000,
  ],
  [
    'everything at once',
    { userTaskIDs: ['task-1', 'task-2'], callStatus: [6], finish: true, text: 'an', durationSeconds: { gt: 5, lt: 80 } },
    row =>
      row.userTaskID !== 'task-0' &&
      row.callStatus === 6 &&
      row.finish &&
      (row.durationSeconds ?? 0) > 5 &&
      (row.durationSeconds ?? 0) < 80 &&
      [row.phone, row.name, row.orderID, row.other, row.intentName].some(text => has(text, 'an')),
  ],
]

test.each(cases)('filter by %s gives exactly the rows that fulfil it, in every sort', async (_name, filter, fulfils) => {
  const expected = ids(everyRow.filter(fulfils))
  for (const sort of [newest, { column: 'name', direction: 'asc' }, { column: 'phone', direction: 'asc' }] as const)
    expect(ids(await all(filter, sort))).toEqual(expected)
})

test.each(OrderColumn.options)('sorting by %s is total both ways: one is the other reversed', async column => {
  const up = await all({}, { column, direction: 'asc' }, 50)
  const down = await all({}, { column, direction: 'desc' }, 50)
  expect(up.map(row => row.rowId)).toEqual(down.map(row => row.rowId).reverse())
  expect(up.length).toBe(1200)
})

test('rows are ordered by the sorted value, and by row id where values are equal', async () => {
  const rows = await all({ callStatus: [6] }, { column: 'durationSeconds', direction: 'desc' })
  const expected = [...rows].sort((a, b) => (b.durationSeconds ?? -1) - (a.durationSeconds ?? -1) || b.rowId - a.rowId)
  expect(rows.map(row => row.rowId)).toEqual(expected.map(row => row.rowId))
})

test('a search finds what a LIKE scan finds, whatever the text', async () => {
  const oracle = on.db
    .prepare(
      "SELECT order_id FROM orders WHERE account_no = 1 AND (phone LIKE @t ESCAPE '\\' OR name LIKE @t ESCAPE '\\' OR order_id LIKE @t ESCAPE '\\' OR other LIKE @t ESCAPE '\\' OR intent_name LIKE @t ESCAPE '\\') ORDER BY order_id",
    )
    .pluck()
  const piece = fc.oneof(
    fc.constantFrom(
      '%',
      '_',
      '\\',
      '"',
      "'",
      '100%',
      'r_s',
      'k\\s',
      '王小',
      '王小明',
      'ñan',
      'ÑAN',
      'Pérez',
      'péREZ',
      '*',
      'a AND',
      'NEAR(',
      '-',
      '""',
      'pass_100% "x"',
      'ref 1',
      'order-1',
      'changed_',
    ),
    fc
      .integer({ min: 0, max: 1199 })
      .chain(index =>
        fc.nat(8).chain(from => fc.integer({ min: 1, max: 7 }).map(length => (records[index]?.phone ?? '').slice(from, from + length))),
      ),
    fc.string({ minLength: 1, maxLength: 4 }),
  )
  await fc.assert(
    fc.asyncProperty(piece, async text => {
      if (text.includes('\0') || text === '') return
      const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      expect(ids(await all({ text }))).toEqual((oracle.all({ t: like }) as string[]).sort())
    }),
    { numRuns: 150 },
  )
})

test('facets count each choice under all conditions but its own, from totals and from rows alike', async () => {
  const kept = await on.readers.facets({ accountId: 'acc', callStatus: [6], finish: true })
  const scanned = await on.readers.facets({ accountId: 'acc', callStatus: [6], finish: true, lastCallFrom: 0 })
  const count = (fulfils: (row: OrderRow) => boolean) => everyRow.filter(fulfils).length
  expect(kept.callStatus.find(facet => facet.callStatus === 22)?.count).toBe(count(row => row.callStatus === 22 && row.finish))
  expect(kept.callStatus.find(facet => facet.callStatus === null)?.count).toBe(count(row => row.callStatus === null && row.finish))
  expect(kept.finish.find(facet => !facet.finish)?.count).toBe(count(row => row.callStatus === 6 && !row.finish))
  expect(kept.tasks.reduce((sum, facet) => sum + facet.count, 0)).toBe(count(row => row.callStatus === 6 && row.finish))
  expect(scanned.intents).toEqual(kept.intents)
  expect(scanned.tasks).toEqual(kept.tasks)
  const second = await on.readers.facets({ accountId: 'acc', intentTags: ['Z'] })
  expect(second.finish.reduce((sum, facet) => sum + facet.count, 0)).toBe(
    count(row => intentsOf(row).some(intent => intent.intentTag === 'Z')),
  )
})

test('an account without orders has an empty list, and a dropped handle is not found', async () => {
  const { handle, rows } = await on.readers.open({ accountId: 'nobody' }, newest, 100)
  expect([rows, (await on.readers.total(handle)).total]).toEqual([[], 0])
  on.readers.drop(handle)
  await expect(on.readers.total(handle)).rejects.toMatchObject({ code: 'not_found' })
})

test('positions stay as they were opened while rows come and change', async () => {
  const { handle, rows } = await on.readers.open({ accountId: 'acc' }, newest, 20)
  on.store.upsertOrders('acc', [record('newer-1', {}, { callStartTs: BASE / 1000 + 999 })], 'webhook', BASE + 9)
  const { total } = await on.readers.total(handle)
  const again = await on.readers.rows(handle, 0, 40)
  expect([total, again.slice(0, 20).map(row => row.rowId)]).toEqual([1200, rows.map(row => row.rowId)])
  expect(new Set(again.map(row => row.rowId)).size).toBe(40)
})

test('the reader remembers sixteen results and forgets the one used longest ago', async () => {
  const single = openOrders(1)
  single.store.upsertOrders('acc', records.slice(0, 20), 'pulled', 1)
  const handles: string[] = []
  for (let index = 0; index < 17; index += 1) handles.push((await single.readers.open({ accountId: 'acc' }, newest, 5)).handle)
  await expect(single.readers.rows(handles[0] as string, 0, 5)).rejects.toMatchObject({ code: 'not_found' })
  expect((await single.readers.rows(handles[1] as string, 0, 5)).length).toBe(5)
  await single.close()
})
