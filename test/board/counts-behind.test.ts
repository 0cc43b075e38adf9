import { expect, test } from 'vitest'
import { record } from '../orders/with-orders.ts'
import { MINUTE, NOON, openAlertRig } from './alert-rig.ts'

test('the answer rate is judged by the minutes whose ends are known: an alert rings although the last reading of all orders is half an hour old', async () => {
  const rig = openAlertRig()
  rig.task('t1', 2)
  const readAt = NOON - 30 * MINUTE
  rig.clock.now = readAt
  rig.calls('t1', readAt - 60 * MINUTE, { 6: 200, 7: 200 })
  rig.calls('t1', readAt - 10 * MINUTE, { 6: 5, 7: 95 })
  // Since then only calls under way were asked for, and the few of them that were seen to their end had been answered.
  rig.clock.now = NOON
  const seen = Array.from({ length: 40 }, (_, index) =>
    record(
      `late-${index}`,
      { userTaskID: 't1', finish: index < 35 },
      { callStatus: index < 35 ? 6 : 3, callStartTs: (NOON - 10 * MINUTE) / 1000 },
    ),
  )
  rig.on.store.upsertOrders('acc', seen, 'pulled', NOON, true)
  await rig.watch.look()
  expect(rig.ringing()).toContain('answerRateFalls')
  const alert = rig.store.list(10).find(({ kind }) => kind === 'answerRateFalls')
  expect(alert?.params).toMatchObject({ now: 5, before: 50, calls: 100 })
  expect(alert?.filter).toMatchObject({ lastCallFrom: readAt - 22 * MINUTE, lastCallTo: readAt - 2 * MINUTE })
})

test('a task that the platform does not know any more is not watched: its silence is no alert', async () => {
  const rig = openAlertRig()
  rig.given.launched = true
  rig.given.tunnel = { state: 'live', url: 'https://x', since: 1, probedAt: 1, probeMs: 1 }
  for (const id of ['t1', 't2']) {
    rig.task(id, 2)
    rig.calls(id, NOON - 5 * MINUTE, { 3: 5 })
  }
  await rig.watch.look()
  rig.tasks.markUnknown('acc', 't2', NOON + 1)
  for (let minute = 1; minute <= 30; minute += 1) {
    rig.clock.now = NOON + minute * MINUTE
    await rig.watch.look()
  }
  expect(
    rig.store
      .list(10)
      .filter(({ kind }) => kind === 'silence')
      .map(({ userTaskID }) => userTaskID),
  ).toEqual(['t1'])
})
