import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { instantOfWall } from '../setup/task-clock.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatDate, formatTime } from '../ui/time-format.ts'
import { dialWindow } from './dial-window.ts'

/** When the task may dial, in its own zone: "open until 13:00", "opens 11:30" with a clock, "manual start". */
export function TaskWindow({ task, now }: { task: TaskRow; now: number }) {
  const { t } = useTranslation()
  // What has ended has no window any more: no dash where nothing is due.
  if (task.taskStatus === 3 || task.taskStatus === 4) return null
  if (task.form?.kind !== 'callbot' || task.zoneSecond === null) return <span className="cb-quiet">{t('tasks.window.unknown')}</span>
  const { form } = task
  const when = (at: number) =>
    formatDate(at, form.timeZone) === formatDate(now, form.timeZone)
      ? formatTime(at, form.timeZone)
      : `${formatDate(at, form.timeZone).slice(0, 3)} ${formatTime(at, form.timeZone)}`
  if (task.taskStatus === 5) return <span>{t('tasks.window.held')}</span>
  if (task.taskStatus === 1) {
    const startAt = form.startupType === 2 ? instantOfWall(form.startupAt, form.timeZone) : null
    return <span>{startAt === null ? t('tasks.window.manual') : t('tasks.window.starts', { time: when(startAt) })}</span>
  }
  const window = dialWindow(form, task.zoneSecond, now)
  if (window.state === 'never')
    return (
      <span className="task-closed">
        <StatusGlyph glyph="clock" hue="amber" />
        {t('tasks.window.never')}
      </span>
    )
  if (window.state === 'closed')
    return (
      <span className="task-closed">
        <StatusGlyph glyph="clock" hue="amber" />
        {t('tasks.window.opens', { time: when(window.changesAt) })}
      </span>
    )
  return <span>{window.changesAt === null ? t('tasks.window.always') : t('tasks.window.openUntil', { time: when(window.changesAt) })}</span>
}
