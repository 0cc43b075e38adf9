import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import { systemClock } from '../../src-core/clock.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openWithdrawRig, type WithdrawRigOptions } from './withdraw-rig.ts'

const childFile = fileURLToPath(new URL('./withdrawing-child.ts', import.meta.url))

async function platform(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const sim = await startSimulator({ webhooks: false, ...options })
  onTestFinished(() => sim.close())
  return sim
}
function openConsole(sim: Simulator, more: Partial<WithdrawRigOptions> = {}) {
  const rig = openWithdrawRig({ dataDir: emptyFolder(), url: sim.url, callbot: sim.credentials.callbot, ...more })
  onTestFinished(() => rig.close())
  return rig
}
const stopRequests = (sim: Simulator) => sim.records.requests().filter(request => request.path.endsWith('stopOrder'))
const stoppedAt = (sim: Simulator, userTaskID: string) =>
  sim.records.orders().filter(order => order.userTaskID === userTaskID && order.callStatus === 18)
const allOf = (...userTaskIDs: string[]) => ({ by: 'filter' as const, filter: { accountId: 'cb', userTaskIDs } })

test('3,000 orders by filter, answers lost, connections reset and the console killed twice: every order is withdrawn, once written down', async () => {
  const sim = await platform({ seed: 'withdraw', latencyMs: { min: 5, max: 30 } })
  sim.loadTask({ taskName: 'Wave 1', orders: 3_000, userTaskID: 'u1' })
  sim.loadTask({ taskName: 'Untouched', orders: 50, userTaskID: 'u2' })
  const dataDir = emptyFolder()
  const task = { dataDir, url: sim.url, callbot: sim.credentials.callbot, userTaskID: 'u1' }
  const before = openWithdrawRig(task)
  await before.pull('u1')
  await before.close()
  sim.setFaults({ paths: ['stopOrder'], dropAnswerAfterWork: 0.4, resetBeforeWork: 0.1 })

  const live = async (killAfterRequests: number | null) => {
    const child = spawn(process.execPath, [childFile, JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    const ended = once(child, 'close')
    while (killAfterRequests !== null && child.exitCode === null && stopRequests(sim).length < killAfterRequests) await systemClock.sleep(1)
    const killed = killAfterRequests !== null && child.kill('SIGKILL')
    await ended
    if (!killed && child.exitCode !== 0) throw new Error(complaint)
    return killed
  }
  // Right behind a request that was done and not answered yet is where a console without a journal would lose count.
  sim.setFaults({ slowMs: 40 })
  expect(await live(2)).toBe(true)
  expect(await live(4)).toBe(true)
  sim.setFaults({ slowMs: 0 })
  expect(await live(null)).toBe(false)

  const rig = openWithdrawRig(task)
  onTestFinished(() => rig.close())
  const [withdrawal, another] = rig.service.list('cb')
  expect(another).toBeUndefined()
  expect(withdrawal).toMatchObject({
    state: 'done',
    totals: { total: 3_000, withdrawn: 3_000, refused: 0, left: 0 },
    tasks: [{ userTaskID: 'u1', taskName: 'Wave 1', count: 3_000 }],
    by: 'Ana',
  })
  expect(stoppedAt(sim, 'u1')).toHaveLength(3_000)
  expect(stoppedAt(sim, 'u2')).toHaveLength(0)
  expect(rig.orders.taskCounts('cb').get('u1')?.finished).toBe(3_000)
})

test('the preview counts by task, leaves out what is finished, and shows the first request; nothing is sent by it', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 700, userTaskID: 'u1' })
  sim.loadTask({ taskName: 'Wave 2', orders: 30, userTaskID: 'u2' })
  const rig = openConsole(sim)
  await rig.pull('u1')
  await rig.pull('u2')
  const ids = sim.records.orders().map(order => order.orderID)
  await rig.until(await rig.withdraw({ by: 'ids', orderIDs: ids.slice(0, 100) }), withdrawal => withdrawal.state === 'done')
  const sent = sim.records.requests().length

  const planned = await rig.plan(allOf('u1', 'u2'), 1)
  expect(planned).toMatchObject({ subject: '', count: 630, irreversible: true, destroys: true, warnings: [], blockers: [] })
  expect(planned.facts.map(({ code, params }) => [code, params])).toEqual([
    ['withdraw_task', { task: 'Wave 1', count: 600 }],
    ['withdraw_task', { task: 'Wave 2', count: 30 }],
    ['withdraw_finished', { count: 100 }],
    ['withdraw_for_good', {}],
    ['withdraw_deletes', { count: 630 }],
  ])
  expect(planned.request).toMatchObject({ endpoint: 'stopOrder', requests: 3 })
  expect(JSON.parse(planned.request?.json ?? '')).toEqual({
    productID: 'callbot',
    userTaskID: 'u1',
    orderIDs: [expect.any(String), expect.any(String)],
    delCall: 1,
  })
  expect((await rig.plan(allOf('u1', 'u2'), 1)).digest).toBe(planned.digest)
  expect((await rig.plan(allOf('u1', 'u2'), 0)).digest).not.toBe(planned.digest)
  expect(await rig.plan({ by: 'ids', orderIDs: ids.slice(0, 100) })).toMatchObject({
    count: 0,
    blockers: [{ code: 'withdraw_nothing_left', params: { finished: 100 } }],
  })
  expect(await rig.plan({ by: 'ids', orderIDs: ['a'] }, 0, 'nx')).toMatchObject({ blockers: [{ code: 'withdraw_nxlink' }] })
  expect(sim.records.requests()).toHaveLength(sent)
})

test('what is written down at the commit is what was counted less what finished since, never what came later', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 100, userTaskID: 'u1' })
  const rig = openConsole(sim)
  await rig.pull('u1')
  const planned = await rig.plan(allOf('u1'))
  const ids = sim.records.orders().map(order => order.orderID)
  await rig.until(await rig.withdraw({ by: 'ids', orderIDs: ids.slice(0, 10) }), withdrawal => withdrawal.state === 'done')
  sim.addOrders('u1', [{ orderID: 'late', userPhone: '8613900000000' }])
  await rig.pull('u1')

  const { withdrawalId = '', after } = await planned.commit()
  expect(await rig.until(withdrawalId, withdrawal => withdrawal.state === 'done')).toMatchObject({ totals: { total: 90, withdrawn: 90 } })
  expect(after).toMatchObject({ orders: 90 })
  expect(stoppedAt(sim, 'u1')).toHaveLength(100)
  expect(sim.records.order('late')?.finish).toBe(false)
})

test('refused orders keep the reason the platform gave, and deleted ones count as over in the list', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 40, userTaskID: 'u1' })
  const rig = openConsole(sim)
  await rig.pull('u1')
  const [gone, ...others] = sim.records.orders().map(order => order.orderID)
  sim.forgetOrders([gone ?? ''])
  const id = await rig.withdraw(allOf('u1'), 1)
  expect(await rig.until(id, withdrawal => withdrawal.state === 'done')).toMatchObject({
    totals: { total: 40, withdrawn: 39, refused: 1, left: 0 },
  })
  expect(rig.service.orders(id, 'refused', 0, 10)).toEqual({
    total: 1,
    rows: [{ orderID: gone, userTaskID: 'u1', phone: expect.any(String), state: 'refused', reason: 'orderID does not exist in this task' }],
  })
  expect(rig.service.orders(id, 'withdrawn', 30, 10).rows).toHaveLength(9)
  expect(others.filter(orderID => sim.records.order(orderID))).toEqual([])
  expect(await rig.plan(allOf('u1'))).toMatchObject({ count: 1 })
  expect(rig.facts).toMatchObject([
    {
      action: 'request.answered',
      outcome: 'done',
      subject: 'Wave 1',
      after: { endpoint: 'stopOrder', orders: 40, withdrawn: 39, refused: 1 },
      requestId: expect.any(String),
      responseId: expect.any(String),
    },
  ])
})

test('a busy platform is waited for with a visible countdown, and a resume tries at once', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 20, userTaskID: 'u1' })
  const rig = openConsole(sim)
  await rig.pull('u1')
  sim.setFaults({ paths: ['stopOrder'], answerCode: { code: 7, probability: 1 } })
  const id = await rig.withdraw(allOf('u1'))
  const waiting = await rig.until(id, withdrawal => withdrawal.state === 'waiting')
  expect(waiting).toMatchObject({ problem: { code: 'platform_busy', retCode: 7 }, nextAt: expect.any(Number), totals: { left: 20 } })
  sim.setFaults({ answerCode: { code: 7, probability: 0 } })
  rig.service.resume(id)
  expect(await rig.until(id, withdrawal => withdrawal.state === 'done')).toMatchObject({
    totals: { withdrawn: 20 },
    problem: null,
    nextAt: null,
  })
})

test('a locked keychain and a read-only account need the operator; then it goes on where it was', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 20, userTaskID: 'u1' })
  let readOnly = true
  const rig = openConsole(sim, {
    bend: api => ({
      ...api,
      stopOrder: (body, options) =>
        readOnly ? Promise.reject(new AppError('account_read_only', { label: 'x' })) : api.stopOrder(body, options),
    }),
  })
  await rig.pull('u1')
  rig.secret.there = false
  const id = await rig.withdraw(allOf('u1'))
  expect(await rig.until(id, withdrawal => withdrawal.state === 'stuck')).toMatchObject({
    problem: { code: 'keychain_locked' },
    totals: { left: 20 },
  })
  rig.secret.there = true
  rig.service.resume(id)
  await rig.until(id, withdrawal => withdrawal.problem?.code === 'account_read_only')
  expect(stopRequests(sim)).toHaveLength(0)
  readOnly = false
  rig.service.resume(id)
  expect(await rig.until(id, withdrawal => withdrawal.state === 'done')).toMatchObject({ totals: { withdrawn: 20 } })
})

test('paused it sends nothing, stopped it leaves the rest to ring; who did it is in the audit', async () => {
  const sim = await platform({ latencyMs: { min: 30, max: 30 } })
  sim.loadTask({ taskName: 'Wave 1', orders: 1_600, userTaskID: 'u1' })
  let underWay = 0
  const rig = openConsole(sim, {
    bend: api => ({
      ...api,
      stopOrder: async (body, options) => {
        underWay += 1
        return api.stopOrder(body, options).finally(() => (underWay -= 1))
      },
    }),
  })
  await rig.pull('u1')
  const id = await rig.withdraw(allOf('u1'))
  await rig.until(id, withdrawal => withdrawal.totals.withdrawn > 0)
  rig.service.pause(id)
  expect(rig.service.isWithdrawing('cb')).toBe(true)
  // The request under way is still answered.
  const paused = await rig.until(id, ({ totals }) => underWay === 0 && totals.withdrawn === stoppedAt(sim, 'u1').length)
  await systemClock.sleep(100)
  expect(rig.service.get(id)).toEqual(paused)
  expect(paused).toMatchObject({ state: 'paused', totals: { total: 1_600 } })
  expect(paused.totals.left).toBeGreaterThan(0)

  rig.service.resume(id)
  rig.service.stop(id)
  const stopped = await rig.until(id, withdrawal => withdrawal.finishedAt !== null)
  expect(stopped.state).toBe('stopped')
  expect(stopped.totals.withdrawn).toBe(stoppedAt(sim, 'u1').length)
  expect(rig.service.isWithdrawing('cb')).toBe(false)
  expect(() => rig.service.resume(id)).toThrow(expect.objectContaining({ code: 'conflict' }))
  const deeds = rig.facts.filter(fact => fact.action.startsWith('withdrawal.'))
  expect(deeds.map(fact => fact.action)).toEqual(['withdrawal.paused', 'withdrawal.resumed', 'withdrawal.stopped'])
  expect(deeds[0]).toMatchObject({ subject: 'Wave 1', before: { state: 'running' }, after: { withdrawal: id, left: expect.any(Number) } })
})

test('a list that is too long is halved, a row the platform cannot read is found, and a task that is gone is not asked order by order', async () => {
  const sim = await platform({ maxArray: 200 })
  sim.loadTask({ taskName: 'Wave 1', orders: 450, userTaskID: 'u1' })
  sim.loadTask({ taskName: 'Wave 2', orders: 300, userTaskID: 'u2' })
  const bad = sim.records.orders()[77]?.orderID ?? ''
  const rig = openConsole(sim, {
    bend: api => ({
      ...api,
      stopOrder: async (body, options) => {
        if (body.userTaskID === 'u2' || body.orderIDs.includes(bad))
          throw new AppError('platform_parameters', { retCode: 4 }, { retCode: 4, retMsg: 'Invalid parameter value' })
        return api.stopOrder(body, options)
      },
    }),
  })
  await rig.pull('u1')
  await rig.pull('u2')
  const id = await rig.withdraw(allOf('u1', 'u2'))
  expect(await rig.until(id, withdrawal => withdrawal.state === 'done')).toMatchObject({
    totals: { total: 750, withdrawn: 449, refused: 301 },
  })
  expect(rig.service.orders(id, 'refused', 0, 1).rows).toMatchObject([{ orderID: bad, reason: 'Invalid parameter value' }])
  expect(rig.facts.filter(fact => fact.outcome === 'refused').length).toBeLessThan(60)
})

test('an answer whose numbers contradict each other is held against the platform’s own list', async () => {
  const sim = await platform()
  sim.loadTask({ taskName: 'Wave 1', orders: 10, userTaskID: 'u1' })
  const [first = '', second = ''] = sim.records.orders().map(order => order.orderID)
  const rig = openConsole(sim, {
    bend: api => ({
      ...api,
      // One order is quietly not stopped, and another is not there any more.
      stopOrder: async (body, options) => {
        const answer = await api.stopOrder({ ...body, orderIDs: body.orderIDs.filter(id => id !== first) }, options)
        sim.forgetOrders([second])
        return { ...answer, value: { ...answer.value, totalCount: 10, successCount: 8 } }
      },
    }),
  })
  await rig.pull('u1')
  const id = await rig.withdraw(allOf('u1'))
  expect(await rig.until(id, withdrawal => withdrawal.state === 'done')).toMatchObject({ totals: { withdrawn: 8, refused: 2 } })
  expect(rig.service.orders(id, 'refused', 0, 10).rows).toMatchObject([
    { orderID: first, reason: 'counts_do_not_add_up' },
    { orderID: second, reason: 'callStatus' },
  ])
})
