import type { TFunction } from 'i18next'
import type { TunnelState, TunnelView } from '../../src-contract/model/tunnel.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatMoment, formatSpan } from '../ui/time-format.ts'

/** Shape and colour of what the tunnel is doing. */
export const tunnelLooks: Record<TunnelState['state'], { readonly glyph: Glyph; readonly hue: Hue }> = {
  off: { glyph: 'ring', hue: 'grey' },
  connecting: { glyph: 'triangle-up', hue: 'amber' },
  hostKeyNew: { glyph: 'triangle-up', hue: 'amber' },
  hostKeyChanged: { glyph: 'cross', hue: 'red' },
  unproven: { glyph: 'triangle-up', hue: 'amber' },
  live: { glyph: 'dot-in-ring', hue: 'green' },
  down: { glyph: 'cross', hue: 'red' },
  refused: { glyph: 'cross', hue: 'red' },
}

/** Since when no webhook came through, UTC milliseconds: the gap that lasts begins with the last sign of life, before the loss was noticed. Null: it is not known to be cut. */
export function silentSince({ state, gaps }: Pick<TunnelView, 'state' | 'gaps'>): number | null {
  const gap = gaps.find(({ to }) => to === null)
  if (state.state === 'down') return Math.min(state.since, gap?.from ?? state.since)
  return state.state === 'refused' || state.state === 'hostKeyChanged' ? (gap?.from ?? null) : null
}

/** The head of a state: "Live since 09:12", "No webhooks since 10:02". `now` in UTC milliseconds. */
export function stateTitle(t: TFunction, view: Pick<TunnelView, 'state' | 'gaps'>, now: number): string {
  const { state } = view
  switch (state.state) {
    case 'off':
    case 'unproven':
    case 'refused':
      return t(`tunnel.state.${state.state}`)
    case 'connecting':
      return t('tunnel.state.connecting', { span: formatSpan(now - state.since) })
    case 'hostKeyNew':
      return t('tunnel.hostKey.newTitle')
    case 'hostKeyChanged':
      return t('tunnel.hostKey.changedTitle')
    case 'live':
      return t('tunnel.state.live', { time: formatMoment(state.since, undefined, now) })
    case 'down':
      return t('tunnel.state.down', { time: formatMoment(silentSince(view) ?? state.since, undefined, now) })
  }
}
