import { useTranslation } from 'react-i18next'
import type { DeliveryDetail, DeliveryProof } from '../../src-contract/model/webhook.ts'
import { Facts } from '../ui/facts.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatSpan } from '../ui/time-format.ts'
import { HashedString } from './hashed-string.tsx'
import { SignatureNotice } from './signature-notice.tsx'

const stateLooks: Record<DeliveryProof['inputs'][number]['state'], { glyph: Glyph; hue: Hue }> = {
  same: { glyph: 'disc-check', hue: 'green' },
  off: { glyph: 'cross', hue: 'red' },
  missing: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
}

/** The proof: why the signature holds or does not, the string that was hashed, what was tried, and the other inputs. */
export function SignatureTab({ detail, onOpen }: { detail: DeliveryDetail; onOpen: (id: number) => void }) {
  const { t } = useTranslation()
  const { proof, row } = detail
  const isSigned = proof.cause !== 'unsigned'
  return (
    <>
      <PanelSection>
        <SignatureNotice detail={detail} />
      </PanelSection>
      <PanelSection
        title={t(isSigned ? 'webhooks.proof.hashed' : 'webhooks.proof.wouldHash')}
        extra={<span className="cb-quiet">{t('webhooks.proof.bytes', { number: formatCount(proof.bytes) })}</span>}
      >
        <HashedString parts={proof.hashed} phone={row.phone} />
        {proof.places > 0 ? (
          <p className="cb-second">{t('webhooks.proof.places', { count: proof.places, number: formatCount(proof.places) })}</p>
        ) : null}
      </PanelSection>
      {proof.tried.length > 0 ? (
        <PanelSection title={t('webhooks.proof.tried')}>
          <ul className="webhook-tried">
            {shownTries(proof).map(({ algorithm, variant, matches }) => (
              <li key={`${algorithm} ${variant}`}>
                <StatusGlyph glyph={matches ? 'disc-check' : 'cross'} hue={matches ? 'green' : 'red'} />
                <code className="cb-mono">{algorithm}</code>
                <span className={matches ? 'cb-strong' : undefined}>{t(`webhooks.variant.${variant}`)}</span>
                <span className="cb-quiet">{t(matches ? 'webhooks.proof.match' : 'webhooks.proof.noMatch')}</span>
              </li>
            ))}
          </ul>
          {proof.tried.length > shownTries(proof).length ? (
            <p className="cb-second webhook-space">
              {t('webhooks.proof.moreTried', { count: proof.tried.length - shownTries(proof).length })}
            </p>
          ) : null}
          <Facts
            labelWidth={64}
            rows={[
              [
                t('webhooks.proof.got'),
                <code key="got" className="cb-mono">
                  {proof.got ?? UNKNOWN}
                </code>,
              ],
              [
                t('webhooks.proof.expected'),
                <code key="expected" className="cb-mono">
                  {proof.expected ?? UNKNOWN}
                </code>,
              ],
            ]}
          />
        </PanelSection>
      ) : null}
      <PanelSection title={t('webhooks.proof.inputs')}>
        <ul className="webhook-inputs">
          {proof.inputs.map(input => (
            <li key={input.name}>
              <StatusGlyph
                glyph={stateLooks[input.state].glyph}
                hue={stateLooks[input.state].hue}
                title={t(`webhooks.input.${input.state}`)}
              />
              <code className="cb-mono">{input.name}</code>
              <span className="webhook-input-value">
                {input.value ?? t(!isSigned && input.state === 'unknown' ? 'webhooks.input.unused' : `webhooks.input.${input.state}`)}
                {input.state === 'off' && input.ours !== null ? (
                  <span className="cb-quiet"> {t('webhooks.input.ours', { ours: input.ours })}</span>
                ) : null}
              </span>
            </li>
          ))}
          {isSigned ? (
            <>
              <li>
                <StatusGlyph glyph={row.sameAs ? 'triangle-down' : 'disc-check'} hue={row.sameAs ? 'amber' : 'green'} />
                <span>{t('webhooks.proof.repeat')}</span>
                <span>
                  {t(row.sameAs ? 'webhooks.proof.seenBefore' : 'webhooks.proof.firstTime')}{' '}
                  {row.sameAs ? (
                    <button type="button" className="cb-link" onClick={() => row.sameAs && onOpen(row.sameAs.id)}>
                      {t('webhooks.proof.openFirst')}
                    </button>
                  ) : null}
                </span>
              </li>
              <ClockRow clockOffMs={row.clockOffMs} toleranceSeconds={proof.toleranceSeconds} />
            </>
          ) : null}
        </ul>
      </PanelSection>
    </>
  )
}

function ClockRow({ clockOffMs, toleranceSeconds }: { clockOffMs: number | null; toleranceSeconds: number }) {
  const { t } = useTranslation()
  const within = clockOffMs !== null && Math.abs(clockOffMs) <= toleranceSeconds * 1000
  const span = clockOffMs === null ? '' : formatSpan(Math.abs(clockOffMs))
  return (
    <li>
      <StatusGlyph glyph={within ? 'disc-check' : 'clock'} hue={within ? 'green' : 'amber'} />
      <span>{t('webhooks.proof.clock')}</span>
      <span>
        {clockOffMs === null ? UNKNOWN : t(clockOffMs <= 0 ? 'webhooks.proof.signedBefore' : 'webhooks.proof.signedAfter', { span })}
        {within || clockOffMs === null ? null : (
          <span className="cb-quiet"> {t('webhooks.proof.tolerance', { span: formatSpan(toleranceSeconds * 1000) })}</span>
        )}
      </span>
    </li>
  )
}

/** The bytes as received, and of the rest what matched or the first few. */
function shownTries({ tried }: DeliveryProof): DeliveryProof['tried'] {
  const first = tried.filter(({ variant }) => variant === 'received')
  const rest = tried.filter(({ variant }) => variant !== 'received')
  const matching = rest.filter(({ matches }) => matches)
  return [...first, ...(matching.length > 0 ? matching : rest.slice(0, 4))]
}
