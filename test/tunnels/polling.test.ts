import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { createPoller } from '../../src-core/sync/poller.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

const MS = 20

/** A poller over tasks of one account; how often each was asked for is counted. */
function openRig(isCarried: (userTaskID: string) => boolean = () => false) {
  const asked: string[] = []
  const platform = { taskStatus: 2 }
  const callbot = {
    listTask: async ({ queryConditions }: { queryConditions: { userTaskID?: readonly string[] } }) => {
      const ids = queryConditions.userTaskID ?? []
      asked.push(...ids)
      return { value: { tasks: [], totalCount: 0 } }
    },
    listOrder: async () => ({ value: { orders: [], totalCount: 0 } }),
  }
  const rig = openSyncRig({ callbot: callbot as never })
  const add = (userTaskID: string) =>
    rig.tasks.launched({
      accountId: 'cb',
      userTaskID,
      taskID: null,
      taskName: userTaskID,
      sceneID: 's',
      at: Date.now(),
      watchUntil: Date.now() + 60_000,
    })
  const poller = createPoller({
    api: { callbot: () => callbot as never, nxlink: () => Promise.reject(new Error('none')) },
    kind: () => 'callbot',
    canAsk: () => true,
    tasks: rig.tasks,
    orders: rig.orders,
    clock: systemClock,
    timings: { pollMs: MS, backoffMaxMs: 100 },
    bus: rig.bus,
    log: { write: () => undefined, hide: () => undefined },
    isCarried: (_accountId, userTaskID) => isCarried(userTaskID),
  })
  onTestFinished(() => poller.close())
  return { poller, asked, add, platform, rig }
}
const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('nothing moving makes the rhythm slower, up to five times; an operator who looks and a submission make it quick again', async () => {
  const { poller, add, rig } = openRig()
  add('t1')
  expect(poller.intervalMs()).toBe(MS)
  poller.start()
  for (let looks = 0; poller.intervalMs() < 5 * MS && looks < 200; looks += 1) await wait(10)
  expect(poller.intervalMs()).toBe(5 * MS)
  poller.soon('cb', 't1')
  expect(poller.intervalMs()).toBe(MS)
  for (let looks = 0; poller.intervalMs() < 5 * MS && looks < 200; looks += 1) await wait(10)
  rig.bus.emit('submissions', { accountId: 'cb' })
  expect(poller.intervalMs()).toBe(MS)
})

test('a task that webhooks tell of is looked at now and then, the others as before, and both alike once nothing tells of them', async () => {
  const carried = new Set(['told'])
  const { poller, add, asked } = openRig(id => carried.has(id))
  add('told')
  add('polled')
  poller.start()
  await wait(MS * 40)
  const count = (id: string) => asked.filter(each => each === id).length
  expect(count('polled')).toBeGreaterThan(3)
  expect(count('told')).toBeLessThan(count('polled') / 2)
  carried.clear()
  poller.soon('cb', 'told')
  const before = [count('told'), count('polled')]
  await wait(MS * 20)
  expect(count('told') - (before[0] ?? 0)).toBeGreaterThan(1)
  expect(Math.abs(count('told') - (before[0] ?? 0) - (count('polled') - (before[1] ?? 0)))).toBeLessThanOrEqual(1)
})
