import { expect, test } from 'vitest'
import { AppError, toWireError } from '../../src-core/app-error.ts'
import { MINUTE, NOON, openAlertRig } from './alert-rig.ts'

/** Quiet from an hour before `NOON` until an hour after it, as minutes of the day of whatever zone this computer is in. */
function quietAroundNoon() {
  const clock = new Date(NOON)
  const minute = clock.getHours() * 60 + clock.getMinutes()
  return { quietFrom: (minute + 23 * 60) % 1440, quietTo: (minute + 60) % 1440 }
}

test('quiet hours hold back the notification and not the list; what still lasts when they end is told then', async () => {
  const rig = openAlertRig()
  rig.given.rules = { ...rig.given.rules, ...quietAroundNoon() }
  rig.task('t1', 2)
  rig.calls('t1', NOON - 5 * MINUTE, { 16: 50 })
  await rig.watch.look()
  expect([rig.ringing(), rig.notices]).toEqual([['statusSpike'], []])
  expect(rig.store.list(1)).toMatchObject([{ notifiedAt: null }])
  rig.clock.now += 60 * MINUTE
  await rig.watch.look()
  await rig.watch.look()
  expect(rig.notices).toHaveLength(1)
  expect(rig.store.list(1)).toMatchObject([{ notifiedAt: rig.clock.now }])
})

test('tasks that end one after the other within a minute are two notifications: the first at once, the others together; the list keeps each', async () => {
  const rig = openAlertRig()
  const ids = Array.from({ length: 30 }, (_, at) => `t${at}`)
  for (const id of ids) rig.task(id, 2)
  rig.watch.start()
  await rig.watch.look()
  for (const id of ids) {
    rig.task(id, id === 't7' ? 4 : 3)
    await rig.watch.look()
    rig.clock.now += 1_900
  }
  expect(rig.notices).toMatchObject([{ title: 'Wave t0 is completed' }])
  expect(rig.store.list(50)).toHaveLength(30)
  rig.clock.now = NOON + MINUTE
  await rig.watch.look()
  await rig.watch.look()
  expect(rig.notices.slice(1)).toEqual([
    {
      title: '29 tasks ended, 1 of them failed',
      body: 'Wave t1, Wave t2, Wave t3 and 26 more',
      target: { accountId: null, alertId: null },
    },
  ])
  expect(rig.store.list(50).filter(alert => alert.notifiedAt === null)).toEqual([])
  rig.clock.now += 2 * MINUTE
  rig.task('late', 2)
  await rig.watch.look()
  rig.task('late', 3)
  await rig.watch.look()
  expect(rig.notices.slice(2)).toMatchObject([{ title: 'Wave late is completed', target: { accountId: 'acc' } }])
})

test('a tunnel that falls and forty tasks that fall silent are two notifications', async () => {
  const rig = openAlertRig()
  const live = { state: 'live' as const, url: 'u', since: 0, probedAt: 0, probeMs: 1 }
  Object.assign(rig.given, { launched: true, tunnel: live })
  for (let at = 0; at < 40; at += 1) {
    rig.task(`t${at}`, 2)
    rig.calls(`t${at}`, NOON, { 3: 2 })
  }
  await rig.watch.look()
  for (let minute = 1; minute <= 9; minute += 1) {
    rig.clock.now = NOON + minute * MINUTE
    await rig.watch.look()
  }
  const problem = toWireError(new AppError('timeout', {}))
  rig.given.tunnel = { state: 'down', since: NOON + 9 * MINUTE, tries: 1, nextTryAt: 0, problem }
  rig.clock.now = NOON + 10 * MINUTE
  await rig.watch.look()
  rig.clock.now = NOON + 11 * MINUTE
  await rig.watch.look()
  expect(rig.notices.map(({ title, body }) => [title, body])).toEqual([
    ['40 tasks: no callback', 'Wave t9, Wave t8, Wave t7 and 37 more'],
    ['The tunnel is down', 'Webhooks do not arrive until it is back.'],
  ])
  expect(rig.store.list(50)).toHaveLength(41)
})

test('more than three kinds at once are one notification, and what was held back and is over or seen by then is not told', async () => {
  const rig = openAlertRig()
  const problem = toWireError(new AppError('timeout', {}))
  rig.given.tunnel = { state: 'down', since: NOON - MINUTE, tries: 1, nextTryAt: 0, problem }
  rig.ledger(
    `INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at)
     VALUES ('s1', 'acc', 'callbot', 't9', 'Reminder', 'l', 'April', '{}', 'stuck', 2, 10, 1)`,
  )
  rig.task('t1', 2)
  rig.task('t2', 2)
  rig.watch.start()
  rig.task('t1', 3)
  for (const id of ['t3', 't4']) {
    rig.task(id, 2)
    rig.calls(id, NOON - 5 * MINUTE, { 16: 50 })
  }
  await rig.watch.look()
  expect(rig.notices).toMatchObject([{ title: '5 alerts', body: 'Wave t4, Wave t3, Reminder and 1 more' }])
  rig.task('t5', 2)
  rig.calls('t5', NOON - 5 * MINUTE, { 16: 50 })
  rig.task('t2', 3)
  await rig.watch.look()
  rig.calls('t5', NOON - 5 * MINUTE, { 6: 50 })
  rig.store.seen(
    rig.store.list(1).map(({ id }) => id),
    NOON,
  )
  await rig.watch.look()
  rig.clock.now += 2 * MINUTE
  await rig.watch.look()
  expect(rig.notices).toHaveLength(1)
})

test('what is held back for a minute is told without anything else happening, and the page hears of it', async () => {
  const rig = openAlertRig()
  const said: string[] = []
  rig.bus.on(({ name }) => said.push(name))
  rig.task('t1', 2)
  rig.task('t2', 2)
  rig.watch.start()
  for (const id of ['t1', 't2']) {
    rig.task(id, 3)
    await rig.watch.look()
  }
  rig.pass(MINUTE - 1)
  await rig.watch.look()
  expect(rig.notices).toHaveLength(1)
  const before = said.length
  // A look that was under way when the minute was over waits from then on, so time goes on passing.
  await expect
    .poll(() => {
      rig.pass(1)
      return rig.notices.map(({ title }) => title)
    })
    .toEqual(['Wave t1 is completed', 'Wave t2 is completed'])
  await expect.poll(() => said.slice(before)).toContain('alerts')
})

test('the end of a task in quiet hours is in the list and no news in the morning', async () => {
  const rig = openAlertRig()
  rig.given.rules = { ...rig.given.rules, ...quietAroundNoon() }
  rig.task('t1', 2)
  rig.watch.start()
  rig.task('t1', 3)
  await rig.watch.look()
  rig.clock.now += 60 * MINUTE
  await rig.watch.look()
  expect([rig.store.list(5).length, rig.notices]).toEqual([1, []])
})
