import { expect, test } from 'vitest'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { phoneOfRow } from './sending-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'

test('five thousand rows reach the platform once each, in ten batches, and are in the cache soon after', async () => {
  const { sim, rig } = await withSending({ rows: 5_000 })
  const { id } = rig.launch()
  const submission = await rig.until(id, isOver)

  expect(submission).toMatchObject({
    state: 'done',
    totals: { total: 5_000, accepted: 5_000, refused: 0, unknown: 0, backoff: 0, notSent: 0 },
    batchCount: 10,
    problem: null,
    nextAt: null,
  })
  expect(platformTruth(sim)).toEqual({ orders: 5_000, doubled: 0 })
  expect(sim.records.requests().map(request => request.path.split('/').at(-1))).toEqual([
    'createAndCall',
    ...Array.from({ length: 9 }, () => 'addBatchCall'),
  ])
  await rig.cached()
  expect(rig.orders.taskCounts('cb').get(submission.userTaskID)).toMatchObject({ total: 5_000, finished: 0 })
  expect(rig.tasks.get('cb', submission.userTaskID)).toMatchObject({
    taskID: submission.taskID,
    taskName: 'Wave 1',
    freshSource: 'submission',
  })
  expect(rig.draftHandlers['drafts.list']({ accountId: 'cb' })).toEqual([])
  const sent = sim.records.orders().find(order => order.userPhone === phoneOfRow(7))
  expect(rig.sentParams(sent?.orderID ?? '')).toEqual([{ name: 'amount', value: '7' }])
})

test('numbers the platform refuses come back as rows with its reason, and the equation adds up', async () => {
  const { sim, rig } = await withSending({ rows: 1_200 }, { rejectEvery: 10 })
  const { id } = rig.launch()
  const { totals } = await rig.until(id, isOver)

  expect(totals.refused).toBeGreaterThan(50)
  expect(totals).toMatchObject({ total: 1_200, accepted: 1_200 - totals.refused, unknown: 0, backoff: 0, notSent: 0 })
  expect(platformTruth(sim)).toEqual({ orders: totals.accepted, doubled: 0 })
  const accepted = new Set(sim.records.orders().map(order => order.userPhone))
  const first = rig.service.refused(id, 0, 50)
  const rest = rig.service.refused(id, 50, 500)
  expect(first.total).toBe(totals.refused)
  expect([...first.rows, ...rest.rows]).toHaveLength(totals.refused)
  for (const row of [...first.rows, ...rest.rows])
    expect([accepted.has(row.phone), row.phone === phoneOfRow(row.rowNumber ?? 0), row.reason !== '']).toEqual([false, true, true])
})

test('too many orders for one request: the size is halved until it fits, and the account remembers it', async () => {
  const { sim, rig } = await withSending({ rows: 700 }, { maxArray: 130 })
  const { id } = rig.launch()
  const submission = await rig.until(id, isOver)

  expect(submission).toMatchObject({ state: 'done', pace: { batchSize: 125, tooMany: 250 }, totals: { accepted: 700 } })
  expect(
    rig
      .batches(id)
      .slice(0, 3)
      .map(batch => [batch.state, batch.orders, batch.retCode]),
  ).toEqual([
    ['withdrawn', 500, 4001],
    ['withdrawn', 250, 4001],
    ['accepted', 125, 0],
  ])
  const again = rig.launch()
  // Its fifth full request is the tenth in a row, and the list grows again, below what was too many.
  expect(await rig.until(again.id, isOver)).toMatchObject({ state: 'done', pace: { batchSize: 156, tooMany: 250 }, batchCount: 6 })
  expect(platformTruth(sim)).toEqual({ orders: 1_400, doubled: 0 })
})

test('a phone that stands in the list three times never shares a batch with itself', async () => {
  const { sim, rig } = await withSending({ rows: 300, phone: row => phoneOfRow(row % 100) })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 300 } })
  for (const { number } of rig.batches(id)) {
    const phones = rig.phonesOf(id, number)
    expect(new Set(phones).size).toBe(phones.length)
  }
  expect(platformTruth(sim)).toEqual({ orders: 300, doubled: 0 })
})

test('another count than the one on screen, something missing, or a second launch of the same draft send nothing', async () => {
  const { sim, rig } = await withSending({ rows: 10 }, { latencyMs: { min: 30, max: 30 } })
  const draft = await rig.draftHandlers['drafts.create']({ accountId: 'cb', listId: 'list' })
  // A draft for the simulator expects this computer's listener, and nothing listens here.
  expect(() => rig.service.launch(draft.id, 10)).toThrow(
    expect.objectContaining({ code: 'task_not_ready', params: expect.objectContaining({ problem: 'listener_off' }) }),
  )
  rig.draftHandlers['drafts.save']({
    id: draft.id,
    listId: 'list',
    form: { ...draft.form, callbacks: { mode: 'none', taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' } } as CallbotForm,
  })
  expect(() => rig.service.launch(draft.id, 11)).toThrow(
    expect.objectContaining({ code: 'confirm_mismatch', params: { confirmed: 11, found: 10 } }),
  )
  expect(rig.service.list('cb')).toEqual([])
  rig.service.launch(draft.id, 10)
  expect(() => rig.service.launch(draft.id, 10)).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(sim.records.tasks()).toEqual([])
})

test('a list that changed between the confirmation and the planning is not sent', async () => {
  const { sim, rig } = await withSending({ rows: 3_000 })
  const { id } = rig.launch()
  rig.contacts.shrinkTo(2_500)
  expect(await rig.until(id, isOver)).toMatchObject({
    state: 'stuck',
    problem: { code: 'confirm_mismatch', params: { confirmed: 3_000, found: 2_500 } },
    totals: { total: 3_000, notSent: 3_000 },
  })
  expect(sim.records.requests()).toEqual([])
})

test('the preflight says who is called and shows the exact first request with two orders in it', async () => {
  const { rig } = await withSending({ rows: 1_200 })
  const draft = await rig.draftHandlers['drafts.create']({ accountId: 'cb', listId: 'list' })
  rig.draftHandlers['drafts.save']({
    id: draft.id,
    listId: 'list',
    form: { ...draft.form, timeZone: 'Asia/Shanghai', startupType: 3 } as CallbotForm,
  })
  const preflight = await rig.draftHandlers['drafts.preflight']({ id: draft.id })
  expect(preflight).toMatchObject({
    listName: 'April wave',
    rowCount: 1_200,
    orderCount: 1_200,
    batchSize: 500,
    batchCount: 3,
    zoneSecond: 28_800,
    clockChange: null,
    endpoint: 'createAndCall',
    blockers: [{ field: 'callbacks.mode', code: 'listener_off' }],
  })
  expect(preflight.firstCallAt).toEqual(expect.any(Number))
  expect(JSON.parse(preflight.requestJson).callInfoList.callList).toHaveLength(2)
})
