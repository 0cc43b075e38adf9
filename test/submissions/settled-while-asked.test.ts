import { expect, test } from 'vitest'
import { createReconciliationStore } from '../../src-core/reconciliation/reconciliation-store.ts'
import { settleDifferences } from '../../src-core/reconciliation/settle-differences.ts'
import { platformTruth, withSending } from './with-sending.ts'

test('orders that a settlement takes over while the platform is still being asked about them are counted once', async () => {
  let letGo = () => {}
  const held = new Promise<void>(resolve => {
    letGo = resolve
  })
  let asking = 0
  const { sim, rig } = await withSending({
    rows: 100,
    rules: { startSize: 100, inFlight: 1 },
    timings: { unknownRoundsMs: [20, 40] },
    bend: api => ({
      ...api,
      listOrder: async (body, options) => {
        const answer = await api.listOrder(body, options)
        asking += 1
        if (asking === 1) await held
        return answer
      },
    }),
  })
  // The platform took 60 of 100, and its answer got lost.
  sim.setFaults({ paths: ['createAndCall'], dropAnswerAfterWork: 1 })
  const orderIDs = (id: string) =>
    rig.withLedger(db =>
      db.prepare<[string], string>('SELECT order_id FROM submission_order WHERE submission_id = ? ORDER BY seq').pluck().all(id),
    )
  const { id } = rig.launch()
  await rig.until(id, ({ totals }) => totals.unknown === 100)
  sim.setFaults({ paths: ['createAndCall'], dropAnswerAfterWork: 0 })
  rig.service.pause(id)
  sim.forgetOrders(orderIDs(id).slice(60))
  await rig.until(id, () => asking === 1)
  const store = rig.withLedger(createReconciliationStore)
  const found = [...store.whose(orderIDs(id).slice(0, 60)).values()].map(({ seq, orderID, rowNumber, phone, state }) => ({
    ...{ kind: 'found' as const, callStatus: null, times: 1 },
    ...{ seq, orderID, rowNumber, phone, ours: state },
  }))
  const settle = () => settleDifferences({ store, ...rig.stores }, rig.service.get(id), { found, missing: [], at: Date.now() })
  expect(rig.stores.submissions.transaction(settle)).toEqual({ accepted: 60, sentAgain: 0 })
  expect(rig.view(id).totals).toMatchObject({ accepted: 60, unknown: 40 })
  letGo()
  // The rest is free after the last round; paused, it is not sent yet.
  const { totals } = await rig.until(id, submission => submission.totals.unknown === 0)
  expect(totals).toMatchObject({ total: 100, accepted: 60, refused: 0, unknown: 0, backoff: 0, notSent: 40 })
  expect(rig.orderStates(id)).toEqual({ accepted: 60, planned: 40 })
  rig.service.resume(id)
  expect(await rig.until(id, ({ state }) => state === 'done')).toMatchObject({ totals: { accepted: 100, notSent: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})
