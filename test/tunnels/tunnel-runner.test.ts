import { expect, onTestFinished, test, vi } from 'vitest'
import type { Probe, TunnelSettings, TunnelState } from '../../src-contract/model/tunnel.ts'
import { systemClock } from '../../src-core/clock.ts'
import { defaultTimings, type TunnelTimings } from '../../src-core/ports.ts'
import { createTunnelRunner } from '../../src-core/tunnels/tunnel-runner.ts'

const own: TunnelSettings = { provider: 'own', publicUrl: 'https://hooks.example.com', monthlyQuota: null }

const STEP_MS = 10

/** The runner over an address of the operator's own; a probe does what the test says, and time passes when the test says so. */
function openRunner(more: Partial<TunnelTimings> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const timings = {
    ...defaultTimings.tunnel,
    probeEveryMs: 200,
    probeDeadlineMs: 150,
    proveWithinMs: 600,
    backoffBaseMs: 20,
    backoffMaxMs: 100,
    ...more,
  }
  const given = {
    network: 'there' as 'there' | 'refuses' | 'silent',
    settings: own as TunnelSettings,
    port: 17_180 as number | null,
    metered: false,
    /** The listener's thread hangs: it answers no question, and no probe either. */
    hangs: false,
  }
  const states: TunnelState['state'][] = []
  const probes: Probe[] = []
  const runner = createTunnelRunner({
    settings: () => given.settings,
    pinned: () => null,
    secret: async () => null,
    port: () => (given.hangs ? new Promise(() => undefined) : Promise.resolve(given.port)),
    probe: (_url, deadlineMs) => {
      if (given.network === 'there') return Promise.resolve(3)
      if (given.network === 'refuses') return Promise.reject(new Error('ECONNREFUSED'))
      return new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), deadlineMs))
    },
    probeEveryMs: () => timings.probeEveryMs,
    cameThrough: () => (given.hangs ? new Promise(() => undefined) : Promise.resolve(given.metered)),
    changed: ({ state }, before) => {
      if (state !== before.state) states.push(state)
    },
    probed: probe => void probes.push(probe),
    programs: { remember: async () => undefined, forget: async () => undefined, endLeft: async () => undefined },
    clock: systemClock,
    timings,
    log: { write: () => undefined, hide: () => undefined },
    random: Math.random,
  })
  onTestFinished(() => runner.close())
  runner.start()
  const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  /** Lets time pass, at most so much of it, until it holds; answers how much. */
  const passesUntil = async (holds: () => boolean, atMostMs: number) => {
    let passed = 0
    for (; !holds() && passed < atMostMs; passed += STEP_MS) await passes(STEP_MS)
    expect(holds()).toBe(true)
    return passed
  }
  const reaches = async (state: TunnelState['state'], atMostMs = 5_000) => {
    const tookMs = await passesUntil(() => runner.state().state === state, atMostMs)
    return { ...runner.state(), tookMs }
  }
  return { runner, given, states, probes, passes, passesUntil, reaches, timings }
}

test('a tunnel that dies without a word is down after one pause and one deadline, and live again by itself', async () => {
  const { given, states, probes, reaches, timings } = openRunner()
  await reaches('live')
  given.network = 'silent'
  const before = probes.length
  const down = await reaches('down', timings.probeEveryMs + timings.probeDeadlineMs + STEP_MS)
  expect(down).toMatchObject({ problem: { code: 'tunnel_probe_lost', params: { url: 'https://hooks.example.com' } } })
  // The first probe that got no answer was enough.
  expect(probes.slice(before)).toMatchObject([{ cameBack: false }])
  given.network = 'there'
  await reaches('live')
  expect(states).toEqual(['connecting', 'unproven', 'live', 'down', 'live'])
})

test('as it ships, a dead tunnel is red within 30 s', () => {
  const { probeEveryMs, probeDeadlineMs } = defaultTimings.tunnel
  expect(probeEveryMs + probeDeadlineMs).toBeLessThanOrEqual(30_000)
})

test('as it ships, it is live again within 5 s of a network that was gone for any time', async () => {
  for (const awayMs of [1_000, 7_000, 61_500, 600_300]) {
    const { given, passes, reaches, runner } = openRunner(defaultTimings.tunnel)
    await reaches('live')
    given.network = 'refuses'
    await reaches('down', 60_000)
    await passes(awayMs)
    expect(runner.state().state).toBe('down')
    given.network = 'there'
    await reaches('live', 5_000)
  }
})

test('a probe that fails once and works at the second try changes nothing', async () => {
  const { given, states, probes, passesUntil, reaches } = openRunner({ probeDeadlineMs: 2_000 })
  await reaches('live')
  given.network = 'refuses'
  await passesUntil(() => probes.some(({ cameBack }) => !cameBack), 1_000)
  given.network = 'there'
  const count = probes.length
  await passesUntil(() => probes.length > count, 1_000)
  expect(states).toEqual(['connecting', 'unproven', 'live'])
  expect(probes.at(-1)).toMatchObject({ cameBack: true, problem: '' })
})

test('after sleep or on another network it is proved at once, and a pause before the next try ends', async () => {
  const { runner, given, probes, passesUntil, reaches } = openRunner({ probeEveryMs: 60_000, backoffBaseMs: 60_000, backoffMaxMs: 60_000 })
  await reaches('live')
  runner.lookNow()
  await passesUntil(() => probes.length === 2, 100)
  given.network = 'silent'
  runner.lookNow()
  await reaches('down')
  given.network = 'there'
  runner.lookNow()
  await reaches('live')
})

test('webhooks that came through since the last look stand for a probe where requests are counted', async () => {
  const { given, probes, passes, reaches, timings } = openRunner()
  given.metered = true
  await reaches('live')
  await passes(timings.probeEveryMs * 3)
  expect(probes.length).toBe(1)
  given.metered = false
  await passes(timings.probeEveryMs * 3)
  expect(probes.length).toBe(4)
})

test('a listener that hangs, and answers nothing, is a dead tunnel after the same pause and deadline; it can be left, and is live again by itself', async () => {
  const { runner, given, states, passes, reaches, timings } = openRunner()
  await reaches('live')
  given.hangs = true
  given.network = 'silent'
  const down = await reaches('down', timings.probeEveryMs + timings.probeDeadlineMs + STEP_MS)
  expect(down).toMatchObject({ problem: { code: 'tunnel_probe_lost' } })
  await passes(timings.proveWithinMs + timings.backoffMaxMs)
  expect(runner.state()).toMatchObject({ state: 'down', problem: { code: 'listener_failed' } })
  given.hangs = false
  given.network = 'there'
  await reaches('live')
  expect(states).toEqual(['connecting', 'unproven', 'live', 'down', 'live'])
  given.hangs = true
  await passes(timings.probeEveryMs + STEP_MS)
  // Whoever closes the console does not wait for the listener.
  await runner.close()
})

test('a question that gets no answer keeps no probe back: what comes back proves a tunnel whose listener is only slow to answer it', async () => {
  const { given, states, probes, passes, reaches, timings } = openRunner()
  await reaches('live')
  given.hangs = true
  await passes(3 * (timings.probeEveryMs + timings.probeDeadlineMs))
  expect(probes.length).toBeGreaterThanOrEqual(4)
  expect(states).toEqual(['connecting', 'unproven', 'live'])
})

test('a clock that is set back while a probe is out keeps no dead tunnel live', async () => {
  const { given, passes, reaches, timings } = openRunner()
  await reaches('live')
  given.network = 'silent'
  await passes(timings.probeEveryMs + timings.probeDeadlineMs / 2)
  vi.setSystemTime(Date.now() - 3_600_000)
  await reaches('down', timings.probeDeadlineMs / 2 + STEP_MS)
})

test('settings that cannot work wait for the operator; no listener is tried again; off is off', async () => {
  const { runner, given, reaches } = openRunner()
  await reaches('live')
  given.settings = { provider: 'own', publicUrl: 'no address', monthlyQuota: null }
  runner.restart()
  expect(await reaches('refused')).toMatchObject({ problem: { code: 'invalid_input' } })
  given.settings = own
  given.port = null
  runner.restart()
  expect(await reaches('down')).toMatchObject({ problem: { code: 'listener_failed' } })
  given.port = 1
  await reaches('live')
  given.settings = { provider: 'none' }
  runner.restart()
  expect(runner.state()).toEqual({ state: 'off' })
})
