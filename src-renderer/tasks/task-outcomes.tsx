import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { go } from '../store/screen-store.ts'
import { callStatusLook, callStatusWords } from '../ui/call-status.tsx'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'

/** Not dialled yet, or about to be (callbot-v3.md 5.3): no outcome. */
const NO_OUTCOME: ReadonlySet<number | null> = new Set([1, 2])

/** Orders of a task by the status of their last call, most first; each line opens the orders it counts. */
export function TaskOutcomes({ task }: { task: TaskRow }) {
  const { t } = useTranslation()
  const lines = task.counts.byStatus.filter(({ callStatus }) => !NO_OUTCOME.has(callStatus)).sort((a, b) => b.count - a.count)
  const most = lines[0]?.count ?? 0
  const all = lines.reduce((sum, line) => sum + line.count, 0)
  if (lines.length === 0) return <p className="cb-quiet">{t('tasks.panel.noOutcome')}</p>
  return (
    <div className="task-outcomes">
      {lines.map(({ callStatus, count }) => {
        const look = callStatusLook(callStatus)
        return (
          <button key={String(callStatus)} type="button" className="task-outcome" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [task.userTaskID], callStatus: [callStatus] } })}>
            <StatusLine look={look}>{callStatusWords(t, callStatus)}</StatusLine>
            <span className="task-outcome-bar"><i style={{ width: `${most > 0 ? (count / most) * 100 : 0}%`, background: `var(--${look.hue}-fill)` }} /></span>
            <b>{formatCount(count)}</b>
            <span className="cb-quiet">{formatPercent(shareOf(count, all))}</span>
          </button>
        )
      })}
    </div>
  )
}
