import { useTranslation } from 'react-i18next'
import type { HeatMap } from '../../src-contract/model/board.ts'
import { formatCount } from '../ui/number-format.ts'
import { formatDay } from '../ui/time-format.ts'
import css from './half-hour-grid.module.css'
import { rateWords } from './half-hour-rate-words.ts'
import { type HalfHourRate, ratesOfDays } from './half-hour-rates.ts'

/** How high the answer rate of our own calls was in each half-hour of the chosen weekdays, above the row that is painted. */
export function HalfHourRateRow({ map, weekdays }: { map: HeatMap | null; weekdays: readonly number[] }) {
  const { t } = useTranslation()
  const rates = map && map.calls > 0 ? ratesOfDays(map, weekdays) : null
  if (!map || !rates) return null
  return (
    <div className={css.frame}>
      <div className={css.rateCaption}>{t('setup.rate.caption')}</div>
      <div
        className={css.rates}
        role="img"
        aria-label={t('setup.rate.label', { count: map.calls, calls: formatCount(map.calls), from: formatDay(map.from) })}
      >
        {rates.map((rate, slot) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a half-hour is its place in the day
          <span key={slot} title={rateWords(t, rate, slot)}>
            <RateBar rate={rate} />
          </span>
        ))}
      </div>
    </div>
  )
}

/** A bar as high as the answer rate against the best half-hour; hatched where there are too few calls to tell. */
export function RateBar({ rate }: { rate: HalfHourRate }) {
  if (rate.share === null) return null
  return (
    <i
      className={css.rate}
      data-few={rate.few || undefined}
      style={rate.few ? undefined : { height: `${Math.max(8, rate.height * 100)}%` }}
    />
  )
}
