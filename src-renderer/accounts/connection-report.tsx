import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport as Report } from '../../src-contract/model/account.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount, formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'

/** NXLink refuses beyond 60 s; half of it is worth a look. */
const CLOCK_WORTH_A_LOOK_S = 30

/** True when the account may be used: it answered, took our signature, and its own is not wrong. */
export const isGood = (report: Report): boolean =>
  report.problem === null && report.reachable && report.signatureAccepted !== false && report.responseSignature !== 'wrong'

const marks = {
  good: ['disc-check', 'green'],
  bad: ['cross', 'red'],
  look: ['warning', 'amber'],
  open: ['dashed-question', 'violet'],
} as const satisfies Record<string, readonly [Glyph, Hue]>
type Mark = keyof typeof marks

/** What one signed call found out, line by line with its numbers; the problem in full below. */
export function ConnectionReport({ report }: { report: Report }) {
  const { t } = useTranslation()
  const clock = report.clockDifferenceSeconds
  const rows: readonly (readonly [Mark, string, string])[] = [
    [
      report.reachable ? 'good' : 'bad',
      t('accounts.report.reachable'),
      report.reachable ? t('accounts.report.yes') : t('accounts.report.no'),
    ],
    [
      triState(report.signatureAccepted),
      t('accounts.report.signature'),
      report.signatureAccepted === null
        ? t('accounts.report.notTold')
        : report.signatureAccepted
          ? t('accounts.report.accepted')
          : t('accounts.report.notAccepted'),
    ],
    [
      report.responseSignature === 'verified' ? 'good' : report.responseSignature === 'wrong' ? 'bad' : 'open',
      t('accounts.report.answer'),
      report.responseSignature === null ? UNKNOWN : t(`accounts.report.${report.responseSignature}`),
    ],
    [clock === null ? 'open' : Math.abs(clock) > CLOCK_WORTH_A_LOOK_S ? 'look' : 'good', t('accounts.report.clock'), clockWords(t, clock)],
    [
      report.roundTripMs === null ? 'open' : 'good',
      t('accounts.report.roundTrip'),
      report.roundTripMs === null ? UNKNOWN : t('accounts.report.ms', { ms: formatCount(Math.round(report.roundTripMs)) }),
    ],
  ]
  return (
    <div className="cb-report" role="status" aria-label={t('accounts.report.title')}>
      <dl>
        {rows.map(([mark, label, value]) => (
          <div key={label}>
            <dt>
              <StatusGlyph glyph={marks[mark][0]} hue={marks[mark][1]} /> {label}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
        {report.requestId && report.problem === null ? (
          <div>
            <dt className="cb-report-plain">{t('accounts.report.request')}</dt>
            <dd>
              <CopyText text={report.requestId} short={shortId(report.requestId)} what={t('accounts.report.request')} />
            </dd>
          </div>
        ) : null}
      </dl>
      {report.problem ? <ErrorPanel compact error={report.problem} /> : null}
    </div>
  )
}

const triState = (value: boolean | null): Mark => (value === null ? 'open' : value ? 'good' : 'bad')

function clockWords(t: TFunction, seconds: number | null): string {
  if (seconds === null) return UNKNOWN
  const size = formatDecimal(Math.abs(seconds), 1)
  if (Math.abs(seconds) < 1) return t('accounts.report.clockSame')
  return seconds > 0 ? t('accounts.report.clockAhead', { seconds: size }) : t('accounts.report.clockBehind', { seconds: size })
}
