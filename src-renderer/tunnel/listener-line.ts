import type { TFunction } from 'i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import type { ListenerStatus } from '../../src-contract/model/webhook.ts'
import { agoWords } from '../ui/age.tsx'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatSpan, formatTime } from '../ui/time-format.ts'
import { silentSince } from './tunnel-look.ts'
import { isDirect } from './uses-tunnel.ts'

/** The listener in one line: "Listener **live** · probe 4 s ago". */
export interface ListenerLine {
  readonly glyph: Glyph
  readonly hue: Hue
  /** Before the word; empty when the word says it all. */
  readonly lead: string
  readonly strong: string
  /** After the word, with what joins it; empty when there is nothing to add. */
  readonly rest: string
}

const looks = {
  live: { glyph: 'dot-in-ring', hue: 'green' },
  late: { glyph: 'triangle-up', hue: 'amber' },
  dead: { glyph: 'cross', hue: 'red' },
  off: { glyph: 'ring', hue: 'grey' },
} as const

/**
 * What is true of an account's webhooks now, `now` in UTC milliseconds. `tunnel` null: it is not known, so only the listener is told.
 */
export function listenerLine(
  t: TFunction,
  {
    tunnel,
    listener,
    account,
    now,
  }: {
    tunnel: TunnelView | null
    listener: ListenerStatus
    account: Pick<AccountView, 'simulator' | 'baseUrl'>
    now: number
  },
): ListenerLine {
  const lead = t('tunnel.line.listener')
  if (listener.state === 'failed') return { ...looks.dead, lead, strong: t('status.listener.failed'), rest: '' }
  if (listener.state === 'off') return { ...looks.off, lead, strong: t('status.listener.off'), rest: '' }
  // It answers, and every answer is a no: nothing can be stored.
  if (listener.problem !== null) return { ...looks.dead, lead, strong: t('tunnel.line.stuck'), rest: '' }
  if (tunnel === null || isDirect(account, tunnel)) return hereLine(t, tunnel, listener, now)
  const polling = tunnel.polling === null ? '' : `, ${t('tunnel.line.polling', { every: formatSpan(tunnel.pollMs) })}`
  const { state } = tunnel
  switch (state.state) {
    case 'live': {
      if (tunnel.polling === 'quota') {
        const { used, limit } = tunnel.quota
        return {
          ...looks.late,
          lead,
          strong: t(limit !== null && used >= limit ? 'tunnel.line.quotaFull' : 'tunnel.line.quota'),
          rest: polling,
        }
      }
      // Where every request counts against a plan, webhooks stand for probes.
      const sign = tunnel.quota.limit === null ? state.probedAt : Math.max(state.probedAt, listener.lastAt ?? 0)
      const isLate = now - sign > tunnel.lateAfterMs
      const rest = ` · ${t('tunnel.line.probe', { ago: agoWords(t, now - state.probedAt) })}`
      return { ...(isLate ? looks.late : looks.live), lead, strong: t(isLate ? 'tunnel.line.late' : 'status.listener.listening'), rest }
    }
    case 'down':
      return {
        ...looks.dead,
        lead: '',
        strong: t('tunnel.line.down', { time: formatTime(silentSince(tunnel) ?? state.since) }),
        rest: polling,
      }
    case 'hostKeyChanged':
    case 'refused':
      return { ...looks.dead, lead: '', strong: t(`tunnel.line.${state.state}`), rest: polling }
    case 'off':
      return { ...looks.off, lead: '', strong: t('tunnel.line.off'), rest: polling }
    case 'connecting':
    case 'unproven':
    case 'hostKeyNew':
      return { ...looks.late, lead: '', strong: t(`tunnel.line.${state.state}`), rest: polling }
  }
}

/** For an account whose platform reaches the listener without a tunnel; a tunnel in trouble is still said. */
function hereLine(t: TFunction, tunnel: TunnelView | null, listener: ListenerStatus, now: number): ListenerLine {
  const words = { lead: t('tunnel.line.listener'), strong: t('status.listener.listening') }
  const trouble = tunnel?.state.state
  if (trouble === 'down' || trouble === 'refused' || trouble === 'hostKeyChanged')
    return { ...looks.late, ...words, rest: ` · ${t('tunnel.line.tunnelDown')}` }
  const last =
    listener.lastAt === null ? t('tunnel.line.nothingYet') : t('tunnel.line.lastDelivery', { ago: agoWords(t, now - listener.lastAt) })
  return { ...looks.live, ...words, rest: ` · ${last}` }
}
