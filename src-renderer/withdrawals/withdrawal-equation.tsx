import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'

const looks: Record<'withdrawn' | 'refused' | 'left', { glyph: Glyph; hue: Hue }> = {
  withdrawn: { glyph: 'square', hue: 'grey' },
  refused: { glyph: 'cross', hue: 'red' },
  left: { glyph: 'ring', hue: 'grey' },
}

/** total = withdrawn + refused + left. */
export function WithdrawalEquation({ withdrawal }: { withdrawal: Withdrawal }) {
  const { t } = useTranslation()
  const { totals } = withdrawal
  return (
    <div className="equation withdrawal-equation" role="group" aria-label={t('withdrawals.title')}>
      <div>
        <b data-testid="withdrawal-total">{formatCount(totals.total)}</b>
        <span>{t('withdrawals.equation.total')}</span>
      </div>
      {(['withdrawn', 'refused', 'left'] as const).map((part, at) => (
        <Fragment key={part}>
          <i aria-hidden>{at === 0 ? '=' : '+'}</i>
          <div data-part={part} data-zero={totals[part] === 0 || undefined}>
            <b data-testid={`withdrawal-${part}`}>{formatCount(totals[part])}</b>
            <span>
              <StatusGlyph {...looks[part]} /> {t(`withdrawals.equation.${part}`)}
            </span>
          </div>
        </Fragment>
      ))}
      <div className="equation-share">
        <b>{formatPercent(shareOf(totals.withdrawn + totals.refused, totals.total))}</b>
        <span>{t('submissions.equation.settled')}</span>
      </div>
    </div>
  )
}
