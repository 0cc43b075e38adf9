import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { systemClock } from '../../src-core/clock.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderReaders } from '../../src-core/orders/order-reader-pool.ts'
import { firstPage, pullOrders } from '../../src-core/sync/pull-orders.ts'
import { createWithdrawalService } from '../../src-core/withdrawals/withdrawal-service.ts'
import { createRequestsUnderWay } from '../../src-core/writes/requests-under-way.ts'
import { until } from '../core/open-test-core.ts'
import { openSweeper } from '../orders/sweep-rig.ts'
import { READER_FILE } from '../orders/with-orders.ts'
import { eventually } from '../sync/sync-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const AN_HOUR = 3_600_000

/**
 * A task of 100 orders, and 100 more in a second batch whose answer was lost: the platform took the first `taken` of them. They came into the cache
 * by a pull. The rounds of questions are over when an hour was let pass.
 */
async function withUnknownBatch(taken: number) {
  const time = { laterMs: 0 }
  let additions = 0
  const { sim, rig } = await withSending({
    rows: 200,
    time,
    rules: { startSize: 100, largestSize: 100, inFlight: 1 },
    timings: { unknownRoundsMs: [300_000, 1_800_000, AN_HOUR], backoffBaseMs: 5, backoffMaxMs: 10 },
    bend: api => ({
      ...api,
      addBatchCall: async (body, options) => {
        additions += 1
        if (additions > 1) return api.addBatchCall(body, options)
        const { callInfoList } = body
        if (taken > 0)
          await api.addBatchCall({ ...body, callInfoList: { ...callInfoList, callList: callInfoList.callList.slice(0, taken) } }, options)
        throw new AppError('timeout', {})
      },
    }),
  })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, ({ totals }) => totals.accepted === 100 && totals.unknown === 100)
  const doubtful = rig.withLedger(db =>
    db.prepare<[string], string>(`SELECT order_id FROM submission_order WHERE submission_id = ? AND state = 'unknown'`).pluck().all(id),
  )
  const pull = { accountId: 'cb', userTaskID, from: firstPage, signal: new AbortController().signal, onPage: () => undefined }
  await pullOrders({ orders: rig.orders, clock: systemClock }, await rig.api.callbot(), pull)
  return {
    sim,
    rig,
    id,
    userTaskID,
    doubtful,
    platformHas: () => doubtful.filter(orderID => sim.records.order(orderID) !== undefined).length,
    additions: () => additions,
    /** Lets the time of all rounds pass, and answers what the submission comes to. */
    async rounds() {
      time.laterMs = AN_HOUR
      rig.service.tryNow(id)
      return rig.until(id, isOver)
    },
    async withdraw(orderIDs: readonly string[]) {
      const log = createLog(rig.dataDir)
      const readers = createOrderReaders({ file: READER_FILE, cachePath: join(rig.dataDir, 'cache.db'), threads: 1 })
      const audit = { add: () => undefined, who: () => 'Ana' }
      const service = rig.withLedger(ledger =>
        createWithdrawalService({
          ...{ ledger, readers, orders: rig.orders, callbot: rig.api.callbot, deletions: rig.deletions, bus: rig.bus, log },
          ...{ clock: systemClock, timings: rig.timings, random: () => 0.5 },
          kind: () => 'callbot',
          pullOrders: () => Promise.resolve(),
          taskName: () => 'Wave 1',
          audit,
          requests: createRequestsUnderWay({ ledger, audit, clock: systemClock, log }),
          turns: { next: () => Promise.resolve() },
        }),
      )
      onTestFinished(async () => {
        await service.close()
        await readers.close()
      })
      const planned = await service.planner({
        do: 'withdraw',
        accountId: 'cb',
        selection: { by: 'ids', orderIDs: [...orderIDs] },
        delCall: 1,
      })
      const { withdrawalId = '' } = await planned.commit()
      return until(() => {
        const now = service.get(withdrawalId)
        return now.state === 'done' ? now.totals : null
      })
    },
    /** mgrTaskStatus with delCall 1 deletes what the task has not dialled; the audit has its line. */
    async emptyTask() {
      const api: CallbotApi = await rig.api.callbot()
      const operate = { productID: 'callbot' as const, userTaskID, taskOperate: 1 as const, delCall: 1 as const }
      await rig.deletions.during('cb', userTaskID, () => api.mgrTaskStatus(operate))
      const audit = rig.withLedger(db => createAudit({ db, clock: systemClock, bus: rig.bus }))
      const after = { do: 'operate', userTaskID, taskOperate: 1, delCall: 1 }
      audit.add({ action: 'write.committed', accountId: 'cb', subject: 'Wave 1', outcome: 'done', after })
    },
  }
}

const events = (rig: Awaited<ReturnType<typeof withUnknownBatch>>['rig'], id: string) =>
  rig.service.journal(id, 2).map(({ event, params }) => [event, params['orders'] ?? params['missing'] ?? null])

test('orders withdrawn with deletion while their batch had no answer are never sent again', async () => {
  const { sim, rig, id, doubtful, platformHas, additions, rounds, withdraw } = await withUnknownBatch(100)
  expect(await withdraw(doubtful)).toMatchObject({ withdrawn: 100 })
  expect(await rounds()).toMatchObject({ state: 'done', totals: { total: 200, accepted: 200, refused: 0, unknown: 0, notSent: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
  expect([platformHas(), additions()]).toEqual([0, 1])
  expect(events(rig, id).slice(-2)).toEqual([
    ['withdrawn_here', 100],
    ['answered', null],
  ])
  expect(rig.batches(id)[1]).toMatchObject({
    state: 'accepted',
    accepted: 100,
    decidedBy: null,
    problem: { code: 'deleted_from_here', params: { orders: 100, withdrawn: 100 } },
  })
})

test('of a batch that arrived in part, what was withdrawn stays away and what never arrived is sent', async () => {
  const { sim, rig, id, doubtful, platformHas, rounds, withdraw } = await withUnknownBatch(60)
  expect(await withdraw(doubtful.slice(0, 20))).toMatchObject({ withdrawn: 20 })
  expect(await rounds()).toMatchObject({ state: 'done', totals: { accepted: 200 } })
  expect(platformHas()).toBe(80)
  expect(platformTruth(sim)).toEqual({ orders: 180, doubled: 0 })
  expect(rig.batches(id).map(({ state, accepted }) => [state, accepted])).toEqual([
    ['accepted', 100],
    ['accepted', 60],
    ['accepted', 40],
  ])
})

test('after the task was emptied from here silence proves nothing: the operator decides, and what stays deleted is shown nowhere as waiting', async () => {
  const { sim, rig, id, userTaskID, additions, rounds, emptyTask } = await withUnknownBatch(100)
  await emptyTask()
  expect(platformTruth(sim).orders).toBe(0)
  expect(await rounds()).toMatchObject({
    state: 'stuck',
    totals: { accepted: 100, unknown: 100, notSent: 0 },
    problem: { code: 'deleted_from_here', params: { orders: 100, withdrawn: 0 } },
  })
  expect(additions()).toBe(1)
  expect(rig.batches(id)[1]).toMatchObject({ state: 'unknown', decidable: true })
  expect(events(rig, id).at(-1)).toEqual(['emptied_here', 100])

  const planned = await rig.planners.decide({ do: 'decide', submissionId: id, batch: 2, as: 'accepted' })
  expect(planned.facts.map(fact => fact.code)).toEqual(['decide_sent', 'decide_deleted', 'decide_left'])
  await planned.commit()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 200, unknown: 0 } })
  expect(rig.batches(id)[1]).toMatchObject({ state: 'accepted', accepted: 100, decidedBy: 'Noor' })
  expect(events(rig, id).at(-1)).toEqual(['decided_left', 100])
  await rig.cached()
  const sweeper = openSweeper(rig, api => api, { aheadMs: 2 * AN_HOUR })
  sweeper.start()
  await eventually(
    () => rig.deletions.isBehind('cb', userTaskID),
    isBehind => !isBehind,
  )
  expect(rig.orders.taskCounts('cb').get(userTaskID)?.total ?? 0).toBe(0)
  expect([platformTruth(sim).orders, additions()]).toEqual([0, 1])
})

test('after the task was emptied from here the operator can have the orders sent again, and is told that they ring', async () => {
  const { sim, rig, id, platformHas, rounds, emptyTask } = await withUnknownBatch(0)
  await emptyTask()
  expect(await rounds()).toMatchObject({ state: 'stuck', problem: { code: 'deleted_from_here' } })
  const planned = await rig.planners.decide({ do: 'decide', submissionId: id, batch: 2, as: 'notTaken' })
  expect(planned).toMatchObject({ count: 100, irreversible: true })
  expect(planned.facts.map(fact => fact.code)).toEqual(['decide_sent', 'decide_deleted', 'decide_again'])
  await planned.commit()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 200 } })
  expect(platformHas()).toBe(100)
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})
