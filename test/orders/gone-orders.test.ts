import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import type { Db } from '../../src-core/db/open.ts'
import { createTaskRemains } from '../../src-core/orders/task-remains.ts'
import { openTestCore, simulatorPort, until as untilSeen } from '../core/open-test-core.ts'
import { eventually } from '../sync/sync-rig.ts'
import { marksAfterRestart, openSweeper, withTaskToSweep } from './sweep-rig.ts'
import { openOrders, record } from './with-orders.ts'

const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)
const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const isTrue = (value: boolean) => value

test('after a replacement the cache has exactly what the platform has, and the numbers that were deleted may be sent again', async () => {
  const { sim, rig, id, userTaskID, add, operate, cached, isBehind, sweeper } = await withTaskToSweep(120, 30)
  rig.orders.indexText(1_000)
  const { submissionId = '' } = await (await add('importBatchCall')).commit()
  await rig.until(submissionId, isOver)
  await rig.until(submissionId, () => cached() === 150)
  // Until it was asked, nobody says that the numbers are right.
  const early = [await add('addBatchCall', 'list'), await operate(1), await add('importBatchCall', 'list')]
  for (const shown of early) expect(codes(shown.warnings)).toContain('counts_behind')
  expect(early[1]?.count).toBe(150)

  sweeper.start()
  await eventually(isBehind, behind => !behind)
  expect([cached(), sim.records.tasks()[0]?.orders]).toEqual([30, 30])
  expect(rig.orders.taskCounts('cb').get(userTaskID)).toMatchObject({ total: 30, byStatus: [{ callStatus: 1, count: 30 }] })
  const start = await operate(1)
  expect([start.count, start.warnings]).toEqual([30, []])
  // Rows 51 to 80 wait there again; all the others may be called.
  const again = await add('addBatchCall', 'list')
  expect([again.count, again.facts.find(fact => fact.code === 'already_there')?.params]).toEqual([90, { count: 30 }])
  expect(again.warnings).toEqual([])
  expect(rig.withCache(db => keptEqualsCounted(db))).toEqual([])
  while (rig.orders.indexText(1_000));
  expect(rig.withCache(db => db.prepare('SELECT count(*) FROM order_text').pluck().get())).toBe(30)
  // The journal keeps what it sent.
  expect(rig.orderStates(id)).toEqual({ accepted: 120 })

  const added = await again.commit()
  expect(await rig.until(added.submissionId ?? '', isOver)).toMatchObject({ totals: { accepted: 90 } })
  await rig.until(added.submissionId ?? '', () => cached() === 120)
  expect(sim.records.tasks()[0]?.orders).toBe(120)
})

test('orders sent within the last 90 s are not called gone while nothing sent after them is listed; later they are', async () => {
  // The sweeper's clock is behind at first: however long this machine takes, the 90 s are not over before they are let pass.
  const { rig, operate, cached, isBehind, sweeper, time } = await withTaskToSweep(40, 1, { ageMs: -300_000 })
  await (await operate(1, 1)).commit()
  sweeper.start()
  await eventually(() => sweeper.sync.jobs().some(job => job.state === 'done'), isTrue)
  await new Promise(resolve => setTimeout(resolve, 200))
  expect([cached(), isBehind()]).toEqual([40, true])
  time.aheadMs = 91_000
  await eventually(isBehind, behind => !behind)
  expect(cached()).toBeLessThan(40)
  expect(rig.withCache(db => keptEqualsCounted(db))).toEqual([])
})

test('a pull that fails goes on where it was, and one that a restart cut short begins again', async () => {
  const faults = { failing: true, pages: [] as number[] }
  const { rig, add, cached, isBehind, sweeper } = await withTaskToSweep(250, 250, {
    bend: api => ({
      ...api,
      listOrder: async (body, options) => {
        faults.pages.push(body.page)
        // The first pull comes to its second page, then nothing is answered any more.
        if (faults.failing && (body.page > 1 || faults.pages.length > 2)) throw new AppError('unreachable', {})
        return api.listOrder(body, options)
      },
    }),
    simulator: { maxPageSize: 100 },
  })
  const { submissionId = '' } = await (await add('importBatchCall')).commit()
  await rig.until(submissionId, isOver)
  sweeper.start()
  await eventually(() => faults.pages.length > 3, isTrue)
  expect([cached(), isBehind()]).toEqual([500, true])
  expect(sweeper.sync.jobs().some(job => job.state === 'failed')).toBe(true)
  await sweeper.close()

  faults.failing = false
  const marks = marksAfterRestart(rig)
  expect(marks.due()).toHaveLength(1)
  openSweeper(rig, api => api, { aheadMs: 0 }, marks).start()
  await eventually(
    () => marks.due().length,
    count => count === 0,
  )
  expect(cached()).toBe(250)
})

test('an order that no page showed but the platform still has stays, and an import without an answer is swept once it is settled', async () => {
  const { sim, rig, add, cached, isBehind, sweeper, time } = await withTaskToSweep(60, 30, {
    // A page that moved under the reader: one order of the import is on none.
    bend: api => ({
      ...api,
      listOrder: async (body, options) => {
        const answer = await api.listOrder(body, options)
        const orders = body.options?.orderID ? answer.value.orders : answer.value.orders.slice(1)
        return { ...answer, value: { ...answer.value, orders, totalCount: null } }
      },
    }),
  })
  sweeper.start()
  sim.setFaults({ paths: ['importBatchCall'], dropAnswerAfterWork: 1 })
  const { submissionId = '' } = await (await add('importBatchCall')).commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 30 } })
  time.aheadMs = 91_000
  await eventually(isBehind, behind => !behind)
  expect([cached(), sim.records.tasks()[0]?.orders]).toEqual([30, 30])
  const [first] = sim.records.orders()
  expect(rig.orders.detail('cb', first?.orderID ?? '')).not.toBeNull()
})

test('what went comes back when the platform lists it again; an older word, or the journal, does not bring it back; what was dialled never goes', async () => {
  const { db, store, close } = openOrders(1)
  onTestFinished(close)
  const waiting = (orderID: string) =>
    record(orderID, { finish: false, userTaskID: 'u1' }, { callID: '', callStatus: 1, callStartTs: 0, callAnswerTs: 0, callEndTs: 0 })
  store.upsertOrders('a', [waiting('o1'), waiting('o2'), record('o3', { userTaskID: 'u1' })], 'pulled', 1_000)
  const rowOf = (orderID: string) => db.prepare('SELECT row_id FROM orders WHERE order_id = ?').pluck().get(orderID) as number | undefined
  const [second, third] = [rowOf('o2') ?? 0, rowOf('o3') ?? 0]
  expect(store.removeGone('a', ['o1', 'o2', 'o3', 'stranger'], 2_000)).toBe(2)
  const remains = createTaskRemains(db)
  expect([remains.goneAt('a', 'o1'), remains.goneAt('a', 'o3'), rowOf('o3')]).toEqual([2_000, null, third])
  expect([store.detail('a', 'o1'), store.taskCounts('a').get('u1')?.total]).toEqual([null, 1])

  store.upsertOrders('a', [waiting('o1')], 'submission', 1_500)
  store.upsertOrders('a', [waiting('o1')], 'pulled', 2_000)
  expect(rowOf('o1')).toBeUndefined()
  store.upsertOrders('a', [waiting('o1')], 'pulled', 2_001)
  expect([remains.goneAt('a', 'o1'), store.taskCounts('a').get('u1')?.total]).toEqual([null, 2])
  // A call happened, whenever it was told.
  store.upsertOrders('a', [record('o2', { userTaskID: 'u1' })], 'webhook', 1_200)
  expect(remains.goneAt('a', 'o2')).toBeNull()
  expect(keptEqualsCounted(db)).toEqual([])
  // Open lists name rows by their ids: none stands for another order afterwards.
  expect([rowOf('o1'), rowOf('o2')].every(row => (row ?? 0) > Math.max(second, third) - 1 && row !== second)).toBe(true)
  store.forgetAccount('a')
  expect(db.prepare('SELECT count(*) FROM order_gone').pluck().get()).toBe(0)
})

test('a row id of an order that went is not given to the next one', () => {
  const { db, store, close } = openOrders(1)
  onTestFinished(close)
  const waiting = (orderID: string) => record(orderID, { finish: false, userTaskID: 'u1' }, null)
  store.upsertOrders('a', [waiting('o1'), waiting('o2')], 'pulled', 1_000)
  while (store.indexText(100));
  const top = db.prepare('SELECT max(row_id) FROM orders').pluck().get() as number
  store.removeGone('a', ['o2'], 2_000)
  store.upsertOrders('a', [waiting('o3'), waiting('o4')], 'pulled', 3_000)
  const rows = db.prepare('SELECT row_id FROM orders ORDER BY row_id').pluck().all()
  expect(rows).toEqual([1, top + 1, top + 2])
  while (store.indexText(100));
  expect(db.prepare("SELECT rowid FROM order_text WHERE order_text MATCH 'Ana' ORDER BY rowid").pluck().all()).toEqual(rows)
})

test('withdrawn with deletion an order leaves the list, withdrawn without it it is shown as ended by a user; who looks at it reads why', async () => {
  const { simulator, startSimulator } = await simulatorPort({ webhooks: false })
  const { ask, call } = await openTestCore(undefined, { startSimulator })
  const { accountId } = await ask('simulator.explore', {})
  simulator.loadTask({ taskName: 'Loaded', orders: 12, userTaskID: 'u1', maxCall: 5 })
  const counted = async () => {
    const isKnown = (await ask('tasks.list', { accountId })).some(task => task.userTaskID === 'u1')
    return isKnown ? (await ask('tasks.get', { accountId, userTaskID: 'u1' })).counts : null
  }
  await ask('sync.start', { accountId, kind: 'orders', userTaskID: 'u1' })
  await untilSeen(async () => ((await counted())?.total === 12 ? true : null))
  const ids = simulator.records.orders().flatMap(order => (order.userTaskID === 'u1' ? order.orderID : []))
  const withdraw = async (orderIDs: string[], delCall: 0 | 1) => {
    const shown = await ask('writes.preview', { do: 'withdraw', accountId, selection: { by: 'ids', orderIDs }, delCall })
    await ask('writes.commit', { token: shown.token ?? '', typed: shown.typed ?? '' })
  }
  await withdraw(ids.slice(0, 3), 0)
  await untilSeen(async () => ((await counted())?.byStatus.some(each => each.callStatus === 18 && each.count === 3) ? true : null))
  await withdraw(ids.slice(3, 7), 1)
  await untilSeen(async () => ((await counted())?.total === 8 ? true : null))
  expect((await counted())?.byStatus).toEqual([
    { callStatus: 1, count: 5 },
    { callStatus: 18, count: 3 },
  ])
  expect(await call('orders.get', { accountId, orderID: ids[4] ?? '' })).toMatchObject({
    ok: false,
    error: { code: 'not_found', params: { what: 'order', gone: expect.any(Number) } },
  })
  expect(simulator.records.tasks().find(task => task.userTaskID === 'u1')?.orders).toBe(8)
})

/** Kept totals that differ from what the rows say. */
function keptEqualsCounted(db: Db): unknown[] {
  return db
    .prepare(`
    SELECT task_no, coalesce(call_status, -1) AS status, finish, intent_tag, intent_name, count(*) AS orders FROM orders GROUP BY 1, 2, 3, 4, 5
    EXCEPT SELECT task_no, call_status, finish, intent_tag, intent_name, orders FROM order_total
    UNION ALL SELECT task_no, call_status, finish, intent_tag, intent_name, orders FROM order_total WHERE (task_no, call_status) NOT IN (
      SELECT task_no, coalesce(call_status, -1) FROM orders)`)
    .all()
}
