import type { TFunction } from 'i18next'
import type { TaskForecast } from '../../src-contract/model/board.ts'
import { formatDate, formatDay, formatTime } from '../ui/time-format.ts'

const WEEK_MS = 7 * 86_400_000

/** An instant as briefly as it can be told apart: "16:40" today, "Fri 11:30" this week, "12 May 11:30" later; clocks of `timeZone`. */
export function nearTime(at: number, now: number, timeZone?: string): string {
  const clock = formatTime(at, timeZone)
  if (formatDate(at, timeZone, now) === formatDate(now, timeZone, now)) return clock
  return Math.abs(at - now) < WEEK_MS - 86_400_000
    ? `${formatDate(at, timeZone, now).slice(0, 3)} ${clock}`
    : `${formatDay(at, timeZone, now)} ${clock}`
}

/** `nearTime` for a narrow column: beyond this week the day alone. */
export function columnTime(at: number, now: number, timeZone?: string): string {
  return Math.abs(at - now) < WEEK_MS - 86_400_000 ? nearTime(at, now, timeZone) : formatDay(at, timeZone, now)
}

/** "about 16:40, between 16:10 and 17:30"; null when nothing can be said. */
export function finishSentence(t: TFunction, forecast: TaskForecast, now: number, timeZone?: string): string | null {
  if (forecast.state === 'finished') return t('tasks.forecast.finished')
  if (forecast.state === 'none') return null
  const [likely, earliest, latest] = [
    nearTime(forecast.likely, now, timeZone),
    nearTime(forecast.earliest, now, timeZone),
    nearTime(forecast.latest, now, timeZone),
  ]
  return earliest === latest ? t('tasks.forecast.about', { likely }) : t('tasks.forecast.between', { likely, earliest, latest })
}
