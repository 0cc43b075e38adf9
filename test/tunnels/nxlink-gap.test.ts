import { expect, onTestFinished, test, vi } from 'vitest'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { systemClock } from '../../src-core/clock.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createCallbackStore } from '../../src-core/tunnels/callback-store.ts'
import { createCallbackWays } from '../../src-core/tunnels/callback-ways.ts'
import { createGapKeeper } from '../../src-core/tunnels/gap-keeper.ts'
import { createGapStore } from '../../src-core/tunnels/gap-store.ts'
import { createPullMissed } from '../../src-core/tunnels/pull-missed.ts'
import { createTunnelStore } from '../../src-core/tunnels/tunnel-store.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { recordedCalls, sent } from '../sync/recorded-calls.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Gaps of a real ledger over a real cache, with accounts of NXLink whose record push comes through the tunnel. */
function openGaps() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_790_000_040_000 })
  onTestFinished(() => void vi.useRealTimers())
  const platform = recordedCalls()
  const rig = openSyncRig({ nxlink: platform.nxlink })
  const ledger = openDatabase({ path: `${emptyFolder()}/ledger.db`, ...databases.ledger })
  onTestFinished(() => void ledger.close())
  const settings: TunnelSettings = { provider: 'own', publicUrl: 'https://hooks.example.com', monthlyQuota: null }
  const accounts: Record<string, { baseUrl: string; kind: 'callbot' | 'nxlink' }> = {
    nx: { baseUrl: 'https://api-hk.nxlink.ai', kind: 'nxlink' },
    near: { baseUrl: 'http://127.0.0.1:4000', kind: 'nxlink' },
    cb: { baseUrl: 'https://nxbot.nxcloud.com', kind: 'callbot' },
  }
  const ways = createCallbackWays({
    callbacks: createCallbackStore(ledger),
    settings: () => settings,
    state: () => ({ state: 'live', url: settings.publicUrl, since: 1, probedAt: 1, probeMs: 1 }),
    tookOver: () => false,
    account: id => accounts[id] ?? null,
    task: ({ accountId, userTaskID }) => rig.tasks.get(accountId, userTaskID),
    tasksOfRecords: since => rig.tasks.tasksOfRecords(since),
  })
  const gaps = createGapStore(ledger)
  const keeper = createGapKeeper({
    gaps,
    store: createTunnelStore(ledger),
    verifiedAt: async () => null,
    touchedSince: from => ways.touchedSince(from),
    pull: createPullMissed({
      api: { callbot: () => Promise.reject(new Error('not asked')), nxlink: async () => platform.nxlink },
      kind: id => accounts[id]?.kind ?? null,
      tasks: rig.tasks,
      orders: rig.orders,
      clock: systemClock,
      bus: rig.bus,
    }),
    changed: () => undefined,
    clock: systemClock,
    timings: { backoffBaseMs: 1, backoffMaxMs: 1 },
    log: { write: () => undefined, hide: () => undefined },
    random: () => 0,
  })
  onTestFinished(() => keeper.close())
  const launch = (accountId: string, userTaskID: string, at: number) => {
    rig.tasks.launched({ accountId, userTaskID, taskID: null, taskName: userTaskID, sceneID: '', at, watchUntil: at })
    for (const order of ['1', '2', '3']) sent(rig.orders, accountId, userTaskID, `${userTaskID}-${order}`, at)
  }
  return { ...platform, rig, keeper, gaps, launch }
}

test('a gap in which NXLink pushed records is repaired: they are pulled once for the account, and each task is told how many were its own', async () => {
  const { rig, keeper, gaps, launch, call, asked } = openGaps()
  const now = Date.now()
  launch('nx', 'one', now - 2 * DAY)
  launch('nx', 'two', now - HOUR)
  launch('nx', 'long-over', now - 30 * DAY)
  launch('near', 'local', now - HOUR)
  launch('cb', 'other', now - HOUR)
  const from = now - 10 * MINUTE
  call('one-1', from + MINUTE, 30)
  call('two-1', from + 2 * MINUTE, 30)
  // Begun long before the gap, pushed within it.
  call('two-2', from - 40 * MINUTE, 45 * 60)
  keeper.lost(from)
  keeper.back(now)
  await keeper.idle()
  expect(gaps.list()).toMatchObject([{ state: 'repaired', from, tasks: 2, ordersPulled: 3, problem: null }])
  const pulled = (userTaskID: string) => gaps.ofTask({ accountId: 'nx', userTaskID })[0]?.ordersPulled
  expect([pulled('one'), pulled('two'), pulled('long-over')]).toEqual([1, 2, undefined])
  expect(rig.orders.taskCounts('nx').get('two')).toMatchObject({ total: 3, finished: 2 })
  expect(asked).toEqual([{ from: from - HOUR, to: now }])

  // The next gap is another question.
  const later = now + HOUR
  vi.setSystemTime(later)
  call('one-2', later - 5 * MINUTE, 30)
  keeper.lost(later - 6 * MINUTE)
  keeper.back(later)
  await keeper.idle()
  expect(gaps.list()[0]).toMatchObject({ state: 'repaired', tasks: 2, ordersPulled: 1 })
})
