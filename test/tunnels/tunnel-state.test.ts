import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TunnelState } from '../../src-contract/model/tunnel.ts'
import { toWireError } from '../../src-core/app-error.ts'
import { nextTunnelState, type TunnelEvent } from '../../src-core/tunnels/tunnel-state.ts'

const problem = toWireError(new Error('cut'))
const after = (...events: TunnelEvent[]) => events.reduce(nextTunnelState, { state: 'off' } as TunnelState)
const url = 'https://hooks.example.com'
const connected: TunnelEvent = { what: 'connected', at: 20, url }
const proved = (at: number): TunnelEvent => ({ what: 'proved', at, url, tookMs: 5 })
const lost = (at: number): TunnelEvent => ({ what: 'lost', at, nextTryAt: at + 500, problem })
const trying = (at: number, isFresh = false): TunnelEvent => ({ what: 'trying', at, isFresh })

test('a connection is unproven until a probe came back, and live since the first one that did', () => {
  expect(after(trying(10, true))).toEqual({ state: 'connecting', since: 10, tries: 1 })
  expect(after(trying(10, true), connected)).toEqual({ state: 'unproven', url, since: 20 })
  expect(after(trying(10, true), connected, proved(30), proved(60))).toEqual({ state: 'live', url, since: 30, probedAt: 60, probeMs: 5 })
})

test('what was lost stays down while it is tried again, since the first failure, until it is proved or begun anew', () => {
  const down = after(connected, proved(30), lost(100), trying(600), lost(700))
  expect(down).toEqual({ state: 'down', since: 100, tries: 2, nextTryAt: 1_200, problem })
  expect(nextTunnelState(down, trying(1_200))).toEqual({ ...down, nextTryAt: 1_200 })
  expect(nextTunnelState(down, trying(800, true)).state).toBe('connecting')
  expect(nextTunnelState(down, connected)).toEqual(down)
  expect(nextTunnelState(down, proved(1_300))).toEqual({ state: 'live', url, since: 1_300, probedAt: 1_300, probeMs: 5 })
})

test('a server key is new without a pinned one and changed with another', () => {
  expect(after({ what: 'hostKey', fingerprint: 'SHA256:a', pinned: null })).toEqual({ state: 'hostKeyNew', fingerprint: 'SHA256:a' })
  expect(after({ what: 'hostKey', fingerprint: 'SHA256:a', pinned: 'SHA256:b' })).toEqual({
    state: 'hostKeyChanged',
    fingerprint: 'SHA256:a',
    pinned: 'SHA256:b',
  })
})

test('whatever happens in whatever order, it is live only while the last word of it is a proof, and never out of nothing', () => {
  const at = fc.integer({ min: 0, max: 1_000 })
  const event: fc.Arbitrary<TunnelEvent> = fc.oneof(
    fc.constant<TunnelEvent>({ what: 'switchedOff' }),
    fc.record({ what: fc.constant('trying' as const), at, isFresh: fc.boolean() }),
    fc.record({ what: fc.constant('hostKey' as const), fingerprint: fc.constant('a'), pinned: fc.constantFrom(null, 'b') }),
    fc.record({ what: fc.constant('connected' as const), at, url: fc.constant(url) }),
    fc.record({ what: fc.constant('proved' as const), at, url: fc.constant(url), tookMs: at }),
    fc.record({ what: fc.constant('lost' as const), at, nextTryAt: at, problem: fc.constant(problem) }),
    fc.record({ what: fc.constant('refused' as const), problem: fc.constant(problem) }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), events => {
      const { state } = after(...events)
      const before = after(...events.slice(0, -1)).state
      const mayProve = before === 'unproven' || before === 'live' || before === 'down'
      expect(state === 'live').toBe(events.at(-1)?.what === 'proved' && mayProve)
    }),
  )
})
