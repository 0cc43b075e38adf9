import { useTranslation } from 'react-i18next'
import { clockOfHalfHour } from '../setup/window-words.ts'
import { formatCount } from '../ui/number-format.ts'
import type { WallDay } from './day-sums.ts'

/** Today's calls by half-hour: facts filled (answered, other), what is usual outlined, now as a line. Until the day `isTold` there is none of it. */
export function WallChart({ day, isTold, clock }: { day: WallDay; isTold: boolean; clock: string }) {
  const { t } = useTranslation()
  const { hours, nowSlot } = day
  const [first] = hours
  if (!first) return <div className="wall-chart wall-none">{t(isTold ? 'wallboard.noCalls' : 'wallboard.addingUp')}</div>
  const most = Math.max(1, ...hours.map(hour => Math.max(hour.calls, hour.usual ?? 0)))
  const present = Math.floor(nowSlot)
  const current = hours.find(hour => hour.slot === present)
  const at = ((nowSlot - first.slot) / hours.length) * 100
  const every = hours.length > 32 ? 4 : 2
  const height = (calls: number) => `${(calls / most) * 100}%`
  return (
    <div
      className="wall-chart"
      role="img"
      aria-label={t('wallboard.chart', { calls: formatCount(day.calls), answered: formatCount(day.answered) })}
    >
      <div className="wall-bars">
        {hours.map(hour => (
          <div key={hour.slot} className="wall-bar">
            {hour.usual !== null && hour.slot >= present ? <i className="wall-usual" style={{ height: height(hour.usual) }} /> : null}
            {hour.calls > 0 ? (
              <div className="wall-calls" style={{ height: height(hour.calls) }}>
                {hour.slot < present && hours.length <= 24 ? <span>{formatCount(hour.calls)}</span> : null}
                <i style={{ height: `${(hour.answered / hour.calls) * 100}%` }} />
              </div>
            ) : null}
          </div>
        ))}
        {at >= 0 && at <= 100 ? (
          <div className="wall-now" style={{ left: `${at}%` }} data-end={at > 75 || undefined}>
            <span>
              <b>{clock}</b> {current && current.calls > 0 ? t('wallboard.soFar', { calls: formatCount(current.calls) }) : ''}
            </span>
          </div>
        ) : null}
      </div>
      <div className="wall-axis">
        {hours.map(hour => (
          <span key={hour.slot}>{hour.slot % every === 0 ? clockOfHalfHour(hour.slot) : ''}</span>
        ))}
      </div>
    </div>
  )
}
