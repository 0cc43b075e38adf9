import { useTranslation } from 'react-i18next'
import type { HalfHourBar } from '../../src-contract/model/board.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { Gap } from '../../src-contract/model/tunnel.ts'
import { useQuery } from '../bridge/use-query.ts'
import { zoneSecondAt } from '../setup/task-clock.ts'
import { go } from '../store/screen-store.ts'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatRange, formatTime, formatTimeSeconds, hereZone, zoneCity } from '../ui/time-format.ts'
import { dayTimeline } from './day-timeline.ts'

const HALF_HOUR_MS = 1_800_000
const SHORT_GAP_MS = 120_000

/** Today's calls by half-hour on the task's clock: closed hours tinted, now as a line, gaps outlined with what was pulled for them. */
export function TimelineSection({ task, halfHours, now }: { task: TaskRow; halfHours: readonly HalfHourBar[]; now: number }) {
  const { t } = useTranslation()
  const { accountId, userTaskID } = task
  const gaps = useQuery('tunnel.gapsOf', { accountId, userTaskID }, { on: ['tunnel'] }).data ?? []
  const form = task.form?.kind === 'callbot' ? task.form : null
  const timeZone = form?.timeZone
  const zoneSecond = task.zoneSecond ?? zoneSecondAt(hereZone(), now) ?? 0
  const line = dayTimeline({ halfHours, gaps, hours: form, zoneSecond, now })
  if (line.bars.every(bar => bar.calls === 0) && line.gaps.length === 0 && (task.taskStatus === 3 || task.taskStatus === 4)) return null
  const span = line.to - line.from
  const left = (at: number) => `${((at - line.from) / span) * 100}%`
  const wide = (from: number, to: number) => `${((to - from) / span) * 100}%`
  const every = line.bars.length > 28 ? 8 : line.bars.length > 14 ? 4 : 2
  const calls = line.bars.reduce((sum, bar) => sum + bar.calls, 0)
  return (
    <PanelSection title={t('tasks.timeline.title')} extra={<span className="cb-quiet">{zoneCity(timeZone ?? hereZone())}</span>}>
      <div className="task-timeline" role="group" aria-label={t('tasks.timeline.label', { count: calls, calls: formatCount(calls) })}>
        {line.closed.map(part => (
          <i key={part.from} className="task-closed-part" style={{ left: left(part.from), width: wide(part.from, part.to) }} />
        ))}
        {line.bars.map(bar => (
          <button
            key={bar.at}
            type="button"
            className="task-timeline-bar"
            disabled={bar.filter === null}
            onClick={() => bar.filter && go({ name: 'orders', filter: bar.filter })}
            style={{ left: left(bar.at), width: wide(bar.at, bar.at + HALF_HOUR_MS), height: `${(bar.calls / line.most) * 100}%` }}
            title={t('tasks.timeline.bar', {
              count: bar.calls,
              time: formatTime(bar.at, timeZone),
              calls: formatCount(bar.calls),
              answered: formatCount(bar.answered),
            })}
          >
            <i style={{ height: bar.calls === 0 ? 0 : `${(bar.answered / bar.calls) * 100}%` }} />
          </button>
        ))}
        {line.gaps.map(({ gap, from, to }) => (
          <i
            key={gap.id}
            className="task-gap"
            data-state={gap.state === 'repaired' ? 'repaired' : 'open'}
            style={{ left: left(from), width: `max(4px, ${wide(from, to)})` }}
            title={gapWords(gap)}
          />
        ))}
        {now >= line.from && now <= line.to ? <i className="task-now" style={{ left: left(now) }} /> : null}
      </div>
      <div className="task-axis" aria-hidden>
        {line.bars
          .filter((_, at) => at % every === 0)
          .map(bar => (
            <span key={bar.at} style={{ left: left(bar.at) }}>
              {formatTime(bar.at, timeZone)}
            </span>
          ))}
      </div>
      {line.gaps.length > 0 ? (
        <ul className="task-gaps">
          {line.gaps.map(({ gap }) => (
            <li key={gap.id}>
              <StatusGlyph
                {...(gap.state === 'repaired'
                  ? ({ glyph: 'dashed-question', hue: 'violet' } as const)
                  : ({ glyph: 'cross', hue: 'red' } as const))}
              />
              <span>{gapWords(gap)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </PanelSection>
  )

  function gapWords(gap: Gap): string {
    const when =
      gap.to === null
        ? t('tasks.gap.since', { time: formatTime(gap.from, timeZone) })
        : t('tasks.gap.between', { range: gapRange(gap.from, gap.to, timeZone) })
    const values = { when, count: gap.ordersPulled, orders: formatCount(gap.ordersPulled), time: formatTime(gap.repairedAt, timeZone) }
    return t(`tasks.gap.${gap.state}`, values)
  }
}

/** "11:39 to 11:46"; a short one with its seconds, or both ends would read alike. */
function gapRange(from: number, to: number, timeZone: string | undefined): string {
  return to - from < SHORT_GAP_MS
    ? `${formatTimeSeconds(from, timeZone)} to ${formatTimeSeconds(to, timeZone)}`
    : formatRange(from, to, timeZone)
}
