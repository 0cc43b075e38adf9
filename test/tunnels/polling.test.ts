import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { createPoller } from '../../src-core/sync/poller.ts'
import type { TaskStore } from '../../src-core/tasks/task-store.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

const MS = 20

/** A poller over tasks of one account; how often each was asked for is counted. Time passes when the test says so. */
function openRig(isCarried: (userTaskID: string) => boolean = () => false, tasks: Partial<TaskStore> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const asked: string[] = []
  const sweeps = { count: 0, lastMs: 0 }
  const callbot = {
    listTask: async ({ queryConditions }: { queryConditions: { userTaskID?: readonly string[] } }) => {
      const ids = queryConditions.userTaskID ?? []
      asked.push(...ids)
      return { value: { tasks: [], totalCount: 0 } }
    },
    listOrder: async ({ options }: { options?: { callStatus?: readonly number[] } }) => {
      // A whole sweep, which lasts as long as the test says.
      if (options?.callStatus === undefined) {
        sweeps.count += 1
        vi.setSystemTime(Date.now() + sweeps.lastMs)
      }
      return { value: { orders: [], totalCount: 0 } }
    },
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
    tasks: { ...rig.tasks, ...tasks },
    orders: rig.orders,
    clock: systemClock,
    timings: { pollMs: MS, backoffMaxMs: 100 },
    bus: rig.bus,
    log: { write: () => undefined, hide: () => undefined },
    isCarried: (_accountId, userTaskID) => isCarried(userTaskID),
  })
  onTestFinished(() => poller.close())
  return { poller, asked, add, sweeps, rig }
}
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('nothing moving makes the rhythm slower, up to five times; an operator who looks and a submission make it quick again', async () => {
  const { poller, add, rig } = openRig()
  add('t1')
  expect(poller.intervalMs()).toBe(MS)
  poller.start()
  // Four rounds, and four more with longer and longer pauses.
  await passes(MS * 20)
  expect(poller.intervalMs()).toBe(5 * MS)
  poller.soon('cb', 't1')
  expect(poller.intervalMs()).toBe(MS)
  // Four rounds, and four more with longer and longer pauses.
  await passes(MS * 20)
  rig.bus.emit('submissions', { accountId: 'cb' })
  expect(poller.intervalMs()).toBe(MS)
})

test('a task that webhooks tell of is looked at now and then, the others as before, and both alike once nothing tells of them', async () => {
  const carried = new Set(['told'])
  const { poller, add, asked } = openRig(id => carried.has(id))
  add('told')
  add('polled')
  poller.start()
  await passes(MS * 40)
  const count = (id: string) => asked.filter(each => each === id).length
  expect(count('polled')).toBeGreaterThan(3)
  expect(count('told')).toBeLessThan(count('polled') / 2)
  carried.clear()
  poller.soon('cb', 'told')
  const before = [count('told'), count('polled')]
  await passes(MS * 20)
  expect(count('told') - (before[0] ?? 0)).toBeGreaterThan(1)
  expect(Math.abs(count('told') - (before[0] ?? 0) - (count('polled') - (before[1] ?? 0)))).toBeLessThanOrEqual(1)
})

test('a sweep of all orders is rested from for twenty times as long, and for an hour at most after one in which the computer slept', async () => {
  const running = { accountId: 'cb', userTaskID: 't1', taskStatus: 2, stat: null, freshAt: 0 }
  const { poller, sweeps } = openRig(undefined, { toPoll: () => [running] as never, get: () => running as never })
  sweeps.lastMs = 1_000
  poller.start()
  await passes(MS)
  expect(sweeps.count).toBe(1)
  await passes(19_000)
  expect(sweeps.count).toBe(1)
  sweeps.lastMs = 8 * 3_600_000
  await passes(2_000)
  expect(sweeps.count).toBe(2)
  await passes(3_500_000)
  expect(sweeps.count).toBe(2)
  await passes(200_000)
  expect(sweeps.count).toBe(3)
})
