import { useTranslation } from 'react-i18next'
import type { HalfHourBar } from '../../src-contract/model/board.ts'
import { formatCount } from '../ui/number-format.ts'
import { formatTimeSeconds } from '../ui/time-format.ts'
import { nearTime } from './forecast-words.ts'

const BAR = 3
const STEP = 4
const HEIGHT = 16

interface Props {
  readonly bars: readonly HalfHourBar[]
  /** Half-hours there is room for; each takes 4 px. */
  readonly most: number
  readonly now: number
  readonly timeZone: string | undefined
}

/** Calls of the last half-hours in which any began, oldest at the left: earlier days grey, today in the accent. */
export function HalfHourBars({ bars, most: room, now, timeZone }: Props) {
  const { t } = useTranslation()
  const shown = bars.slice(-room)
  const last = shown.at(-1)
  if (!last) return <span className="cb-quiet">—</span>
  const most = Math.max(1, ...shown.map(bar => bar.calls))
  const midnight = startOfDay(now, timeZone)
  const words = t('tasks.bars.label', { count: last.calls, calls: formatCount(last.calls), time: nearTime(last.at, now, timeZone) })
  return (
    <svg className="task-bars" width={room * STEP} height={HEIGHT} role="img" aria-label={words}>
      <title>{words}</title>
      {shown.map((bar, at) => {
        const height = Math.max(1, Math.round((bar.calls / most) * (HEIGHT - 2)))
        return (
          <rect
            key={bar.at}
            x={(room - shown.length + at) * STEP}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            data-today={bar.at >= midnight || undefined}
          />
        )
      })}
    </svg>
  )
}

/** The last midnight of a zone, UTC milliseconds; on a day on which its clocks change an hour beside it. */
function startOfDay(now: number, timeZone: string | undefined): number {
  const [hours = 0, minutes = 0, seconds = 0] = formatTimeSeconds(now, timeZone).split(':').map(Number)
  return Math.floor(now / 1000) * 1000 - (hours * 3600 + minutes * 60 + seconds) * 1000
}
