import { expect, onTestFinished, test } from 'vitest'
import type { Probe, TunnelSettings, TunnelState } from '../../src-contract/model/tunnel.ts'
import { systemClock } from '../../src-core/clock.ts'
import { defaultTimings, type TunnelTimings } from '../../src-core/ports.ts'
import { createTunnelRunner } from '../../src-core/tunnels/tunnel-runner.ts'
import { until } from '../core/open-test-core.ts'

const own: TunnelSettings = { provider: 'own', publicUrl: 'https://hooks.example.com', monthlyQuota: null }

/** The runner over an address of the operator's own; a probe does what the test says. */
function openRunner(more: Partial<TunnelTimings> = {}) {
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
  }
  const states: TunnelState['state'][] = []
  const probes: Probe[] = []
  const runner = createTunnelRunner({
    settings: () => given.settings,
    pinned: () => null,
    secret: async () => null,
    port: async () => given.port,
    probe: (_url, deadlineMs) => {
      if (given.network === 'there') return Promise.resolve(3)
      if (given.network === 'refuses') return Promise.reject(new Error('ECONNREFUSED'))
      return new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), deadlineMs))
    },
    probeEveryMs: () => timings.probeEveryMs,
    cameThrough: async () => given.metered,
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
  const reaches = (state: TunnelState['state']) => until(() => (runner.state().state === state ? runner.state() : null))
  return { runner, given, states, probes, reaches, timings }
}

test('a tunnel that dies without a word is down after one pause and one deadline, and live again by itself', async () => {
  const { given, states, probes, reaches } = openRunner()
  await reaches('live')
  given.network = 'silent'
  const before = probes.length
  expect(await reaches('down')).toMatchObject({ problem: { code: 'tunnel_probe_lost', params: { url: 'https://hooks.example.com' } } })
  // The first probe that got no answer was enough: at most one may have got through before the silence began.
  expect(probes.slice(before).filter(({ cameBack }) => !cameBack)).toHaveLength(1)
  given.network = 'there'
  await reaches('live')
  expect(states).toEqual(['connecting', 'unproven', 'live', 'down', 'live'])
})

test('as it ships, a dead tunnel is red within 30 s', () => {
  const { probeEveryMs, probeDeadlineMs } = defaultTimings.tunnel
  expect(probeEveryMs + probeDeadlineMs).toBeLessThanOrEqual(30_000)
})

test('a probe that fails once and works at the second try changes nothing', async () => {
  const { given, states, probes, reaches } = openRunner({ probeDeadlineMs: 2_000 })
  await reaches('live')
  given.network = 'refuses'
  await until(() => (probes.some(({ cameBack }) => !cameBack) ? true : null))
  given.network = 'there'
  const count = probes.length
  await until(() => (probes.length > count ? true : null))
  expect(states).toEqual(['connecting', 'unproven', 'live'])
  expect(probes.at(-1)).toMatchObject({ cameBack: true, problem: '' })
})

test('after sleep or on another network it is proved at once, and a pause before the next try ends', async () => {
  const { runner, given, probes, reaches } = openRunner({ probeEveryMs: 60_000, backoffBaseMs: 60_000, backoffMaxMs: 60_000 })
  await reaches('live')
  runner.lookNow()
  await until(() => (probes.length === 2 ? true : null))
  given.network = 'silent'
  runner.lookNow()
  await reaches('down')
  given.network = 'there'
  runner.lookNow()
  await reaches('live')
})

test('webhooks that came through since the last look stand for a probe where requests are counted', async () => {
  const { given, probes, reaches, timings } = openRunner()
  given.metered = true
  await reaches('live')
  await new Promise(resolve => setTimeout(resolve, timings.probeEveryMs * 3))
  expect(probes.length).toBe(1)
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
