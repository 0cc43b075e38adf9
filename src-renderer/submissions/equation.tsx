import type { TFunction } from 'i18next'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { formatCount, formatDecimal, formatPercent, shareOf } from '../ui/number-format.ts'
import { type Glyph, type Hue, StatusGlyph } from '../ui/status-glyph.tsx'

export const orderParts = ['accepted', 'refused', 'unknown', 'backoff', 'underWay', 'notSent'] as const
export type OrderPart = (typeof orderParts)[number]

/** Shape and colour of each place an order can be in. */
export const orderPartLooks: Record<OrderPart, { glyph: Glyph; hue: Hue }> = {
  accepted: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
  backoff: { glyph: 'clock', hue: 'amber' },
  underWay: { glyph: 'half-ring', hue: 'blue' },
  notSent: { glyph: 'ring', hue: 'grey' },
}

/** "about 5 min left" of seconds. */
export function leftWords(t: TFunction, seconds: number): string {
  if (seconds < 90) return t('submissions.equation.secondsLeft', { count: Math.max(1, Math.round(seconds)) })
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return t('submissions.equation.minutesLeft', { count: minutes })
  return t('submissions.equation.hoursLeft', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

/** total = accepted + refused + unknown + back-off + under way + not sent: the one picture of where every order is. */
export function Equation({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const { totals, ordersPerSecond, secondsLeft } = submission
  const words = (part: OrderPart) =>
    part === 'notSent' && submission.state === 'stopped' ? t('submissions.equation.neverSent') : t(`submissions.equation.${part}`)
  return (
    <div className="equation" role="group" aria-label={t('submissions.title')}>
      <div>
        <b data-testid="total-total">{formatCount(totals.total)}</b>
        <span>{t('submissions.equation.total')}</span>
      </div>
      {orderParts.map((part, index) => (
        <Fragment key={part}>
          <i aria-hidden>{index === 0 ? '=' : '+'}</i>
          <div data-part={part} data-zero={totals[part] === 0 || undefined} title={t(`submissions.orderState.${part}`)}>
            <b data-testid={`total-${part}`}>{formatCount(totals[part])}</b>
            <span>
              <StatusGlyph {...orderPartLooks[part]} /> {words(part)}
            </span>
          </div>
        </Fragment>
      ))}
      <div className="equation-share">
        <b>{formatPercent(shareOf(totals.accepted + totals.refused, totals.total))}</b>
        <span>
          {[
            t('submissions.equation.settled'),
            secondsLeft !== null && (submission.state === 'sending' || submission.state === 'waiting')
              ? leftWords(t, secondsLeft)
              : ordersPerSecond !== null
                ? t('submissions.equation.perSecond', { rate: formatDecimal(ordersPerSecond) })
                : null,
          ]
            .filter(word => word !== null)
            .join(', ')}
        </span>
      </div>
    </div>
  )
}
