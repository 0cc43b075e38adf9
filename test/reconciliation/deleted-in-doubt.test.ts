import { expect, onTestFinished, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { systemClock } from '../../src-core/clock.ts'
import { createLog } from '../../src-core/log.ts'
import { createRequestsUnderWay } from '../../src-core/writes/requests-under-way.ts'
import { createWriteService } from '../../src-core/writes/write-service.ts'
import { until } from '../core/open-test-core.ts'
import { operatePlannerOf } from '../orders/sweep-rig.ts'
import { phoneOfRow } from '../submissions/sending-rig.ts'
import { onlyOperate } from '../writes/only-operate.ts'
import { withComparing } from './with-comparing.ts'

/** Twenty orders that were sent, the comparison with the platform, and the writes of one run of the console over the same ledger. */
async function withOperating(bend?: (api: CallbotApi) => CallbotApi) {
  const comparing = await withComparing({ rows: 20, ...(bend ? { bend } : {}) })
  const { rig, sent } = comparing
  const id = await sent()
  const { userTaskID } = rig.view(id)
  const log = createLog(rig.dataDir)
  const bus = { ...rig.bus, emit: () => {} }
  const run = () =>
    rig.withLedger(ledger => {
      const audit = createAudit({ db: ledger, clock: systemClock, bus })
      const requests = createRequestsUnderWay({ ledger, audit, clock: systemClock, log })
      const operate = operatePlannerOf(rig)
      const writes = createWriteService({
        planners: onlyOperate(operate),
        rules: () => defaultRules,
        account: () => ({ label: 'Main floor', identity: 'uuid-1', baseUrl: 'https://nxbot.nxcloud.com' }),
        audit,
        requests,
        clock: systemClock,
        log,
      })
      return { writes, requests }
    })
  const deleteWaiting = async ({ writes }: ReturnType<typeof run>) => {
    const { token, typed } = await writes.preview({ do: 'operate', accountId: 'cb', userTaskID, taskOperate: 3, delCall: 1 })
    return writes.commit({ token: token ?? '', typed: typed ?? '' })
  }
  const told = () =>
    rig.withLedger(ledger =>
      ledger
        .prepare<[], { action: string; outcome: string; after: string; requestId: string }>(
          'SELECT action, outcome, after, request_id AS requestId FROM audit_entry WHERE id > 1 ORDER BY id',
        )
        .all()
        .map(({ after, ...line }) => ({ ...line, after: JSON.parse(after) })),
    )
  await rig.until(id, () => rig.orders.taskCounts('cb').get(userTaskID)?.total === 20)
  return { ...comparing, id, userTaskID, run, deleteWaiting, told }
}

test('killed between mgrTaskStatus with deletion and its line in the audit, nothing that was deleted is offered to be sent again', async () => {
  let letGo = () => {}
  const ended = new Promise<void>(resolve => {
    letGo = resolve
  })
  const { sim, id, userTaskID, run, deleteWaiting, told, compare, plan } = await withOperating(api => ({
    ...api,
    mgrTaskStatus: async (body, options) => {
      await api.mgrTaskStatus(body, options)
      await ended
      throw new AppError('cancelled')
    },
  }))
  const killed = deleteWaiting(run()).catch(() => {})
  onTestFinished(async () => {
    letGo()
    await killed
  })
  await until(() => (sim.records.orders().length === 0 ? true : null))
  expect(told()).toEqual([])
  expect(await compare(id)).toMatchObject({ counts: { missing: 20 }, toSend: 0 })
  expect(await plan(id)).toMatchObject({ count: 0, blockers: [{ code: 'nothing_to_settle' }] })

  run().requests.tellLeftOver()
  const request = sim.records.requests().find(each => each.path.endsWith('mgrTaskStatus'))
  expect(told()).toMatchObject([
    {
      action: 'write.refused',
      outcome: 'unknown',
      requestId: request?.requestID,
      after: { do: 'operate', userTaskID, taskOperate: 3, delCall: 1, count: 20, error: 'interrupted' },
    },
  ])
  expect(await compare(id)).toMatchObject({ counts: { missing: 20 }, toSend: 0 })
})

test('with a disk too full for the line of the audit the operator hears what was done, nothing is offered again, and the line follows', async () => {
  const { rig, sim, id, run, deleteWaiting, told, compare } = await withOperating()
  const first = run()
  rig.withLedger(ledger =>
    ledger.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit_entry BEGIN SELECT raise(ABORT, 'database or disk is full'); END`),
  )
  await deleteWaiting(first)
  expect(sim.records.orders()).toEqual([])
  expect(await compare(id)).toMatchObject({ counts: { missing: 20 }, toSend: 0 })
  run().requests.tellLeftOver()
  expect(await compare(id)).toMatchObject({ toSend: 0 })
  rig.withLedger(ledger => ledger.exec('DROP TRIGGER temp.full'))
  run().requests.tellLeftOver()
  expect(told()).toMatchObject([{ outcome: 'unknown', after: { do: 'operate', delCall: 1 } }])
  expect(await compare(id)).toMatchObject({ toSend: 0 })
})

test('where the deletion cannot be written down first, it is not sent; where it was refused, what is missing may be sent again', async () => {
  const { rig, sim, id, run, deleteWaiting, told, compare, orderIDs } = await withOperating()
  rig.withLedger(ledger =>
    ledger.exec(
      `CREATE TEMP TRIGGER full BEFORE INSERT ON main.request_under_way BEGIN SELECT raise(ABORT, 'database or disk is full'); END`,
    ),
  )
  await expect(deleteWaiting(run())).rejects.toThrow('disk is full')
  expect(sim.records.requests().filter(each => each.path.endsWith('mgrTaskStatus'))).toEqual([])
  rig.withLedger(ledger => ledger.exec('DROP TRIGGER temp.full'))

  sim.setFaults({ paths: ['mgrTaskStatus'], answerCode: { code: 4, probability: 1 } })
  await expect(deleteWaiting(run())).rejects.toMatchObject({ code: 'platform_parameters' })
  expect(told()).toMatchObject([{ action: 'write.refused', outcome: 'refused', after: { retCode: 4 } }])
  sim.forgetOrders(orderIDs(id).slice(0, 1))
  expect(await compare(id)).toMatchObject({ toSend: 1 })
})

test('what was deleted while a settlement asked the platform once more is not sent again by it', async () => {
  let whileAsking: (() => Promise<unknown>) | null = null
  const { rig, sim, id, run, deleteWaiting, compare, plan, orderIDs } = await withOperating(api => ({
    ...api,
    listOrder: async (body, options) => {
      const act = whileAsking
      whileAsking = null
      if (act) await act()
      return api.listOrder(body, options)
    },
  }))
  sim.forgetOrders(orderIDs(id).slice(0, 1))
  await compare(id)
  const planned = await plan(id)
  expect(planned.count).toBe(1)
  whileAsking = () => deleteWaiting(run())
  await expect(Promise.resolve(planned.commit())).rejects.toMatchObject({ code: 'preview_expired' })
  expect(rig.view(id).state).toBe('done')
  expect(sim.records.orders()).toEqual([])
})

test('nothing is sent again into a task in front of an import that is still to come, which would delete it', async () => {
  const { rig, sim, id, userTaskID, compare, plan, orderIDs } = await withOperating()
  rig.contacts.add('import', 5, row => phoneOfRow(1_000 + row), { name: 'Import' })
  sim.setFaults({ paths: ['importBatchCall'], answerCode: { code: 1001, probability: 1 } })
  const action = { do: 'addOrders', accountId: 'cb', userTaskID, listId: 'import', mode: 'importBatchCall' } as const
  const { submissionId = '' } = await (await rig.planners.addOrders({ ...action, variables: [{ name: 'amount', column: 2 }] })).commit()
  await rig.until(submissionId, submission => submission.totals.backoff === 5)
  rig.service.pause(submissionId)
  sim.forgetOrders(orderIDs(id).slice(0, 1))
  expect(await compare(id)).toMatchObject({ counts: { missing: 1 }, toSend: 0 })
  expect(await plan(id)).toMatchObject({ count: 0, blockers: [{ code: 'nothing_to_settle' }] })
  rig.service.stop(submissionId)
  await rig.until(submissionId, submission => submission.finishedAt !== null)
  expect(await compare(id)).toMatchObject({ counts: { missing: 1 }, toSend: 1 })
})
