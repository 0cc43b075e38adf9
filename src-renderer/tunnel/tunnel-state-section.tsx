import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { agoWords } from '../ui/age.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { formatCount } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatSpan } from '../ui/time-format.ts'
import { HostKeyChanged, HostKeyNew } from './host-key.tsx'
import { stateTitle, tunnelLooks } from './tunnel-look.ts'
import { isDirect } from './uses-tunnel.ts'

/** What the tunnel is doing now, why, what happens next by itself, and what that means for the tasks. */
export function TunnelStateSection({ view, account, now }: { view: TunnelView; account: AccountView | null; now: number }) {
  const { t } = useTranslation()
  const { state, settings } = view
  const why = view.polling ?? (view.deaf.length > 0 ? 'deaf' : 'nobody')
  const polling = t(`tunnel.polling.${why}`, { every: formatSpan(view.pollMs) })
  const host = settings.provider === 'ssh' ? `${settings.host}:${settings.port}` : ''
  const look = tunnelLooks[state.state]
  return (
    <section className="cb-section" aria-label={t('tunnel.title')} data-state={state.state}>
      <h2 className="tunnel-state" style={{ color: look.hue === 'red' ? 'var(--red)' : undefined }}>
        <StatusGlyph {...look} size={14} /> {stateTitle(t, view, now)}
      </h2>
      {state.state === 'hostKeyNew' ? <HostKeyNew host={host} fingerprint={state.fingerprint} /> : null}
      {state.state === 'hostKeyChanged' ? <HostKeyChanged host={host} fingerprint={state.fingerprint} pinned={state.pinned} /> : null}
      {state.state === 'off' || state.state === 'connecting' || state.state === 'unproven' || state.state === 'live' ? (
        <p className="cb-second">{t(`tunnel.state.${state.state}Text`)}</p>
      ) : null}
      {state.state === 'down' || state.state === 'refused' ? (
        <div className="tunnel-problem">
          <ErrorPanel compact error={state.problem} />
        </div>
      ) : null}
      <div className="tunnel-space">
        <Facts
          labelWidth={130}
          rows={[
            ...('url' in state
              ? [[t('tunnel.state.address'), <CopyText key="url" text={state.url} what={t('tunnel.state.address')} />] as const]
              : []),
            ...(state.state === 'live'
              ? [
                  [
                    t('tunnel.state.lastProbe'),
                    t('tunnel.state.lastProbeValue', { ago: agoWords(t, now - state.probedAt), ms: formatCount(state.probeMs) }),
                  ] as const,
                ]
              : []),
            ...(state.state === 'down'
              ? [
                  [
                    t('tunnel.state.tries'),
                    <span key="tries">
                      {formatCount(state.tries)} · <strong>{nextTry(state.nextTryAt)}</strong>
                    </span>,
                  ] as const,
                ]
              : []),
            [t('tunnel.polling.label'), polling],
            ...(account !== null && isDirect(account, view) ? [[account.label, t('tunnel.state.direct')] as const] : []),
          ]}
        />
      </div>
    </section>
  )

  function nextTry(at: number): string {
    return at > now ? t('tunnel.state.nextTry', { span: formatSpan(Math.ceil((at - now) / 1000) * 1000) }) : t('tunnel.state.nextTryNow')
  }
}
