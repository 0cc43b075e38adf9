import { useTranslation } from 'react-i18next'
import type { TaskForecast } from '../../src-contract/model/board.ts'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { finishSentence } from './forecast-words.ts'

interface Props {
  readonly forecast: TaskForecast | null
  /** Calls at the same time that the task may make now; null when not known. */
  readonly lines: number | null
  /** It dials nothing now: the forecast is for starting it at once. */
  readonly paused: boolean
  readonly timeZone: string | undefined
  readonly now: number
}

/** When the task will have called everybody, from what, what is left tonight, and how many lines would finish it today. */
export function ForecastLines({ forecast, lines, paused, timeZone, now }: Props) {
  const { t } = useTranslation()
  if (forecast === null || forecast.state === 'finished') return null
  if (forecast.state === 'none') return <p className="cb-second">{t(`tasks.forecast.none.${forecast.why}`)}</p>
  return (
    <div className="task-forecast">
      <p>
        {t(paused ? 'tasks.forecast.ifStarted' : 'tasks.forecast.finishes')} <b>{finishSentence(t, forecast, now, timeZone)}</b>
      </p>
      <p className="cb-second">
        {t('tasks.forecast.pace', { rate: formatDecimal(forecast.perMinute), left: formatCount(forecast.left) })}
        {forecast.leftTonight > 0
          ? ` ${t('tasks.forecast.leftTonight', { count: forecast.leftTonight, orders: formatCount(forecast.leftTonight) })}`
          : ''}
      </p>
      {forecast.linesForToday === null ? null : (
        <p className="cb-second">
          <b>{t('tasks.forecast.lines', { count: forecast.linesForToday, lines: formatCount(forecast.linesForToday) })}</b>
          {lines === null ? '' : ` ${t('tasks.forecast.linesNow', { count: lines, lines: formatCount(lines) })}`}
        </p>
      )}
    </div>
  )
}
