import { expect, test } from 'vitest'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { RunningSimulator } from '../../src-core/ports.ts'
import { createTourHandlers, type TourDeps } from '../../src-core/tour/tour-service.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openTestCore, simulatorPort, until } from './open-test-core.ts'
import { testPorts } from './test-ports.ts'

test('"Explore with the simulator" makes account, contacts and task, and ends with accepted orders and a running task', async () => {
  // So slow that the task is still running when it is looked for, however long this machine stands still meanwhile.
  const { simulator, startSimulator } = await simulatorPort({ speed: 10 })
  const { ask, events } = await openTestCore(undefined, { startSimulator })
  const { accountId, userTaskID, submissionId } = await ask('simulator.explore', {})

  const submission = await until(async () => {
    const seen = await ask('submissions.get', { id: submissionId })
    return seen.state === 'done' ? seen : null
  })
  const [account] = await ask('accounts.list', {})
  const [list] = await ask('contacts.lists', {})
  expect(account).toMatchObject({ id: accountId, simulator: true, secret: 'memory', baseUrl: simulator.url })
  expect(list).toMatchObject({ name: 'Sample contacts', state: 'ready' })
  expect(submission).toMatchObject({ userTaskID, totals: { accepted: list?.readyCount, refused: 0, unknown: 0 } })
  expect((list?.readyCount ?? 0) > 0).toBe(true)

  const sent = simulator.records.orders()
  expect({ orders: sent.length, twice: sent.filter(order => order.timesCreated !== 1).length }).toEqual({
    orders: list?.readyCount,
    twice: 0,
  })
  const task = await until(
    async () => (await ask('tasks.list', { accountId })).find(row => row.userTaskID === userTaskID && row.taskStatus === 2) ?? null,
  )
  expect(task.userTaskID).toBe(userTaskID)
  const called = await until(async () => {
    const { rows } = await ask('orders.open', {
      filter: { accountId, callStatus: [6] },
      sort: { column: 'lastCallAt', direction: 'desc' },
      count: 5,
    })
    return rows.length > 0 ? rows : null
  })
  expect(called.every(row => row.userTaskID === userTaskID)).toBe(true)
  expect(await ask('webhooks.status', {})).toMatchObject({ state: 'listening', problem: null })
  expect(new Set(events.map(event => event.name))).toEqual(
    new Set(['accounts', 'audit', 'system', 'contacts', 'drafts', 'submissions', 'tasks', 'orders', 'webhooks']),
  )
})

test('exploring twice uses the same account and list and makes a second task', async () => {
  const { startSimulator } = await simulatorPort()
  const { ask } = await openTestCore(undefined, { startSimulator })
  const first = await ask('simulator.explore', {})
  const second = await ask('simulator.explore', {})
  expect([
    second.accountId,
    second.userTaskID === first.userTaskID,
    (await ask('accounts.list', {})).length,
    (await ask('contacts.lists', {})).length,
    (await ask('tasks.list', { accountId: first.accountId })).length,
  ]).toEqual([first.accountId, false, 1, 1, 2])
})

test('a computer that sleeps for an hour in every wait explores like any other', async () => {
  let hours = 0
  const seen = { 'contacts.list': 0, 'submissions.get': 0 }
  const third = (name: keyof typeof seen) => {
    seen[name] += 1
    return seen[name] >= 3
  }
  const answers = {
    'contacts.lists': () => [],
    'contacts.preview': () => ({ suggested: {} }),
    'contacts.import': () => ({ id: 'l' }),
    'contacts.list': () => ({ state: third('contacts.list') ? 'ready' : 'importing' }),
    'drafts.create': () => ({ id: 'd', form: { kind: 'callbot' } }),
    'drafts.save': () => ({}),
    'writes.preview': () => ({ token: 't', typed: null, blockers: [] }),
    'writes.commit': () => ({ submissionId: 's' }),
    'submissions.get': () => ({ state: 'sending', userTaskID: 'u', totals: { accepted: third('submissions.get') ? 5 : 0 } }),
  }
  const clock = { now: () => hours * 3_600_000, sleep: async () => void (hours += 1) }
  const handlers = createTourHandlers({
    ports: testPorts(emptyFolder(), { startSimulator: async () => ({}) as RunningSimulator }),
    accounts: { saveSimulator: async () => ({ id: 'a', baseUrl: 'http://127.0.0.1:1' }) as AccountView },
    accountReady: async () => undefined,
    give: () => ({ fileId: 'f' }),
    call: answers as unknown as TourDeps['call'],
    clock,
    simulatorChanged: () => undefined,
  })
  expect(await handlers['simulator.explore']({})).toEqual({ accountId: 'a', userTaskID: 'u', submissionId: 's' })
})

test('a simulator that does not start is said so, and nothing is left half made', async () => {
  const { call, ask } = await openTestCore(undefined, { startSimulator: () => Promise.reject(new Error('no port')) })
  expect(await call('simulator.explore', {})).toMatchObject({ ok: false })
  expect([await ask('accounts.list', {}), await ask('contacts.lists', {})]).toEqual([[], []])
})
