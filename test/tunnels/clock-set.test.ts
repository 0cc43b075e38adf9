import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createGapKeeper } from '../../src-core/tunnels/gap-keeper.ts'
import { createGapStore } from '../../src-core/tunnels/gap-store.ts'
import { createTunnelStore } from '../../src-core/tunnels/tunnel-store.ts'
import { createTunnelDoor } from '../../src-core/webhooks/tunnel-door.ts'
import { emptyFolder } from '../db/with-folder.ts'

const HOUR = 3_600_000
const START = 1_790_000_040_000

const holdTime = () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: START })
  onTestFinished(() => void vi.useRealTimers())
}
const passes = (ms: number) => vi.advanceTimersByTime(ms)
const setClockBy = (ms: number) => vi.setSystemTime(Date.now() + ms)
const webhook = (receivedAt: number) => ({ verdict: 'verified' as const, headers: { host: 'hooks.example.com' }, receivedAt })

test('a webhook that came through is as long ago as it is when the clock is set back, and never a sign of life in the future', () => {
  holdTime()
  const door = createTunnelDoor(() => 1)
  door.took([webhook(START)])
  passes(1_000)
  expect(door.counts().verifiedAt).toBe(START)
  setClockBy(-HOUR)
  passes(20_000)
  expect(door.counts().verifiedAt).toBe(Date.now() - 21_000)
  door.took([webhook(Date.now())])
  passes(5_000)
  expect(door.counts().verifiedAt).toBe(Date.now() - 5_000)
})

test('a webhook that came through is no later for a clock that is set forward, and an older one is no newer sign', () => {
  holdTime()
  const door = createTunnelDoor(() => 1)
  door.took([webhook(START), webhook(START - 3_000)])
  setClockBy(HOUR)
  passes(1_000)
  expect(door.counts().verifiedAt).toBe(START)
})

/** The keeper of gaps as a run over this ledger has it. */
function openKeeper(ledger = openDatabase({ path: `${emptyFolder()}/ledger.db`, ...databases.ledger })) {
  onTestFinished(() => void ledger.close())
  const [gaps, store] = [createGapStore(ledger), createTunnelStore(ledger)]
  store.put({ settings: { provider: 'own', publicUrl: 'https://hooks.example.com', monthlyQuota: null }, secretPlace: null, pinned: null })
  const keeper = createGapKeeper({
    gaps,
    store,
    verifiedAt: async () => null,
    touchedSince: () => [],
    pull: async () => 0,
    changed: () => undefined,
    clock: systemClock,
    timings: { backoffBaseMs: 1, backoffMaxMs: 1 },
    log: { write: () => undefined, hide: () => undefined },
    random: () => 0,
  })
  onTestFinished(() => keeper.close())
  return { keeper, gaps, store }
}

test('a gap begins at the last probe that came back, as long ago as that is, when the clock was set back since', async () => {
  holdTime()
  const { keeper, gaps } = openKeeper()
  keeper.good(Date.now())
  await keeper.idle()
  setClockBy(-HOUR)
  passes(20_000)
  keeper.lost()
  await keeper.idle()
  expect(gaps.open()?.from).toBe(Date.now() - 20_000)
  keeper.back(Date.now())
  // A later sign of life replaces the one of the clock that was ahead.
  keeper.good(Date.now())
  await keeper.idle()
  passes(5_000)
  keeper.lost()
  await keeper.idle()
  expect(gaps.open()?.from).toBe(Date.now() - 5_000)
})

test('the last sign of a run whose clock was ahead begins no gap in the future, and the next sign takes its place', async () => {
  holdTime()
  const { keeper, gaps, store } = openKeeper()
  store.setGoodAt(Date.now() + HOUR)
  keeper.begin()
  expect(gaps.open()?.from).toBe(START)
  passes(1_000)
  keeper.good(Date.now())
  await keeper.idle()
  expect(store.goodAt()).toBe(START + 1_000)
})
