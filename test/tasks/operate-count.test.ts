import { expect, onTestFinished, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { createOperatePlanner } from '../../src-core/tasks/operate-plan.ts'
import { createRequestsUnderWay } from '../../src-core/writes/requests-under-way.ts'
import { createWriteService } from '../../src-core/writes/write-service.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { clientOf } from '../api/callbot-rig.ts'
import { auditRig } from '../audit/audit-rig.ts'
import { openSyncRig } from '../sync/sync-rig.ts'
import { onlyOperate } from '../writes/only-operate.ts'

/** A task of 1,200 orders that none is dialled of, in the cache, and the way to start it. */
async function withWaiting() {
  const sim = await startSimulator({ webhooks: false, speed: 0.01 })
  onTestFinished(() => sim.close())
  const callbot = clientOf(sim.url, sim.credentials.callbot)
  const rig = openSyncRig({ callbot })
  sim.loadTask({ taskName: 'Wave 1', orders: 1_200, userTaskID: 'u1', maxCall: 5 })
  const pull = async () => {
    for (const what of ['tasks', 'orders'] as const) {
      const { id } = rig.sync.start('cb', what, what === 'orders' ? 'u1' : null)
      await rig.sync.finished(id)
    }
  }
  await pull()
  const ledger = auditRig()
  const log = { write: () => {}, hide: () => {} }
  const clock = { now: () => Date.now() }
  const operate = createOperatePlanner({
    tasks: rig.tasks,
    orders: rig.orders,
    deletions: rig.deletions,
    bus: rig.bus,
    api: { callbot: () => callbot },
    account: () => ({ kind: 'callbot' }),
    now: () => Date.now(),
    pollSoon: () => {},
  })
  const writes = createWriteService({
    planners: onlyOperate(operate),
    rules: () => defaultRules,
    account: () => ({ label: 'Main floor', identity: 'uuid-1', baseUrl: sim.url }),
    audit: ledger.audit,
    requests: createRequestsUnderWay({ ledger: ledger.db, audit: ledger.audit, clock, log }),
    clock,
    log,
  })
  return { sim, callbot, pull, writes }
}
const start = { do: 'operate', accountId: 'cb', userTaskID: 'u1', taskOperate: 1, delCall: 0 } as const

test('1,200 orders were shown and typed: with 100 more in the task by then it is not started', async () => {
  const { sim, pull, writes } = await withWaiting()
  const { token, typed } = await writes.preview(start)
  expect(typed).toBe('1200')
  sim.addOrders(
    'u1',
    Array.from({ length: 100 }, (_, row) => ({ orderID: `more-${row}`, userPhone: String(8_613_900_000_000 + row) })),
  )
  await pull()
  await expect(writes.commit({ token: token ?? '', typed: '1200' })).rejects.toMatchObject({ code: 'preview_expired' })
  expect(sim.records.tasks()[0]?.taskStatus).toBe(1)
  expect((await writes.preview(start)).typed).toBe('1300')
})

test('with fewer left it is started, however many digits the number has by then', async () => {
  const { sim, callbot, pull, writes } = await withWaiting()
  const { token } = await writes.preview(start)
  const orderIDs = sim.records.orders().map(order => order.orderID)
  await callbot.stopOrder({ productID: 'callbot', userTaskID: 'u1', orderIDs: orderIDs.slice(0, 300), delCall: 0 })
  await pull()
  expect((await writes.preview(start)).typed).toBe('900')
  await writes.commit({ token: token ?? '', typed: '1200' })
  expect(sim.records.tasks()[0]?.taskStatus).toBe(2)
})
