import { expect, test } from 'vitest'
import { AppError, toWireError } from '../../src-core/app-error.ts'
import { isQuietAt } from '../../src-core/board/alert-rules.ts'
import { MINUTE, NOON, openAlertRig } from './alert-rig.ts'

/** 200 calls long ago, `answered` of 100 answered. */
function earlier(rig: ReturnType<typeof openAlertRig>, answered: number) {
  rig.calls('t1', NOON - 180 * MINUTE, { 6: 2 * answered, 22: 2 * (100 - answered) })
}

test('a falling answer rate rings once, opens the calls of its minutes, and ends when the rate is back', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  earlier(rig, 40)
  rig.calls('t1', NOON - 10 * MINUTE, { 6: 6, 22: 54 })
  await rig.watch.look()
  await rig.watch.look()
  const [alert, ...more] = rig.store.list(10)
  expect(more).toEqual([])
  expect(alert).toMatchObject({
    kind: 'answerRateFalls',
    userTaskID: 't1',
    taskName: 'Wave t1',
    params: { now: 10, before: 40, points: 30, minutes: 20, calls: 60 },
    filter: { accountId: 'acc', userTaskIDs: ['t1'], lastCallFrom: NOON - 22 * MINUTE, lastCallTo: NOON - 2 * MINUTE },
    endedAt: null,
  })
  const { rows } = await rig.on.readers.open(alert?.filter ?? { accountId: '' }, { column: 'lastCallAt', direction: 'desc' }, 500)
  expect(rows).toHaveLength(60)
  expect(rig.notices).toEqual([
    {
      title: 'Wave t1: answer rate down to 10 %',
      body: 'It was 40 % before the last 20 minutes.',
      target: { accountId: 'acc', alertId: alert?.id },
    },
  ])
  rig.clock.now += 5 * MINUTE
  rig.calls('t1', rig.clock.now - 4 * MINUTE, { 6: 120, 22: 60 })
  await rig.watch.look()
  expect(rig.store.list(10)).toMatchObject([{ id: alert?.id, endedAt: rig.clock.now }])
})

test('a bad rate among few calls, one that chance explains, and calls that are still settling do not ring', async () => {
  const few = openAlertRig()
  few.task('t1', 2)
  earlier(few, 40)
  few.calls('t1', NOON - 10 * MINUTE, { 22: 29 })
  await few.watch.look()
  expect(few.ringing()).toEqual([])

  const chance = openAlertRig()
  chance.task('t1', 2)
  earlier(chance, 40)
  chance.calls('t1', NOON - 10 * MINUTE, { 6: 8, 22: 24 })
  await chance.watch.look()
  expect(chance.ringing()).toEqual([])

  const settling = openAlertRig()
  settling.task('t1', 2)
  earlier(settling, 40)
  settling.calls('t1', NOON - MINUTE, { 22: 100 })
  await settling.watch.look()
  expect(settling.ringing()).toEqual([])
})

test('statuses of the last calls ring as a share of them, hold while they come down, and end well below the line', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.calls('t1', NOON - 30 * MINUTE, { 22: 50 })
  rig.calls('t1', NOON - 5 * MINUTE, { 16: 12, 21: 8, 22: 30 })
  await rig.watch.look()
  expect(rig.store.list(5)).toMatchObject([
    {
      kind: 'statusSpike',
      params: { percent: 40, count: 20, calls: 50, statuses: '16, 21' },
      filter: { userTaskIDs: ['t1'], callStatus: [16, 21] },
    },
  ])
  rig.calls('t1', NOON - 4 * MINUTE, { 16: 13, 22: 37 })
  await rig.watch.look()
  expect(rig.ringing()).toEqual(['statusSpike'])
  rig.calls('t1', NOON - 3 * MINUTE, { 16: 5, 22: 45 })
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
})

test('what comes back within ten minutes is the old alert, not a new one', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.calls('t1', NOON - 5 * MINUTE, { 16: 50 })
  await rig.watch.look()
  rig.calls('t1', NOON - 4 * MINUTE, { 22: 50 })
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
  rig.calls('t1', NOON - 3 * MINUTE, { 16: 50 })
  rig.clock.now += MINUTE
  await rig.watch.look()
  expect(rig.ringing()).toEqual(['statusSpike'])
  expect([rig.store.list(5).length, rig.notices.length]).toEqual([1, 1])
})

test('a task that dials while no callback comes rings after the minutes of the rule, and a callback ends it', async () => {
  const rig = openAlertRig()
  Object.assign(rig.given, { launched: true, tunnel: { state: 'live', url: 'u', since: 0, probedAt: 0, probeMs: 1 } })
  rig.task('t1', 2)
  rig.calls('t1', NOON, { 3: 5 })
  rig.delivery('t1', NOON)
  for (let minute = 0; minute < 10; minute += 1) {
    await rig.watch.look()
    expect(rig.ringing()).toEqual([])
    rig.clock.now += MINUTE
  }
  await rig.watch.look()
  expect(rig.store.list(5)).toMatchObject([
    { kind: 'silence', params: { minutes: 10, inProgress: 5, lastCallMinutes: 10 }, filter: { finish: false } },
  ])
  rig.delivery('t1', rig.clock.now)
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
})

test('silence is no alarm in closed half-hours, with nobody left, paused, without a way in, or after the computer slept', async () => {
  const rig = openAlertRig()
  Object.assign(rig.given, { launched: true, tunnel: { state: 'live', url: 'u', since: 0, probedAt: 0, probeMs: 1 } })
  const stepTo = async (from: number, to: number) => {
    for (rig.clock.now = from; rig.clock.now <= to; rig.clock.now += MINUTE) await rig.watch.look()
  }
  rig.task('t1', 2)
  rig.calls('t1', NOON, { 3: 5 })
  // The window shuts at 18:00.
  await stepTo(NOON + 361 * MINUTE, NOON + 380 * MINUTE)
  expect(rig.ringing()).toEqual([])
  rig.task('t1', 5)
  await stepTo(NOON + 1440 * MINUTE, NOON + 1455 * MINUTE)
  expect(rig.ringing()).toEqual([])
  rig.task('t1', 2)
  rig.given.tunnel = null
  await stepTo(NOON + 2880 * MINUTE, NOON + 2895 * MINUTE)
  expect(rig.ringing()).toEqual([])
  rig.given.tunnel = { state: 'live', url: 'u', since: 0, probedAt: 0, probeMs: 1 }
  await stepTo(NOON + 2896 * MINUTE, NOON + 2900 * MINUTE)
  rig.clock.now += 40 * MINUTE
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
  rig.clock.now += MINUTE
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
})

test('the end of a task rings once as it comes; tasks that had ended before do not', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.task('old', 3)
  rig.watch.start()
  await rig.watch.look()
  rig.task('t1', 3)
  rig.task('pulled', 4)
  await rig.watch.look()
  await rig.watch.look()
  expect(rig.store.list(5)).toMatchObject([{ kind: 'taskEnded', userTaskID: 't1', params: { status: 3 }, at: NOON, endedAt: NOON }])
  expect(rig.notices.map(notice => notice.title)).toEqual(['Wave t1 is completed'])
})

test('a tunnel that stays down rings and ends when it is live again; one that blinks does not ring', async () => {
  const rig = openAlertRig()
  const problem = toWireError(new AppError('timeout', {}))
  const down = (since: number) => ({ state: 'down' as const, since, tries: 1, nextTryAt: 0, problem })
  rig.given.tunnel = down(NOON - 5_000)
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
  rig.given.tunnel = down(NOON - 20_000)
  await rig.watch.look()
  rig.given.tunnel = { state: 'connecting', since: NOON, tries: 2 }
  await rig.watch.look()
  expect(rig.store.list(5)).toMatchObject([
    { kind: 'tunnelDown', accountId: null, filter: null, params: { problem: 'timeout' }, endedAt: null },
  ])
  rig.given.tunnel = { state: 'live', url: 'u', since: NOON, probedAt: NOON, probeMs: 9 }
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
})

test('a stuck submission rings until it goes on', async () => {
  const rig = openAlertRig()
  const state = (value: string) => rig.ledger(`UPDATE submission SET state = '${value}' WHERE id = 's1'`)
  rig.ledger(
    `INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at, problem)
     VALUES ('s1', 'acc', 'callbot', 't1', 'Wave', 'l', 'April', '{}', 'sending', 2, 10, 1, '{"code":"platform_signature","params":{}}')`,
  )
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
  state('stuck')
  await rig.watch.look()
  expect(rig.store.list(5)).toMatchObject([
    { kind: 'submissionStuck', params: { submissionId: 's1', problem: 'platform_signature' }, filter: { userTaskIDs: ['t1'] } },
  ])
  state('sending')
  await rig.watch.look()
  expect(rig.ringing()).toEqual([])
})

test('a rule that is switched off ends what it rang for, and a restart forgets nothing and repeats nothing', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.calls('t1', NOON - 5 * MINUTE, { 16: 50 })
  await rig.watch.look()
  rig.store.seen([rig.store.list(1)[0]?.id ?? 0], NOON + 1)
  const again = rig.reopen()
  await again.look()
  expect(rig.store.list(5)).toMatchObject([{ kind: 'statusSpike', seenAt: NOON + 1, endedAt: null }])
  expect(rig.notices).toHaveLength(1)
  rig.given.rules = { ...rig.given.rules, statusSpike: { on: false, statuses: [16], percent: 30 } }
  await again.look()
  expect(rig.ringing()).toEqual([])
  await again.close()
})

test('it looks by itself when something changed', async () => {
  const rig = openAlertRig()
  const said: string[] = []
  rig.bus.on(({ name }) => said.push(name))
  rig.task('t1', 2)
  rig.watch.start()
  await rig.watch.look()
  rig.calls('t1', NOON - 5 * MINUTE, { 16: 50 })
  rig.bus.emit('orders', { accountId: 'acc' })
  await expect.poll(rig.ringing).toEqual(['statusSpike'])
  await expect.poll(() => said).toContain('alerts')
})

test('it goes on looking when the clock of the computer is set back by a day', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.watch.start()
  await rig.watch.look()
  rig.clock.now -= 1440 * MINUTE
  rig.calls('t1', rig.clock.now - 5 * MINUTE, { 16: 50 })
  rig.bus.emit('orders', { accountId: 'acc' })
  await expect.poll(rig.ringing).toEqual(['statusSpike'])
})

test('quiet hours run over midnight, and equal ends are none', () => {
  const at = (hours: number, minutes = 0) => new Date(2026, 2, 3, hours, minutes).getTime()
  const night = { quietFrom: 22 * 60, quietTo: 7 * 60 }
  expect([at(21, 59), at(22), at(3), at(6, 59), at(7)].map(time => isQuietAt(night, time))).toEqual([false, true, true, true, false])
  expect([at(0), at(12)].map(time => isQuietAt({ quietFrom: 60, quietTo: 60 }, time))).toEqual([false, false])
})
