import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import { go } from '../store/screen-store.ts'
import { callStatusLook, callStatusName } from '../ui/call-status-look.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'

/** Not dialled yet, or about to be (callbot-v3.md 5.3): no outcome. */
const NO_OUTCOME: ReadonlySet<number | null> = new Set([1, 2])

/** Orders of a task by the status of their last call, most first; each line opens the orders it counts. */
export function TaskOutcomes({ task }: { task: TaskDetail }) {
  const { t } = useTranslation()
  if (task.form?.kind === 'nxlink') return <RecordOutcomes task={task} />
  const lines = task.counts.byStatus.filter(({ callStatus }) => !NO_OUTCOME.has(callStatus)).sort((a, b) => b.count - a.count)
  const most = lines[0]?.count ?? 0
  const all = lines.reduce((sum, line) => sum + line.count, 0)
  if (lines.length === 0) return <p className="cb-quiet">{t('tasks.panel.noOutcome')}</p>
  return (
    <div className="task-outcomes">
      {lines.map(({ callStatus, count }) => {
        const look = callStatusLook(callStatus)
        return (
          <button
            key={String(callStatus)}
            type="button"
            className="task-outcome"
            onClick={() => go({ name: 'orders', filter: { userTaskIDs: [task.userTaskID], callStatus: [callStatus] } })}
          >
            <StatusLine look={look}>{callStatusName(t, callStatus)}</StatusLine>
            <span className="task-outcome-bar">
              <i style={{ width: `${most > 0 ? (count / most) * 100 : 0}%`, background: `var(--${look.hue}-fill)` }} />
            </span>
            <b>{formatCount(count)}</b>
            <span className="cb-quiet">{formatPercent(shareOf(count, all))}</span>
          </button>
        )
      })}
    </div>
  )
}

/** NXLink's records name states in words only; what is certain of each is whether somebody answered. */
function RecordOutcomes({ task }: { task: TaskDetail }) {
  const { t } = useTranslation()
  const { total, finished, answered } = task.counts
  if (finished === 0) return <p className="cb-quiet">{t('tasks.panel.noRecord')}</p>
  const lines: { key: 'answered' | 'notAnswered' | 'open'; count: number; look: { glyph: Glyph; hue: Hue } }[] = [
    { key: 'answered', count: answered, look: callStatusLook(6) },
    { key: 'notAnswered', count: finished - answered, look: callStatusLook(22) },
    { key: 'open', count: total - finished, look: callStatusLook(1) },
  ]
  const most = Math.max(...lines.map(({ count }) => count))
  return (
    <div className="task-outcomes">
      {lines
        .filter(({ count }) => count > 0)
        .map(({ key, count, look }) => (
          <div key={key} className="task-outcome">
            <StatusLine look={look}>{t(`tasks.panel.record.${key}`)}</StatusLine>
            <span className="task-outcome-bar">
              <i style={{ width: `${(count / most) * 100}%`, background: `var(--${look.hue}-fill)` }} />
            </span>
            <b>{formatCount(count)}</b>
            <span className="cb-quiet">{formatPercent(shareOf(count, total))}</span>
          </div>
        ))}
    </div>
  )
}
