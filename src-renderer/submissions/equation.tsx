import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { formatCount, formatDecimal, formatPercent, shareOf } from '../ui/number-format.ts'
import { type Glyph, type Hue, StatusGlyph } from '../ui/status-glyph.tsx'

type Part = keyof Submission['totals']
const looks: Record<Exclude<Part, 'total'>, { glyph: Glyph; hue: Hue }> = {
  accepted: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
  backoff: { glyph: 'clock', hue: 'amber' },
  notSent: { glyph: 'ring', hue: 'grey' },
}

/** total = accepted + refused + unknown + back-off + not sent: the one picture of where every order is. */
export function Equation({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const { totals } = submission
  const parts = (['accepted', 'refused', 'unknown', 'backoff', 'notSent'] as const).map(part => ({ part, look: looks[part] }))
  return (
    <div className="equation" role="group" aria-label={t('submissions.title')}>
      <div>
        <b>{formatCount(totals.total)}</b>
        <span>{t('submissions.equation.total')}</span>
      </div>
      {parts.map(({ part, look }, index) => (
        <Fragment key={part}>
          <i aria-hidden>{index === 0 ? '=' : '+'}</i>
          <div data-part={part} data-zero={totals[part] === 0 || undefined}>
            <b data-testid={`total-${part}`}>{formatCount(totals[part])}</b>
            <span>
              <StatusGlyph glyph={look.glyph} hue={look.hue} /> {t(`submissions.equation.${part}`)}
            </span>
          </div>
        </Fragment>
      ))}
      <div className="equation-share">
        <b>{formatPercent(shareOf(totals.accepted + totals.refused, totals.total))}</b>
        <span>
          {t('submissions.equation.settled')}
          {submission.ordersPerSecond === null
            ? ''
            : `, ${t('submissions.equation.perSecond', { rate: formatDecimal(submission.ordersPerSecond) })}`}
        </span>
      </div>
    </div>
  )
}
