import { useTranslation } from 'react-i18next'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDate } from '../ui/time-format.ts'
import { POLLING_SHARE, quotaForecast } from './quota-forecast.ts'

/** Requests of the month against the plan: used, limit, the mark where polling takes over, and the day that is due. */
export function QuotaSection({ quota, now }: { quota: TunnelView['quota']; now: number }) {
  const { t } = useTranslation()
  const month = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(quota.since)
  const { used, limit } = quota
  const forecast = quotaForecast(quota, now)
  const share = shareOf(used, limit)
  const figures = {
    used: formatCount(used),
    limit: formatCount(limit),
    polling: formatCount(limit === null ? null : Math.ceil(limit * POLLING_SHARE)),
  }
  return (
    <PanelSection
      title={t('tunnel.quota.title', { month })}
      extra={<span className="cb-second">{limit === null ? t('tunnel.quota.noLimit', figures) : t('tunnel.quota.of', figures)}</span>}
    >
      {share === null ? null : (
        <div className="tunnel-quota" data-over={forecast.kind === 'usedUp' ? 'full' : quota.pollingTookOver || undefined}>
          <div
            className="tunnel-quota-bar"
            role="meter"
            aria-label={t('tunnel.quota.bar', figures)}
            aria-valuemin={0}
            aria-valuemax={limit ?? 0}
            aria-valuenow={used}
          >
            <i style={{ width: `${Math.min(1, share) * 100}%` }} />
            <span className="tunnel-quota-mark" style={{ left: `${POLLING_SHARE * 100}%` }} title={t('tunnel.quota.mark')} />
          </div>
          <strong>{formatPercent(share)}</strong>
        </div>
      )}
      {forecast.kind === 'usedUp' ? (
        <p>
          <StatusLine look={{ glyph: 'cross', hue: 'red' }}>
            {t('tunnel.quota.usedUp', { ...figures, day: formatDate(forecast.until, 'UTC', now) })}
          </StatusLine>
        </p>
      ) : forecast.kind === 'tookOver' ? (
        <p>
          <StatusLine look={{ glyph: 'warning', hue: 'amber' }}>{t('tunnel.quota.tookOver', figures)}</StatusLine>
        </p>
      ) : forecast.kind === 'runsOut' ? (
        <p>
          <StatusLine look={{ glyph: 'warning', hue: 'amber' }}>
            {t('tunnel.quota.pollingAt', { day: formatDate(forecast.pollingAt, undefined, now) })}
            {forecast.fullAt === null ? '' : ` ${t('tunnel.quota.fullAt', { day: formatDate(forecast.fullAt, undefined, now) })}`}
          </StatusLine>
        </p>
      ) : forecast.kind === 'lasts' ? (
        <p className="cb-second">{t('tunnel.quota.lasts', { atEnd: formatCount(forecast.atEnd) })}</p>
      ) : forecast.kind === 'tooEarly' ? (
        <p className="cb-second">{t('tunnel.quota.tooEarly')}</p>
      ) : null}
      <p className="cb-quiet">{t('tunnel.quota.utc')}</p>
    </PanelSection>
  )
}
