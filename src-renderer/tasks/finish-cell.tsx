import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TaskFacts } from './facts-loader.ts'
import { finishTime } from './finish-time.ts'
import { columnTime, finishSentence } from './forecast-words.ts'
import { zoneOf } from './zone-of.ts'

interface Props {
  readonly task: TaskRow
  readonly facts: TaskFacts | undefined
  readonly now: number
  /** There is room for the range beside the likely time. */
  readonly wide: boolean
}

/** When a task will have called everybody, or when the last calls of an ended one began. */
export function FinishCell({ task, facts, now, wide }: Props) {
  const { t } = useTranslation()
  const timeZone = zoneOf(task)
  const forecast = facts?.forecast ?? null
  const finish = finishTime(task, forecast)
  if (finish === null)
    return (
      <span className="cb-quiet" title={forecast?.state === 'none' ? t(`tasks.forecast.none.${forecast.why}`) : undefined}>
        —
      </span>
    )
  if (finish.kind === 'ended' || forecast?.state !== 'known')
    return (
      <span className="cb-quiet" title={t('tasks.forecast.lastCalls')}>
        {columnTime(finish.at, now, timeZone)}
      </span>
    )
  const [earliest, latest] = [columnTime(forecast.earliest, now, timeZone), columnTime(forecast.latest, now, timeZone)]
  return (
    <span className="task-finish" title={finishSentence(t, forecast, now, timeZone) ?? ''}>
      <span>{columnTime(finish.at, now, timeZone)}</span>
      {wide && earliest !== latest ? <span className="cb-quiet">{t('tasks.forecast.range', { earliest, latest })}</span> : null}
    </span>
  )
}
