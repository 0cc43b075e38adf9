import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { go } from '../store/screen-store.ts'
import { Facts } from '../ui/facts.tsx'
import { formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { formatMoment } from '../ui/time-format.ts'

/** How fast it is sent, what was learned about it, who started it, and what each kind of answer leads to. */
export function PaceSection({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const { pace, kind } = submission
  const by = submission.launchedBy
  const started = formatMoment(submission.createdAt)
  return (
    <PanelSection
      title={t('submissions.pace.title')}
      extra={
        <button type="button" className="cb-link" onClick={() => go({ name: 'accounts', edit: submission.accountId })}>
          {t('submissions.pace.rules')}
        </button>
      }
    >
      <Facts
        rows={[
          [t('submissions.pace.way'), t(`submissions.mode.${submission.mode}`)],
          [
            t('submissions.pace.size'),
            <span key="size">
              {t('submissions.pace.sizeValue', { count: pace.batchSize })}{' '}
              {pace.tooMany === null ? null : <span className="cb-quiet">{t('submissions.pace.learned', { count: pace.tooMany })}</span>}
            </span>,
          ],
          [t('submissions.pace.inFlight'), t('submissions.pace.inFlightValue', { count: pace.inFlight })],
          [
            t('submissions.pace.rate'),
            pace.requestsPerSecond === null
              ? t('submissions.pace.noRate')
              : t('submissions.pace.rateValue', { rate: formatDecimal(pace.requestsPerSecond) }),
          ],
          [
            t('submissions.pace.speed'),
            submission.ordersPerSecond === null ? (
              UNKNOWN
            ) : (
              <span key="speed">
                {t('submissions.pace.speedValue', { rate: formatDecimal(submission.ordersPerSecond) })}{' '}
                <span className="cb-quiet">{t('submissions.pace.speedNote')}</span>
              </span>
            ),
          ],
          [t('submissions.pace.started'), by ? t('submissions.pace.startedBy', { time: started, by }) : started],
          ...(submission.finishedAt === null ? [] : [[t('submissions.pace.finished'), formatMoment(submission.finishedAt)] as const]),
          [t('submissions.pace.retry'), t(`submissions.pace.${kind}.retry`)],
          [t('submissions.pace.asked'), t(`submissions.pace.${kind}.asked`)],
          [t('submissions.pace.stops'), t(`submissions.pace.${kind}.stops`)],
        ]}
      />
    </PanelSection>
  )
}
