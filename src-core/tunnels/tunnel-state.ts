import type { TunnelState } from '../../src-contract/model/tunnel.ts'
import type { WireError } from '../../src-contract/result.ts'

/** What happens to a tunnel. `at`: UTC milliseconds. */
export type TunnelEvent =
  | { readonly what: 'switchedOff' }
  /** `isFresh`: the operator or a new run begins; otherwise it goes on after a failure. */
  | { readonly what: 'trying'; readonly at: number; readonly isFresh: boolean }
  | { readonly what: 'hostKey'; readonly fingerprint: string; readonly pinned: string | null }
  | { readonly what: 'connected'; readonly at: number; readonly url: string }
  | { readonly what: 'proved'; readonly at: number; readonly url: string; readonly tookMs: number }
  | { readonly what: 'lost'; readonly at: number; readonly nextTryAt: number; readonly problem: WireError }
  | { readonly what: 'refused'; readonly problem: WireError }

/**
 * What a tunnel is after something happened to it. Only a probe makes it live. Once it was lost it stays down until one comes back, also
 * while it is tried again and connected: a screen must not turn hopeful, and flicker, over a connection that carries nothing.
 */
export function nextTunnelState(state: TunnelState, event: TunnelEvent): TunnelState {
  switch (event.what) {
    case 'switchedOff':
      return { state: 'off' }
    case 'trying':
      if (state.state === 'down' && !event.isFresh) return { ...state, nextTryAt: event.at }
      return { state: 'connecting', since: event.at, tries: 1 }
    case 'hostKey':
      return event.pinned === null
        ? { state: 'hostKeyNew', fingerprint: event.fingerprint }
        : { state: 'hostKeyChanged', fingerprint: event.fingerprint, pinned: event.pinned }
    case 'connected':
      return state.state === 'down' ? state : { state: 'unproven', url: event.url, since: event.at }
    case 'proved':
      if (state.state !== 'unproven' && state.state !== 'live' && state.state !== 'down') return state
      return {
        state: 'live',
        url: event.url,
        since: state.state === 'live' ? state.since : event.at,
        probedAt: event.at,
        probeMs: event.tookMs,
      }
    case 'lost': {
      const { nextTryAt, problem } = event
      if (state.state === 'down') return { ...state, tries: state.tries + 1, nextTryAt, problem }
      return { state: 'down', since: event.at, tries: 1, nextTryAt, problem }
    }
    case 'refused':
      return { state: 'refused', problem: event.problem }
  }
}
