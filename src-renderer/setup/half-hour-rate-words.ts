import type { TFunction } from 'i18next'
import { formatCount, formatPercent } from '../ui/number-format.ts'
import type { HalfHourRate } from './half-hour-rates.ts'
import { clockOfHalfHour } from './window-words.ts'

/** "09:30–10:00: 41.2 % of 1,240 calls answered"; says when there are too few calls, or none. `day` goes before the time. */
export function rateWords(t: TFunction, rate: HalfHourRate, slot: number, day = ''): string {
  const window = `${day ? `${day} ` : ''}${clockOfHalfHour(slot)}–${clockOfHalfHour(slot + 1)}`
  if (rate.share === null) return t('setup.rate.none', { window })
  const values = { window, share: formatPercent(rate.share), calls: formatCount(rate.calls), answered: formatCount(rate.answered) }
  return t(rate.few ? 'setup.rate.few' : 'setup.rate.answered', { ...values, count: rate.calls })
}
