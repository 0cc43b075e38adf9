import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { RateBar } from '../setup/half-hour-rate-row.tsx'
import { rateWords } from '../setup/half-hour-rate-words.ts'
import { weekOfRates } from '../setup/half-hour-rates.ts'
import { clockOfHalfHour, weekdayNames } from '../setup/window-words.ts'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { formatDay, hereZone } from '../ui/time-format.ts'

/** Answer rate by weekday and half-hour, of the task's scene over all its tasks: bar heights, hatched where too few calls. */
export function BestHoursSection({ task }: { task: TaskRow }) {
  const { t } = useTranslation()
  const timeZone = task.form?.kind === 'callbot' ? task.form.timeZone : hereZone()
  const [at, setAt] = useState<{ day: number; slot: number } | null>(null)
  const map = useQuery('tasks.heatMap', { accountId: task.accountId, sceneID: task.sceneID || null, timeZone }).data
  if (map === null || map.calls === 0) return null
  const week = weekOfRates(map)
  const name = (day: number) => t(`tasks.day.${weekdayNames[day] ?? 'mon'}`)
  const rate = at ? week[at.day]?.[at.slot] : undefined
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const { day, slot } = at ?? { day: 0, slot: 18 }
    setAt({ day: Math.min(6, Math.max(0, day + (step[0] ?? 0))), slot: Math.min(47, Math.max(0, slot + (step[1] ?? 0))) })
  }
  return (
    <PanelSection
      title={t('tasks.bestHours.title')}
      extra={<span className="cb-quiet">{t('tasks.bestHours.since', { day: formatDay(map.from) })}</span>}
    >
      <div
        className="task-heat"
        role="grid"
        aria-label={t('tasks.bestHours.label', { calls: formatCount(map.calls) })}
        aria-activedescendant={at ? `heat-${at.day}-${at.slot}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setAt(before => before ?? { day: 0, slot: 18 })}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
      >
        {week.map((rates, day) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place in the week
          <div key={day} className="task-heat-day" role="row">
            <span role="rowheader">{name(day)}</span>
            {rates.map((one, slot) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a half-hour is its place in the day
                key={slot}
                id={`heat-${day}-${slot}`}
                role="gridcell"
                aria-label={rateWords(t, one, slot, name(day))}
                data-at={(at?.day === day && at.slot === slot) || undefined}
                onPointerEnter={() => setAt({ day, slot })}
              >
                <RateBar rate={one} />
              </span>
            ))}
          </div>
        ))}
        <div className="task-heat-hours" aria-hidden>
          {[0, 12, 24, 36].map(slot => (
            <span key={slot} style={{ gridColumn: `${slot + 2} / span 12` }}>
              {clockOfHalfHour(slot)}
            </span>
          ))}
        </div>
      </div>
      <p className="cb-second task-heat-told" role="status">
        {at && rate ? rateWords(t, rate, at.slot, name(at.day)) : t('tasks.bestHours.hint')}
      </p>
    </PanelSection>
  )
}
