import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BASE, openOrders, record, sampleRecords, wireOrder } from './with-orders.ts'

let on: ReturnType<typeof openOrders>
beforeEach(() => {
  on = openOrders(1)
})
afterEach(() => on.close())

const state = (orderID = 'a') => {
  const detail = on.store.detail('acc', orderID)
  return {
    status: detail?.row.callStatus,
    finish: detail?.row.finish,
    calls: detail?.calls.map(call => call.callID),
    known: detail?.row.calls,
  }
}

test('a webhook of an earlier moment never takes a finished call back', () => {
  on.store.upsertOrders('acc', [record('a')], 'pulled', 2000)
  const late = record('a', { finish: false }, { callStatus: 4, callAnswerTs: 0, callEndTs: 0 })
  expect(on.store.upsertOrders('acc', [late], 'webhook', 3000)).toEqual({ changed: 0 })
  expect(state()).toEqual({ status: 6, finish: true, calls: ['call-a'], known: 1 })
})

test('a redial replaces the shown call, keeps the earlier one, and news of the earlier one changes only that', () => {
  const first = record('a', { finish: false }, { callID: 'one', callStatus: 22, callStartTs: 1790000000 })
  const second = record('a', { finish: false }, { callID: 'two', callStatus: 4, callStartTs: 1790009000, callEndTs: 0 })
  on.store.upsertOrders('acc', [first], 'webhook', 1)
  on.store.upsertOrders('acc', [second], 'webhook', 2)
  expect(state()).toEqual({ status: 4, finish: false, calls: ['two', 'one'], known: 2 })
  on.store.upsertOrders('acc', [record('a', {}, { callID: 'one', callStatus: 10, callStartTs: 1790000000 })], 'webhook', 3)
  expect(state()).toEqual({ status: 4, finish: false, calls: ['two', 'one'], known: 2 })
  expect(on.store.detail('acc', 'a')?.calls[1]?.callStatus).toBe(10)
})

test('any order of arrival ends in the same state', () => {
  const told = [
    record('a', { finish: false }, { callID: 'one', callStatus: 4, callStartTs: 1790000000, callEndTs: 0 }),
    record('a', { finish: false }, { callID: 'one', callStatus: 22, callStartTs: 1790000000, callEndTs: 1790000030 }),
    record('a', { finish: false }, { callID: 'two', callStatus: 5, callStartTs: 1790009000, callEndTs: 0 }),
    record('a', { finish: true }, { callID: 'two', callStatus: 6, callStartTs: 1790009000, callEndTs: 1790009060 }),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), order => {
      on.store.forgetAccount('acc')
      for (const [at, index] of order.entries()) on.store.upsertOrders('acc', told.slice(index, index + 1), 'webhook', at + 1)
      expect(state()).toEqual({ status: 6, finish: true, calls: ['two', 'one'], known: 2 })
      expect(on.store.detail('acc', 'a')?.calls.map(call => call.callStatus)).toEqual([6, 22])
    }),
    { numRuns: 24 },
  )
})

test('a webhook that leaves fields out does not empty them', () => {
  on.store.upsertOrders('acc', [record('a', { userName: 'Ana' })], 'pulled', 1)
  on.store.upsertOrders(
    'acc',
    [
      record(
        'a',
        { userName: '', other: 'more' },
        { callingNumber: '', lineAddress: '', intents: [{ intentTag: 'A', intentName: 'Promise' }] },
      ),
    ],
    'webhook',
    2,
  )
  expect(on.store.detail('acc', 'a')).toMatchObject({
    row: { name: 'Ana', other: 'more', callingNumber: '5622', intentTag: 'A', source: 'webhook', updatedAt: 2 },
    calls: [{ lineAddress: '10.0.0.1' }],
  })
})

test('an order made by a submission is filled by the first pull, whatever their clocks say', () => {
  on.store.upsertOrders('acc', [{ ...record('a', { finish: false }, null), raw: '{}' }], 'submission', 5000)
  expect(state()).toEqual({ status: null, finish: false, calls: [], known: 0 })
  on.store.upsertOrders('acc', [record('a')], 'pulled', 4000)
  expect(state()).toEqual({ status: 6, finish: true, calls: ['call-a'], known: 1 })
})

test('the word of our own sending, written down late, takes nothing from a call under way', () => {
  on.store.upsertOrders('acc', [record('a', { finish: false }, { callStatus: 4, callEndTs: 0 })], 'webhook', 10)
  on.store.upsertOrders(
    'acc',
    [record('a', { finish: false }, { callID: '', callStatus: 1, callStartTs: 0, callAnswerTs: 0, callEndTs: 0 })],
    'submission',
    11,
  )
  expect([state(), on.store.detail('acc', 'a')?.row.source]).toEqual([{ status: 4, finish: false, calls: ['call-a'], known: 1 }, 'webhook'])
})

test('a repeated pull changes nothing, and an unlisted status is kept and counted', () => {
  const told = [record('a', {}, { callStatus: 99 }), record('b', {}, { callStatus: 6 }), record('c', { finish: false }, { callStatus: 4 })]
  expect(on.store.upsertOrders('acc', told, 'pulled', 1)).toEqual({ changed: 3 })
  expect(on.store.upsertOrders('acc', told, 'pulled', 2)).toEqual({ changed: 0 })
  expect(on.store.taskCounts('acc').get('task-1')).toEqual({
    total: 3,
    finished: 2,
    answered: 1,
    inProgress: 1,
    byStatus: [
      { callStatus: 4, count: 1 },
      { callStatus: 6, count: 1 },
      { callStatus: 99, count: 1 },
    ],
  })
})

test('all calls of a detail are kept once, newest first, with the moment they were asked for', () => {
  on.store.upsertOrders('acc', [record('a', {}, { callID: 'three', callStartTs: 1790000300 })], 'pulled', 1)
  const calls = ['one', 'two', 'three'].map(
    (callID, index) => record('a', {}, { callID, callStatus: index === 2 ? 6 : 22, callStartTs: 1790000100 + index * 100 }).call as never,
  )
  on.store.upsertCalls('acc', 'a', calls, 'pulled', 9, true)
  on.store.upsertCalls('acc', 'a', calls, 'pulled', 10, true)
  expect(on.store.detail('acc', 'a')).toMatchObject({
    callsPulledAt: 10,
    row: { calls: 3, callStatus: 6 },
    calls: [{ callID: 'three' }, { callID: 'two' }, { callID: 'one' }],
  })
})

test('kept totals equal a count of the rows after any mixture of changes', () => {
  const statuses = fc.constantFrom(1, 4, 6, 22, 99)
  const step = fc.record({
    id: fc.nat(8),
    status: statuses,
    start: fc.nat(3),
    finish: fc.boolean(),
    task: fc.nat(1),
    tag: fc.constantFrom('A', 'B'),
    at: fc.nat(50),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      on.store.forgetAccount('acc')
      for (const { id, status, start, finish, task, tag, at } of steps) {
        on.store.upsertOrders(
          'acc',
          [
            record(
              `o${id}`,
              { finish, userTaskID: `t${task}` },
              { callID: `c${start}`, callStatus: status, callStartTs: 1790000000 + start, intents: [{ intentTag: tag, intentName: tag }] },
            ),
          ],
          'webhook',
          at,
        )
      }
      const counted = on.db
        .prepare(
          'SELECT task_no, coalesce(call_status, -1) AS s, finish, intent_tag AS t, count(*) AS n, sum(answered) AS a FROM orders GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4',
        )
        .all()
      expect(
        on.db
          .prepare(
            'SELECT task_no, call_status AS s, finish, intent_tag AS t, orders AS n, answered AS a FROM order_total ORDER BY 1, 2, 3, 4',
          )
          .all(),
      ).toEqual(counted)
      const calls = on.db
        .prepare('SELECT count(*) FROM orders WHERE calls <> 1 + (SELECT count(*) FROM order_call WHERE order_call.row_id = orders.row_id)')
        .pluck()
        .get()
      expect(calls).toBe(0)
    }),
    { numRuns: 60 },
  )
})

test('the raw text is shown indented with every digit', () => {
  const raw =
    '{"orderID":"a","big":12345678901234567890,"callInfoDetail":{"callID":98765432109876543210,"callStatus":6},"empty":{},"list":[1, "a\\"b"]}'
  const told = { ...record('a', wireOrder('a')), raw }
  on.store.upsertOrders('acc', [told], 'pulled', BASE)
  const detail = on.store.detail('acc', 'a')
  expect(detail?.rawJson).toBe(
    '{\n  "orderID": "a",\n  "big": 12345678901234567890,\n  "callInfoDetail": {\n    "callID": 98765432109876543210,\n    "callStatus": 6\n  },\n  "empty": {},\n  "list": [\n    1,\n    "a\\"b"\n  ]\n}',
  )
  expect(detail?.calls[0]?.callID).toBe('call-a')
})

test('a removed account leaves nothing behind and others untouched', () => {
  on.store.upsertOrders('acc', sampleRecords(50), 'pulled', 1)
  on.store.upsertOrders('other', [record('a')], 'pulled', 1)
  while (on.store.indexText(20)) {
    /* until all rows are indexed */
  }
  on.store.forgetAccount('acc')
  on.store.upsertOrders('acc', [record('new')], 'pulled', 2)
  expect(on.store.knownOrderIDs('acc', ['order-1', 'new', 'a'])).toEqual(new Set(['new']))
  expect(on.store.detail('other', 'a')?.row.orderID).toBe('a')
  expect([...on.store.taskCounts('acc').values()].map(counts => counts.total)).toEqual([1])
})
