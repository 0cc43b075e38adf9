import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openWithdrawRig, type WithdrawRigOptions } from './withdraw-rig.ts'

const allOf = (userTaskID: string) => ({ by: 'filter' as const, filter: { accountId: 'cb', userTaskIDs: [userTaskID] } })

async function withTask(orders: number, more: Partial<WithdrawRigOptions> = {}) {
  const sim = await startSimulator({ webhooks: false })
  onTestFinished(() => sim.close())
  sim.loadTask({ taskName: 'Wave 1', orders, userTaskID: 'u1' })
  const options = { dataDir: emptyFolder(), url: sim.url, callbot: sim.credentials.callbot, ...more }
  return { sim, options }
}
const lines = (rig: ReturnType<typeof openWithdrawRig>) => rig.facts.filter(fact => fact.action === 'request.answered')

test.each([
  ['cannot be reached', new AppError('unreachable', { host: 'x', reason: 'ECONNREFUSED' })],
  [
    'is refused',
    new AppError('platform_parameters', { retCode: 4 }, { retCode: 4, retMsg: 'no', requestId: 'of listOrder', responseId: 'r9' }),
  ],
  ['finds its list too long', new AppError('too_many_elements', { retCode: 4001 }, { retCode: 4001, requestId: 'of listOrder' })],
])(
  'stopOrder was done and the question after it %s: the audit says what was done, and no order is taken for refused',
  async (_, failure) => {
    let asked = 0
    const { sim, options } = await withTask(10)
    const rig = openWithdrawRig({
      ...options,
      bend: api => ({
        ...api,
        // Its numbers contradict each other, so the platform's own list is asked.
        stopOrder: async (body, given) => {
          const answer = await api.stopOrder(body, given)
          return { ...answer, value: { ...answer.value, successCount: 9 } }
        },
        listOrder: async (body, given) => {
          if (body.options.orderID?.length && (asked += 1) === 1) throw failure
          return api.listOrder(body, given)
        },
      }),
    })
    onTestFinished(() => rig.close())
    await rig.pull('u1')
    const id = await rig.withdraw(allOf('u1'), 0)
    expect(await rig.until(id, ({ state }) => state === 'done')).toMatchObject({ totals: { withdrawn: 10, refused: 0 } })
    const stops = sim.records.requests().filter(request => request.path.endsWith('stopOrder'))
    expect(lines(rig)).toMatchObject([
      { outcome: 'done', after: { endpoint: 'stopOrder', orders: 10, retCode: 0, withdrawn: 0, refused: 0, open: 10 } },
      { outcome: 'done', after: { endpoint: 'stopOrder', orders: 10, retCode: 0, withdrawn: 10, refused: 0 } },
    ])
    expect(lines(rig).map(line => line.requestId)).toEqual(stops.map(request => request.requestID))
    expect(lines(rig).every(line => line.responseId && line.responseId !== 'r9')).toBe(true)
  },
)

test('a stopOrder that was under way when the console ended has its line after the next start, once, under its own requestID', async () => {
  const { sim, options } = await withTask(10)
  let letGo = () => {}
  const ended = new Promise<void>(resolve => {
    letGo = resolve
  })
  const first = openWithdrawRig({
    ...options,
    bend: api => ({
      ...api,
      // Done at the platform, and nobody hears of it: the console ended.
      stopOrder: async (body, given) => {
        await api.stopOrder(body, given)
        await ended
        throw new AppError('cancelled')
      },
    }),
  })
  onTestFinished(async () => {
    letGo()
    await first.close()
  })
  await first.pull('u1')
  const id = await first.withdraw(allOf('u1'), 1)
  await until(() => (sim.records.orders().length === 0 ? true : null))
  expect(lines(first)).toEqual([])

  const next = openWithdrawRig(options)
  onTestFinished(() => next.close())
  const [request] = sim.records.requests().filter(each => each.path.endsWith('stopOrder'))
  next.requests.tellLeftOver()
  next.requests.tellLeftOver()
  expect(lines(next)).toMatchObject([
    {
      outcome: 'unknown',
      accountId: 'cb',
      subject: 'Wave 1',
      requestId: request?.requestID,
      after: { endpoint: 'stopOrder', userTaskID: 'u1', orders: 10, withdrawal: id, code: 'interrupted' },
    },
  ])
  next.service.recover()
  expect(await next.until(id, ({ state }) => state === 'done')).toMatchObject({ totals: { withdrawn: 10 } })
  next.requests.tellLeftOver()
  expect(lines(next).map(line => line.outcome)).toEqual(['unknown', 'done'])
})

test('a withdrawal that cannot be written down sends nothing', async () => {
  const { sim, options } = await withTask(10)
  const rig = openWithdrawRig(options)
  onTestFinished(() => rig.close())
  await rig.pull('u1')
  rig.withLedger(ledger =>
    ledger.exec(
      `CREATE TEMP TRIGGER full BEFORE INSERT ON main.request_under_way BEGIN SELECT raise(ABORT, 'database or disk is full'); END`,
    ),
  )
  const id = await rig.withdraw(allOf('u1'), 1)
  expect(await rig.until(id, ({ state }) => state === 'stuck')).toMatchObject({ totals: { left: 10 } })
  expect(sim.records.requests().filter(request => request.path.endsWith('stopOrder'))).toEqual([])
  rig.withLedger(ledger => ledger.exec('DROP TRIGGER temp.full'))
  rig.service.resume(id)
  await rig.until(id, ({ state }) => state === 'done')
})
