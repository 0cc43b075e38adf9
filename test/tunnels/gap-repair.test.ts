import { expect, onTestFinished, test } from 'vitest'
import type { ErrorCode } from '../../src-contract/result.ts'
import { AppError } from '../../src-core/app-error.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createGapKeeper, type GapKeeperDeps } from '../../src-core/tunnels/gap-keeper.ts'
import { createGapStore, type TaskKey } from '../../src-core/tunnels/gap-store.ts'
import { createPullMissed } from '../../src-core/tunnels/pull-missed.ts'
import { createTunnelStore } from '../../src-core/tunnels/tunnel-store.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openPolledPlatform } from '../sync/polled-platform.ts'

/** The keeper over a real ledger; pauses between tries are over at once, and are counted. */
function openKeeper(touched: readonly TaskKey[], pull: GapKeeperDeps['pull']) {
  const ledger = openDatabase({ path: `${emptyFolder()}/ledger.db`, ...databases.ledger })
  onTestFinished(() => void ledger.close())
  const gaps = createGapStore(ledger)
  const store = createTunnelStore(ledger)
  store.put({ settings: { provider: 'own', publicUrl: 'https://hooks.example.com', monthlyQuota: null }, secretPlace: null, pinned: null })
  const time = { now: 5_000, pauses: 0 }
  const keeper = createGapKeeper({
    gaps,
    store,
    verifiedAt: async () => null,
    touchedSince: () => [...touched],
    pull,
    changed: () => undefined,
    clock: {
      now: () => time.now,
      sleep: async () => {
        time.pauses += 1
      },
    },
    timings: { backoffBaseMs: 1, backoffMaxMs: 1 },
    log: { write: () => undefined, hide: () => undefined },
    random: () => 0,
  })
  onTestFinished(() => keeper.close())
  const gap = async (from: number, to: number) => {
    keeper.lost(from)
    keeper.back(to)
    await keeper.idle()
  }
  return { keeper, gaps, store, time, gap }
}
const task = (accountId: string, userTaskID = 't'): TaskKey => ({ accountId, userTaskID })

test('a task whose orders cannot be pulled keeps no other task from it: only that one is left for the next try', async () => {
  const asked: string[] = []
  const given = { refused: 'platform_internal' as ErrorCode | null }
  const { gaps, gap } = openKeeper([task('a', '1'), task('a', '2'), task('b'), task('c')], async ({ accountId, userTaskID }) => {
    asked.push(accountId + userTaskID)
    if (accountId + userTaskID === 'a1' && given.refused) throw new AppError(given.refused, {})
    return 2
  })
  await gap(100, 200)
  expect(asked).toEqual(['a1', 'a2', 'bt', 'ct', 'a1', 'a1', 'a1', 'a1'])
  expect(gaps.list()).toMatchObject([{ state: 'failed', tasks: 4, ordersPulled: 6, problem: { code: 'platform_internal' } }])
  // The next gap tries the rest of the one before.
  given.refused = null
  asked.length = 0
  await gap(300, 400)
  expect(asked).toEqual(['a1', 'a1', 'a2', 'bt', 'ct'])
  expect(gaps.list()).toMatchObject([
    { state: 'repaired', ordersPulled: 8, problem: null },
    { state: 'repaired', ordersPulled: 8, problem: null },
  ])
})

test('an account that answers nothing is asked once in each try, however many tasks it has, and the first reason is told', async () => {
  const asked: string[] = []
  const { gaps, gap } = openKeeper([task('a', '1'), task('a', '2'), task('a', '3'), task('b'), task('c')], async ({ accountId }) => {
    asked.push(accountId)
    if (accountId === 'a') throw new AppError('keychain_locked', {})
    if (accountId === 'c') throw new AppError('unreachable', {})
    return 1
  })
  await gap(100, 200)
  expect(asked.join('')).toBe('abcacacacac')
  expect(gaps.list()).toMatchObject([{ state: 'failed', tasks: 5, ordersPulled: 1, problem: { code: 'keychain_locked' } }])
})

test('a task that the platform does not have any more counts as pulled, when it said so in every try or the poller knows it already', async () => {
  const { rig, callbot, asked, told, is, forget } = openPolledPlatform()
  for (const id of ['gone', 'live']) told(id, 2)
  is('live', 2)
  forget('gone')
  const pull = createPullMissed({
    api: { callbot: () => callbot, nxlink: () => Promise.reject(new Error('none')) },
    kind: () => 'callbot',
    tasks: rig.tasks,
    orders: rig.orders,
    clock: { now: () => Date.now(), sleep: async () => undefined },
    bus: rig.bus,
  })
  const { gaps, gap, time } = openKeeper([task('cb', 'gone'), task('cb', 'live')], pull)
  await gap(Date.now() - 2_000, Date.now())
  expect(gaps.list()).toMatchObject([{ state: 'repaired', tasks: 2, problem: null }])
  const times = (userTaskID: string) => asked.tasks.filter(id => id === userTaskID).length
  expect([times('gone'), times('live'), time.pauses]).toEqual([5, 1, 4])

  rig.tasks.markUnknown('cb', 'gone', Date.now())
  await gap(Date.now(), Date.now() + 1)
  expect(gaps.list()[0]).toMatchObject({ state: 'repaired', tasks: 2, problem: null })
  expect([times('gone'), times('live')]).toEqual([6, 2])
})
