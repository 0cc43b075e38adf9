import { useTranslation } from 'react-i18next'
import type { HalfHourBar } from '../../src-contract/model/board.ts'
import { go } from '../store/screen-store.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { formatDay, formatTime } from '../ui/time-format.ts'

interface Props {
  readonly bars: readonly HalfHourBar[]
  readonly timeZone: string | undefined
}

/** Half-hours in which calls began, newest first, answered and other; each opens the orders last called in it. */
export function HalfHourSlices({ bars, timeZone }: Props) {
  const { t } = useTranslation()
  const most = Math.max(1, ...bars.map(bar => bar.calls))
  if (bars.length === 0) return <p className="cb-quiet">{t('tasks.cut.none.halfHour')}</p>
  return (
    <>
      <p className="cb-quiet">{t('tasks.cut.halfHourNote')}</p>
      <div className="task-outcomes">
        {[...bars].reverse().map(bar => (
          <button
            key={bar.at}
            type="button"
            className="task-outcome"
            title={t('tasks.cut.halfHourOpens', { count: bar.orders, orders: formatCount(bar.orders) })}
            onClick={() => go({ name: 'orders', filter: bar.filter })}
          >
            <span>
              <span className="cb-quiet">{formatDay(bar.at, timeZone)}</span> {formatTime(bar.at, timeZone)}
            </span>
            <span className="task-outcome-bar task-outcome-two">
              <i style={{ width: `${(bar.answered / most) * 100}%`, background: 'var(--green-fill)' }} />
              <i style={{ width: `${((bar.calls - bar.answered) / most) * 100}%`, background: 'var(--grey-fill)' }} />
            </span>
            <b>{formatCount(bar.calls)}</b>
            <span className="cb-quiet">{formatPercent(shareOf(bar.answered, bar.calls))}</span>
          </button>
        ))}
      </div>
    </>
  )
}
