import { useTranslation } from 'react-i18next'
import type { Gap } from '../../src-contract/model/tunnel.ts'
import type { DeliverySummary, ListenerStatus, Standing } from '../../src-contract/model/webhook.ts'
import { go } from '../store/screen-store.ts'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment, formatRange, formatTime } from '../ui/time-format.ts'
import { gapMarks } from './gap-marks.ts'
import { rateNow } from './rate-now.ts'
import { standingLooks } from './standing.tsx'

const SHOWN_MINUTES = 90
const order: readonly Standing[] = ['verified', 'wrong', 'unsigned', 'duplicate', 'older', 'stale', 'failed', 'unchecked', 'test']

/** What came today by standing, and how much in each of the last ninety minutes, with the gaps in them. Every count and bar opens the deliveries it counts. */
export function DeliveryHead({
  summary,
  status,
  gaps,
  now,
  chosen,
  onStanding,
  onMinute,
}: {
  summary: DeliverySummary
  status: ListenerStatus | null
  /** Of the tunnel, where this account's webhooks come through it. */
  gaps: readonly Gap[]
  now: number
  chosen: Standing | null
  onStanding: (standing: Standing | null) => void
  /** Minutes since the epoch. */
  onMinute: (minute: number) => void
}) {
  const { t } = useTranslation()
  const last = Math.floor(now / 60_000)
  const first = last - SHOWN_MINUTES + 1
  const byMinute = new Map(summary.minutes.map(minute => [minute.minute, minute]))
  const most = Math.max(1, ...summary.minutes.filter(({ minute }) => minute >= first).map(({ count }) => count))
  const bars = Array.from(
    { length: SHOWN_MINUTES },
    (_, place) => byMinute.get(first + place) ?? { minute: first + place, count: 0, refused: 0 },
  )
  const marks = gapMarks(gaps, { from: first * 60_000, to: (last + 1) * 60_000, now })
  const newest = marks.at(-1)?.gap
  const gapWords = ({ state, from, to }: Gap) =>
    t(`webhooks.gap.${state}`, { time: formatMoment(from, undefined, now), range: to === null ? '' : formatRange(from, to) })
  const counts = order
    .map(standing => ({ standing, count: summary.byStanding.find(one => one.standing === standing)?.count ?? 0 }))
    .filter(({ standing, count }) => count > 0 || standing === 'verified' || standing === 'wrong')
  return (
    <div className="webhook-head">
      <div className="webhook-counts">
        <span>
          <strong>{t('webhooks.head.perSecond', { rate: formatDecimal(rateNow(summary.minutes, now)) })}</strong>{' '}
          {t('webhooks.head.lastMinute')}
        </span>
        {status?.answerMs ? (
          <span title={t('webhooks.head.answerTip', { p99: formatDecimal(status.answerMs.p99) })}>
            <strong>{formatDecimal(status.answerMs.median)} ms</strong> {t('webhooks.head.answer')}
          </span>
        ) : null}
        <span className="cb-quiet">{t('webhooks.head.today')}</span>
        {counts.map(({ standing, count }) => (
          <button
            key={standing}
            type="button"
            className="webhook-count"
            aria-pressed={standing === chosen}
            onClick={() => onStanding(standing === chosen ? null : standing)}
          >
            <StatusGlyph glyph={standingLooks[standing].glyph} hue={standingLooks[standing].hue} /> <strong>{formatCount(count)}</strong>{' '}
            {t(`webhooks.count.${standing}`)}
          </button>
        ))}
        {newest ? (
          <button
            type="button"
            className="webhook-count webhook-gap-words"
            data-state={newest.state}
            onClick={() => go({ name: 'tunnel' })}
          >
            <i className="tunnel-gap" data-state={newest.state} /> {gapWords(newest)}
          </button>
        ) : null}
      </div>
      <div className="webhook-bars">
        {marks.map(({ gap, from, to }) => (
          <span
            key={gap.id}
            className="webhook-gap"
            data-state={gap.state}
            style={{ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}%)` }}
            title={gapWords(gap)}
          />
        ))}
        {bars.map(({ minute, count, refused }) => (
          <button
            key={minute}
            type="button"
            tabIndex={-1}
            disabled={count === 0}
            data-refused={refused > 0 || undefined}
            title={t('webhooks.head.minute', { count, number: formatCount(count), time: formatTime(minute * 60_000) })}
            onClick={() => onMinute(minute)}
          >
            <i style={{ height: `${count === 0 ? 0 : Math.max(8, (count / most) * 100)}%` }} />
          </button>
        ))}
      </div>
      <div className="webhook-axis" aria-hidden>
        {[0, 30, 60, 90].map(place => (
          <span key={place}>{formatTime((first + place) * 60_000)}</span>
        ))}
      </div>
    </div>
  )
}
