import { useElementSize, useViewportSize } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { dialWindow } from '../tasks/dial-window.ts'
import type { TaskFacts } from '../tasks/facts-loader.ts'
import { nearTime } from '../tasks/forecast-words.ts'
import { carrierOf, isPolled } from '../tasks/freshness.ts'
import { answeredShare, groupOf } from '../tasks/task-groups.ts'
import { formatCount, formatShare } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { taskStatusLook, taskStatusWords } from '../ui/task-status-look.ts'
import { pageAt } from './pages.ts'

/** How long one page of tasks stands. */
const PAGE_MS = 12_000
/** Height of a line in wallboard.css. */
const LINE_EM = 3.9
/** Pixels of an em of the wallboard, as in wallboard.css. */
const wallEm = (width: number, height: number): number => Math.max(9, Math.min(width / 120, height / 67.5))

interface Props {
  readonly tasks: readonly TaskRow[]
  readonly facts: ReadonlyMap<string, TaskFacts>
  readonly tunnel: TunnelView | null
  readonly account: AccountView
  readonly now: number
  readonly timeZone: string
}

/** Running and paused tasks, a line each; more than fit take turns. */
export function WallTasks({ tasks, facts, tunnel, account, now, timeZone }: Props) {
  const { t } = useTranslation()
  const { ref, height } = useElementSize<HTMLDivElement>()
  const viewport = useViewportSize()
  const fitting = Math.max(1, Math.floor(height / (LINE_EM * wallEm(viewport.width, viewport.height))))
  const { items, page, pages } = pageAt(tasks, fitting, now, PAGE_MS)
  return (
    <section className="wall-tasks" aria-label={t('wallboard.tasks')}>
      <header>
        <span>
          {t('wallboard.tasks')} {pages > 1 ? t('wallboard.page', { page, pages, tasks: formatCount(tasks.length) }) : ''}
        </span>
        <span>{t('wallboard.finished')}</span>
        <span>{t('wallboard.answeredShort')}</span>
        <span>{t('wallboard.finishes')}</span>
      </header>
      <div className="wall-lines" ref={ref}>
        {items.map(task => {
          const share = answeredShare(task.counts)
          const closed = windowOpensAt(task, now)
          return (
            <div key={task.userTaskID} className="wall-line">
              <StatusGlyph
                {...(closed === null ? taskStatusLook(task.taskStatus) : ({ glyph: 'clock', hue: 'amber' } as const))}
                title={taskStatusWords(t, task.taskStatus)}
                size={20}
              />
              <span className="cb-ellipsis">{task.taskName || task.userTaskID}</span>
              <ProgressBar
                tall
                done={task.counts.answered}
                other={task.counts.finished - task.counts.answered}
                total={task.counts.total}
                label={t('tasks.column.progress')}
              />
              <span>
                {formatCount(task.counts.finished)} <i>/ {formatCount(task.counts.total)}</i>
              </span>
              <span>{share === null ? '—' : formatShare(share)}</span>
              {end(t, task, closed)}
            </div>
          )
        })}
        {tasks.length === 0 ? <p className="wall-none">{t('wallboard.noTasks')}</p> : null}
      </div>
    </section>
  )

  function end(t: TFunction, task: TaskRow, closed: number | null): ReactNode {
    if (groupOf(task) === 'paused') return <span className="wall-held">{t('wallboard.held')}</span>
    if (closed !== null) return <span className="wall-held">{t('tasks.window.opens', { time: nearTime(closed, now, timeZone) })}</span>
    const carrier = carrierOf(task, tunnel, account)
    const forecast = facts.get(task.userTaskID)?.forecast
    const finish = forecast?.state === 'known' ? nearTime(forecast.likely, now, timeZone) : null
    if (!isPolled(carrier)) return <span>{finish ?? '—'}</span>
    const how = t(carrier === 'deaf' ? 'wallboard.deaf' : 'wallboard.polled')
    return <span className="wall-held">{finish === null ? how : `${how}, ${finish}`}</span>
  }
}

/** When the closed window of a running task opens; null while it is open or not known. */
function windowOpensAt(task: TaskRow, now: number): number | null {
  if (groupOf(task) !== 'running' || task.form?.kind !== 'callbot' || task.zoneSecond === null) return null
  const window = dialWindow(task.form, task.zoneSecond, now)
  return window.state === 'closed' ? window.changesAt : null
}
