import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskBreakdown } from '../../src-contract/model/board.ts'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import { go } from '../store/screen-store.ts'
import { callStatusLook, callStatusName } from '../ui/call-status-look.ts'
import type { Hue } from '../ui/glyph.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { smsStateWords } from '../ui/sms-state-words.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import { HalfHourSlices } from './half-hour-slices.tsx'
import { TaskOutcomes } from './task-outcomes.tsx'

type Cut = 'status' | 'intent' | 'sms' | 'agent' | 'halfHour'
type Slice = TaskBreakdown['byStatus'][number]
/** Slices shown before "n more". */
const SHOWN = 8
/** No call yet, or about to be dialled (callbot-v3.md 5.3): no outcome. */
const NO_OUTCOME: ReadonlySet<number | null | undefined> = new Set([null, 1, 2])

/** What became of a task's orders, cut five ways; every slice opens the orders it counts. Until the breakdown came, the kept counts by status. */
export function OutcomeSection({ task, breakdown }: { task: TaskDetail; breakdown: TaskBreakdown | null }) {
  const { t } = useTranslation()
  const [cut, setCut] = useState<Cut>('status')
  const timeZone = task.form?.kind === 'callbot' ? task.form.timeZone : undefined
  return (
    <PanelSection title={t('tasks.panel.outcomes')}>
      <div className="task-cuts">
        <Segmented<Cut>
          small
          label={t('tasks.cut.label')}
          value={cut}
          onChange={setCut}
          options={(['status', 'intent', 'sms', 'agent', 'halfHour'] as const).map(value => ({ value, label: t(`tasks.cut.${value}`) }))}
        />
      </div>
      {content()}
    </PanelSection>
  )

  function content(): ReactNode {
    if (breakdown === null || (cut === 'status' && task.form?.kind === 'nxlink')) return <TaskOutcomes task={task} />
    if (cut === 'halfHour') return <HalfHourSlices bars={breakdown.halfHours} timeZone={timeZone} />
    const slices = { status: breakdown.byStatus, intent: breakdown.byIntent, sms: breakdown.bySms, agent: breakdown.byAgent }[cut]
    const counted = cut === 'status' ? slices.filter(slice => !NO_OUTCOME.has(statusOf(slice))) : slices
    if (counted.length === 0) return <p className="cb-quiet">{t(`tasks.cut.none.${cut}`)}</p>
    const uncalled = cut === 'status' ? slices.filter(slice => NO_OUTCOME.has(statusOf(slice))) : []
    return (
      <>
        <Slices
          key={cut}
          slices={counted}
          hueOf={slice => (cut === 'status' ? callStatusLook(statusOf(slice) ?? null).hue : 'blue')}
          wordsOf={slice => wordsOf(t, cut, slice)}
        />
        <Uncalled slices={uncalled} />
      </>
    )
  }
}

/** Orders without an outcome, in one line under those that have one. */
function Uncalled({ slices }: { slices: readonly Slice[] }) {
  const { t } = useTranslation()
  const [first] = slices
  if (!first) return null
  const count = slices.reduce((sum, slice) => sum + slice.count, 0)
  const filter = { ...first.filter, callStatus: slices.map(slice => statusOf(slice) ?? null) }
  return (
    <div className="task-outcomes">
      <button type="button" className="task-more" onClick={() => go({ name: 'orders', filter })}>
        {t('tasks.cut.uncalled', { count, orders: formatCount(count) })}
      </button>
    </div>
  )
}

const statusOf = (slice: Slice): number | null | undefined => slice.filter.callStatus?.[0]

function wordsOf(t: TFunction, cut: Exclude<Cut, 'halfHour'>, slice: Slice): ReactNode {
  if (cut === 'sms') return <span className="cb-ellipsis">{smsStateWords(t, slice.key)}</span>
  if (cut !== 'status') return <span className="cb-ellipsis">{slice.label || t(`tasks.cut.unnamed.${cut}`)}</span>
  const status = statusOf(slice) ?? null
  return <StatusLine look={callStatusLook(status)}>{callStatusName(t, status)}</StatusLine>
}

interface SlicesProps {
  readonly slices: readonly Slice[]
  readonly hueOf: (slice: Slice) => Hue
  readonly wordsOf: (slice: Slice) => ReactNode
}

function Slices({ slices, hueOf, wordsOf }: SlicesProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const sorted = [...slices].sort((a, b) => b.count - a.count)
  // A line that hides one line takes as much room as it.
  const shown = all || sorted.length <= SHOWN + 1 ? sorted : sorted.slice(0, SHOWN)
  const most = sorted[0]?.count ?? 0
  const sum = sorted.reduce((total, slice) => total + slice.count, 0)
  return (
    <div className="task-outcomes">
      {shown.map(slice => (
        <button key={slice.key} type="button" className="task-outcome" onClick={() => go({ name: 'orders', filter: slice.filter })}>
          {wordsOf(slice)}
          <span className="task-outcome-bar">
            <i style={{ width: `${most > 0 ? (slice.count / most) * 100 : 0}%`, background: `var(--${hueOf(slice)}-fill)` }} />
          </span>
          <b>{formatCount(slice.count)}</b>
          <span className="cb-quiet">{formatPercent(shareOf(slice.count, sum))}</span>
        </button>
      ))}
      {shown.length < sorted.length ? (
        <button type="button" className="task-more" onClick={() => setAll(true)}>
          {t('tasks.cut.more', {
            count: sorted.length - shown.length,
            orders: formatCount(sorted.slice(SHOWN).reduce((total, slice) => total + slice.count, 0)),
          })}
        </button>
      ) : null}
    </div>
  )
}
