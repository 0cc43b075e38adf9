import { expect, test } from 'vitest'
import { defaultAlertRules } from '../../src-core/board/alert-rules.ts'
import type { Notice } from '../../src-core/board/notice-words.ts'
import { openTestCore, simulatorPort, until } from '../core/open-test-core.ts'

test('in the whole console a task is broken down while it runs, its end is told, and its alerts go with the account', async () => {
  const openedAt = Date.now()
  // Slow enough that the task is still running when it is ended here, also on a machine that stands still for a while.
  const { startSimulator } = await simulatorPort({ speed: 25 })
  const notices: Notice[] = []
  const { ask, write } = await openTestCore(undefined, { startSimulator, notify: notice => void notices.push(notice) })
  const { accountId, userTaskID } = await ask('simulator.explore', {})

  const breakdown = await until(async () => {
    const seen = await ask('tasks.breakdown', { accountId, userTaskID })
    return seen.rates.finished > 50 ? seen : null
  })
  const task = await ask('tasks.get', { accountId, userTaskID })
  expect(breakdown.byStatus.reduce((sum, slice) => sum + slice.count, 0)).toBe(breakdown.rates.total)
  expect(breakdown.halfHours.length).toBeGreaterThan(0)
  expect(task.countsFreshAt).toBeGreaterThanOrEqual(openedAt)
  expect(task.lastCallAt).not.toBeNull()
  const forecast = await ask('tasks.forecast', { accountId, userTaskID })
  expect(['known', 'none', 'finished']).toContain(forecast.state)
  const map = await ask('tasks.heatMap', { accountId, sceneID: null, timeZone: 'America/Santiago' })
  expect(map.calls).toBeGreaterThan(50)
  expect(map.cells.reduce((sum, cell) => sum + cell.calls, 0)).toBe(map.calls)

  await write({ do: 'operate', accountId, userTaskID, taskOperate: 3, delCall: 0 })
  const ended = await until(async () => (await ask('alerts.list', {})).find(alert => alert.kind === 'taskEnded') ?? null)
  expect(ended).toMatchObject({
    accountId,
    userTaskID,
    taskName: task.taskName,
    filter: { accountId, userTaskIDs: [userTaskID] },
    seenAt: null,
  })
  expect(notices.map(notice => notice.target)).toContainEqual({ accountId, alertId: ended.id })
  await ask('alerts.seen', { ids: [ended.id] })
  expect((await ask('alerts.list', {})).find(alert => alert.id === ended.id)?.seenAt).not.toBeNull()

  // What the ended task did not take is still to be sent, and an account that is sending stays.
  for (const { id, finishedAt } of await ask('submissions.list', { accountId }))
    if (finishedAt === null) await ask('submissions.stop', { id })
  await until(async () => ((await ask('submissions.list', { accountId })).every(each => each.finishedAt !== null) ? true : null))
  const [account] = await ask('accounts.list', {})
  await ask('accounts.remove', { id: accountId, confirmLabel: account?.label ?? '' })
  expect(await ask('alerts.list', {})).toEqual([])
})

test('changed rules hold, survive a restart and are written down; the same rules again are not', async () => {
  const first = await openTestCore()
  expect(await first.ask('alerts.rules', {})).toEqual(defaultAlertRules)
  const rules = { ...defaultAlertRules, quietFrom: 22 * 60, quietTo: 7 * 60, taskEnded: { on: false } }
  await first.ask('alerts.setRules', rules)
  await first.ask('alerts.setRules', rules)
  const { rows } = await first.ask('audit.list', {
    filter: { accountId: null, actions: [], text: '', from: null, to: null },
    before: null,
    count: 50,
  })
  expect(rows.filter(entry => entry.subject === 'alerts')).toMatchObject([{ action: 'setting.changed', outcome: 'done' }])
  await first.core.close()
  const again = await openTestCore(first.dataDir)
  expect(await again.ask('alerts.rules', {})).toEqual(rules)
})

test('a task nobody knows, a zone that does not exist and a day beyond the calendar are refused', async () => {
  const { call } = await openTestCore()
  expect(await call('tasks.breakdown', { accountId: '0190a1b2-0000-7000-8000-000000000001', userTaskID: 'no' })).toMatchObject({
    ok: false,
  })
  expect(
    await call('tasks.heatMap', { accountId: '0190a1b2-0000-7000-8000-000000000001', sceneID: null, timeZone: 'Mars/Base' }),
  ).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  for (const at of [Number.MAX_SAFE_INTEGER, 8.64e15, -1])
    expect(await call('tasks.day', { accountId: '0190a1b2-0000-7000-8000-000000000001', timeZone: 'Asia/Shanghai', at })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    })
})
