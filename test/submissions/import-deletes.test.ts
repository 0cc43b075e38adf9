import { expect, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { firstPage, pullOrders } from '../../src-core/sync/pull-orders.ts'
import { withSending } from './with-sending.ts'

test('an import says how many waiting orders it deletes, the most it may delete at the commit; fewer are still the same write', async () => {
  const { rig } = await withSending({ rows: 120 })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, submission => submission.state === 'done')
  await rig.until(id, () => rig.orders.taskCounts('cb').get(userTaskID)?.total === 120)
  rig.contacts.add('import', 30, row => `86139${String(10_000_000 + row)}`, { name: 'Import' })
  const plan = (mode: 'addBatchCall' | 'importBatchCall') =>
    rig.planners.addOrders({
      do: 'addOrders',
      accountId: 'cb',
      userTaskID,
      listId: 'import',
      mode,
      variables: [{ name: 'amount', column: 2 }],
    })
  const shown = await plan('importBatchCall')
  expect(shown).toMatchObject({ count: 30, deletes: 120 })
  expect(await plan('addBatchCall')).not.toHaveProperty('deletes')

  const orderIDs = rig.withLedger(ledger =>
    ledger.prepare<[string], string>('SELECT order_id FROM submission_order WHERE submission_id = ?').pluck().all(id),
  )
  const api = await rig.api.callbot()
  await api.stopOrder({ productID: 'callbot', userTaskID, orderIDs: orderIDs.slice(0, 50), delCall: 0 })
  const signal = new AbortController().signal
  await pullOrders({ orders: rig.orders, clock: systemClock }, api, {
    accountId: 'cb',
    userTaskID,
    from: firstPage,
    signal,
    onPage: () => {},
  })
  const later = await plan('importBatchCall')
  expect(later).toMatchObject({ count: 30, deletes: 70 })
  expect(later.digest).toBe(shown.digest)
})
