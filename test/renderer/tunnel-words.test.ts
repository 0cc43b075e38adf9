import { expect, test } from 'vitest'
import type { TunnelSettings, TunnelState, TunnelView } from '../../src-contract/model/tunnel.ts'
import type { ListenerStatus } from '../../src-contract/model/webhook.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { issueLine } from '../../src-renderer/setup/issue-words.ts'
import { listenerLine } from '../../src-renderer/tunnel/listener-line.ts'
import { formatTime } from '../../src-renderer/ui/time-format.ts'

const { t } = createI18n()
const now = Date.UTC(2026, 3, 2, 10, 4)
const problem = { code: 'tunnel_ended', params: {}, requestId: null, responseId: null, retCode: null, retMsg: null } as const
const listening: ListenerStatus = {
  state: 'listening',
  url: null,
  port: 17181,
  received: 1,
  waiting: 0,
  lastAt: now - 9_000,
  answerMs: null,
  connections: 0,
  turnedAway: [],
  notKept: 0,
  inboxReplacedAt: null,
  problem: null,
}
const real = { simulator: false, baseUrl: 'https://nxbot.nxcloud.com' }
const simulator = { simulator: true, baseUrl: 'http://127.0.0.1:9000' }
const own: TunnelSettings = { provider: 'own', publicUrl: 'https://hooks.pacifico.cl', monthlyQuota: null }
const url = 'https://hooks.pacifico.cl'

const view = (state: TunnelState, more: Partial<TunnelView> = {}): TunnelView => ({
  settings: state.state === 'off' ? { provider: 'none' } : own,
  hasSecret: false,
  pinned: null,
  state,
  probes: [],
  probeEveryMs: 20_000,
  lateAfterMs: 60_000,
  gaps: [],
  deaf: [],
  quota: { used: 0, limit: null, since: 0, pollingTookOver: false },
  polling: state.state === 'live' ? null : state.state === 'off' ? 'noTunnel' : 'down',
  pollMs: 3_000,
  ...more,
})
const live = (ago: number): TunnelState => ({ state: 'live', url, since: now - 3_600_000, probedAt: now - ago, probeMs: 80 })
const line = (tunnel: TunnelView | null, account = real, listener = listening) => {
  const { glyph, hue, lead, strong, rest } = listenerLine(t, { tunnel, listener, account, now })
  return `${glyph} ${hue}:${lead}${lead === '' ? '' : ' '}${strong}${rest}`
}

test('the title bar says live only with a probe, and otherwise since when, why and that tasks are polled', () => {
  expect(line(view(live(4_000)))).toBe('dot-in-ring green:Listener live · probe 4 s ago')
  expect(line(view(live(61_000)))).toBe('triangle-up amber:Listener late · probe 1 min ago')
  expect(line(view({ state: 'down', since: now - 120_000, tries: 3, nextTryAt: now, problem }))).toBe(
    `cross red:No webhooks since ${formatTime(now - 120_000)}, polling every 3 s`,
  )
  expect(line(view({ state: 'refused', problem }))).toBe('cross red:No webhooks, tunnel refused, polling every 3 s')
  expect(line(view({ state: 'hostKeyChanged', fingerprint: 'b', pinned: 'a' }))).toBe(
    'cross red:No webhooks, server key changed, polling every 3 s',
  )
  expect(line(view({ state: 'hostKeyNew', fingerprint: 'b' }))).toBe('triangle-up amber:Tunnel waits for you, polling every 3 s')
  expect(line(view({ state: 'connecting', since: now, tries: 1 }))).toBe('triangle-up amber:Tunnel connecting, polling every 3 s')
  expect(line(view({ state: 'unproven', url, since: now }))).toBe('triangle-up amber:Tunnel unproven, polling every 3 s')
  expect(line(view({ state: 'off' }))).toBe('ring grey:No tunnel, polling every 3 s')
  expect(line(view(live(4_000), { polling: 'quota' }))).toBe('triangle-up amber:Listener nearly at its quota, polling every 3 s')
  expect(line(view(live(4_000)), real, { ...listening, state: 'failed' })).toBe('cross red:Listener dead')
})

test('where requests count against a plan, webhooks stand for probes before it is called late', () => {
  const metered = { lateAfterMs: 620_000, quota: { used: 1, limit: 20_000, since: 0, pollingTookOver: false } }
  expect(line(view(live(700_000), metered))).toContain('live')
  expect(line(view(live(700_000), metered), real, { ...listening, lastAt: now - 700_000 })).toContain('late')
})

test('an account whose platform is on this computer needs no tunnel, unless the tunnel leads here too', () => {
  const down: TunnelState = { state: 'down', since: now - 120_000, tries: 3, nextTryAt: now, problem }
  expect(line(view({ state: 'off' }), simulator)).toBe('dot-in-ring green:Listener live · last delivery 9 s ago')
  expect(line(view(down), simulator)).toBe('triangle-up amber:Listener live · tunnel down')
  expect(line(view(down, { settings: { ...own, publicUrl: 'http://127.0.0.1:8080' } }), simulator)).toContain('cross red:No webhooks since')
  expect(line(null)).toBe('dot-in-ring green:Listener live · last delivery 9 s ago')
})

test('the preflight says what a launch would do to the plan', () => {
  const params = { forecast: 12_400, used: 15_000, limit: 20_000, left: 3_000 }
  expect(issueLine(t, { field: 'callbacks.mode', code: 'tunnel_quota', params })).toBe(
    'Callbacks: about 12,400 webhooks are due, and the tunnel plan has 3,000 of 20,000 left before polling takes over.',
  )
})

test('a listener that can store nothing is never called live, whatever the probe says', () => {
  const stuck = { ...listening, problem }
  expect(line(view(live(4_000)), real, stuck)).toBe('cross red:Listener takes nothing')
  expect(line(null, real, stuck)).toBe('cross red:Listener takes nothing')
})
