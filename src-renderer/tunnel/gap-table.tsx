import { useTranslation } from 'react-i18next'
import type { Gap } from '../../src-contract/model/tunnel.ts'
import { errorWords } from '../ui/error-words.ts'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment, formatSpan } from '../ui/time-format.ts'

/** Times in which webhooks may have been missed, newest first, and what was pulled for them afterwards. */
export function GapTable({ gaps, now }: { gaps: readonly Gap[]; now: number }) {
  const { t } = useTranslation()
  return (
    <PanelSection title={t('tunnel.gaps.title')} extra={<span className="cb-second">{formatCount(gaps.length)}</span>}>
      <p className="cb-second">{gaps.length === 0 ? t('tunnel.gaps.none') : t('tunnel.gaps.text')}</p>
      {gaps.length === 0 ? null : (
        <table className="tunnel-table">
          <thead>
            <tr>
              <th>{t('tunnel.gaps.state')}</th>
              <th>{t('tunnel.gaps.from')}</th>
              <th>{t('tunnel.gaps.to')}</th>
              <th className="tunnel-number">{t('tunnel.gaps.length')}</th>
              <th className="tunnel-number">{t('tunnel.gaps.tasks')}</th>
              <th className="tunnel-number">{t('tunnel.gaps.orders')}</th>
            </tr>
          </thead>
          <tbody>
            {gaps.map(gap => (
              <tr key={gap.id}>
                <td>
                  <GapState gap={gap} now={now} />
                </td>
                <td className="tunnel-time">{formatMoment(gap.from, undefined, now)}</td>
                <td className="tunnel-time">{gap.to === null ? t('tunnel.gaps.lasts') : formatMoment(gap.to, undefined, now)}</td>
                <td className="tunnel-number">{formatSpan((gap.to ?? now) - gap.from)}</td>
                <td className="tunnel-number">{gap.state === 'open' ? UNKNOWN : formatCount(gap.tasks)}</td>
                <td className="tunnel-number">{gap.state === 'open' ? UNKNOWN : formatCount(gap.ordersPulled)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PanelSection>
  )
}

function GapState({ gap, now }: { gap: Gap; now: number }) {
  const { t } = useTranslation()
  if (gap.state === 'open' || gap.state === 'repaired')
    return (
      <span className="cb-status">
        <i className="tunnel-gap" data-state={gap.state} />
        <span style={{ color: `var(--${gap.state === 'open' ? 'red' : 'violet'})` }}>
          {gap.state === 'open' ? t('tunnel.gaps.open') : t('tunnel.gaps.repaired', { time: formatMoment(gap.repairedAt, undefined, now) })}
        </span>
      </span>
    )
  if (gap.state === 'repairing')
    return (
      <span className="cb-status">
        <StatusGlyph glyph="half-ring" hue="blue" /> {t('tunnel.gaps.repairing')}
      </span>
    )
  const words = gap.problem ? errorWords(t, gap.problem) : null
  return (
    <div>
      <span className="cb-status">
        <StatusGlyph glyph="cross" hue="red" /> {t('tunnel.gaps.failed')}
      </span>
      {words ? (
        <div className="cb-second">
          {words.what} {words.next}
        </div>
      ) : null}
    </div>
  )
}
