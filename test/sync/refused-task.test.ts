import { expect, test } from 'vitest'
import { openPolledPlatform, POLL_MS, passes } from './polled-platform.ts'

const times = (list: readonly string[], id: string) => list.filter(each => each === id).length

test('a task the platform does not know any more keeps no other task from being polled: it is said to be unknown and asked for no more', async () => {
  const platform = openPolledPlatform()
  for (const id of ['a-gone', 'b-live', 'c-live']) {
    platform.told(id, 2)
    platform.is(id, 2)
  }
  platform.forget('a-gone')
  const { rig, asked } = platform
  rig.poller.start()
  await passes(60 * POLL_MS)
  expect(rig.tasks.get('cb', 'a-gone')).toMatchObject({ taskStatus: 2, unknownAt: expect.any(Number) })
  expect(rig.tasks.get('cb', 'b-live')).toMatchObject({ unknownAt: null })
  const before = times(asked.tasks, 'a-gone')
  const others = [times(asked.inProgress, 'b-live'), times(asked.inProgress, 'c-live')]
  await passes(60 * POLL_MS)
  expect(times(asked.tasks, 'a-gone')).toBe(before)
  expect(
    Math.min(times(asked.inProgress, 'b-live') - (others[0] ?? 0), times(asked.inProgress, 'c-live') - (others[1] ?? 0)),
  ).toBeGreaterThan(5)
})

test('an unknown task is polled again once a pull, a task webhook or an order webhook shows it alive', async () => {
  const platform = openPolledPlatform()
  const { rig, asked } = platform
  const ways = {
    pulled: () => platform.told('pulled', 2),
    toldByTask: () => platform.told('toldByTask', 2, 'webhook'),
    toldByOrder: () =>
      void rig.orders.upsertOrders(
        'cb',
        [
          {
            orderID: 'o',
            userTaskID: 'toldByOrder',
            taskID: '',
            phone: '1',
            name: '',
            sceneID: '',
            finish: false,
            other: '',
            call: null,
            raw: '{}',
          },
        ],
        'webhook',
        Date.now(),
      ),
  }
  for (const id of Object.keys(ways)) {
    platform.told(id, 2)
    platform.forget(id)
  }
  rig.poller.start()
  await passes(60 * POLL_MS)
  for (const id of Object.keys(ways)) expect([id, rig.tasks.get('cb', id)?.unknownAt]).toEqual([id, expect.any(Number)])
  asked.tasks.length = 0
  await passes(30 * POLL_MS)
  expect(asked.tasks).toEqual([])
  for (const [id, shows] of Object.entries(ways)) {
    platform.is(id, 2)
    platform.refused.delete(id)
    shows()
  }
  expect(rig.tasks.list('cb').map(task => task.unknownAt)).toEqual([null, null, null])
  await passes(30 * POLL_MS)
  for (const id of Object.keys(ways)) expect([id, asked.tasks.includes(id)]).toEqual([id, true])
})

test('a task that is listed, or refused only for a while, is never called unknown; its own questions rest, not those of the account', async () => {
  const platform = openPolledPlatform()
  const { rig, asked } = platform
  for (const id of ['a-refused', 'b-live']) {
    platform.told(id, 2)
    platform.is(id, 2)
  }
  platform.refused.set('a-refused', 'platform_parameters')
  rig.poller.start()
  await passes(120 * POLL_MS)
  expect(rig.tasks.get('cb', 'a-refused')?.unknownAt).toBeNull()
  expect(times(asked.inProgress, 'b-live')).toBeGreaterThan(3 * times(asked.inProgress, 'a-refused'))
  expect(rig.tasks.get('cb', 'b-live')?.freshAt).toBeGreaterThan(Date.now() - 10 * POLL_MS)
  platform.refused.clear()
  const before = times(asked.inProgress, 'a-refused')
  await passes(120 * POLL_MS)
  expect(times(asked.inProgress, 'a-refused') - before).toBeGreaterThan(5)
})

test('while the whole account is refused it rests as one, and no task of it is called unknown', async () => {
  const platform = openPolledPlatform()
  const { rig, asked, given } = platform
  for (const id of ['a', 'b', 'c']) {
    platform.told(id, 2)
    platform.is(id, 2)
  }
  given.down = 'auth_signature'
  rig.poller.start()
  await passes(60 * POLL_MS)
  expect(asked.inProgress).toEqual([])
  expect(asked.tasks.length).toBeGreaterThan(3)
  given.down = null
  await passes(120 * POLL_MS)
  expect(rig.tasks.list('cb').map(task => task.unknownAt)).toEqual([null, null, null])
  expect(new Set(asked.inProgress)).toEqual(new Set(['a', 'b', 'c']))
})
