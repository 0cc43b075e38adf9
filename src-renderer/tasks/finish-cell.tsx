import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TaskFacts } from './facts-loader.ts'
import { columnTime, finishSentence } from './forecast-words.ts'

/** When a task will have called everybody, or when the last calls of an ended one began. */
export function FinishCell({ task, facts, now }: { task: TaskRow; facts: TaskFacts | undefined; now: number }) {
  const { t } = useTranslation()
  const timeZone = task.form?.kind === 'callbot' ? task.form.timeZone : undefined
  const forecast = facts?.forecast ?? null
  if (forecast?.state === 'known' && task.taskStatus !== 5)
    return <span title={finishSentence(t, forecast, now, timeZone) ?? ''}>{columnTime(forecast.likely, now, timeZone)}</span>
  if ((task.taskStatus === 3 || task.taskStatus === 4) && task.lastCallAt !== null)
    return (
      <span className="cb-quiet" title={t('tasks.forecast.lastCalls')}>
        {columnTime(task.lastCallAt, now, timeZone)}
      </span>
    )
  const why = forecast?.state === 'none' ? t(`tasks.forecast.none.${forecast.why}`) : undefined
  return (
    <span className="cb-quiet" title={why}>
      —
    </span>
  )
}
