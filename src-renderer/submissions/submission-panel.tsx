import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { useQuery } from '../bridge/use-query.ts'
import { batchStatusLooks } from '../ui/batch-status.tsx'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDateTime, formatTimeSeconds } from '../ui/time-format.ts'
import { JournalList } from './journal-list.tsx'

const SHOWN_REFUSED = 50

/** Of the chosen batch: what its state means and its journal. Of the whole: what was refused, and the pace. */
export function SubmissionPanel({ submission, batch, onClose }: { submission: Submission; batch: Batch | null; onClose: () => void }) {
  const { t } = useTranslation()
  const about = { on: ['submissions' as const], id: submission.id }
  const journal = useQuery('submissions.journal', { id: submission.id, batch: batch?.number ?? null }, about)
  const refused = useQuery('submissions.refused', { id: submission.id, start: 0, count: SHOWN_REFUSED }, about)
  return (
    <SidePanel
      name="submission"
      width={360}
      label={t('submissions.title')}
      title={batch ? t('submissions.panel.batch', { number: formatCount(batch.number) }) : t('submissions.panel.journal')}
      subtitle={
        batch ? (
          <StatusLine look={batchStatusLooks[batch.state]} coloured>
            {t(`submissions.batchState.${batch.state}`)}
          </StatusLine>
        ) : null
      }
      {...(batch ? { onClose } : {})}
    >
      {batch?.state === 'unknown' ? (
        <PanelSection>
          <p>{t('submissions.panel.unknown', { count: batch.orders, time: formatTimeSeconds(batch.sentAt) })}</p>
          <p>
            <b>{t('submissions.panel.foundOf', { found: formatCount(batch.found), missing: formatCount(batch.orders - batch.found) })}</b>
          </p>
        </PanelSection>
      ) : null}
      {batch?.problem && batch.state === 'accepted' ? (
        <PanelSection>
          <p>{t('submissions.settledByCheck')}</p>
        </PanelSection>
      ) : null}
      {batch?.problem && batch.state !== 'accepted' ? (
        <PanelSection>
          <ErrorPanel error={batch.problem} compact />
        </PanelSection>
      ) : null}
      {batch ? (
        <PanelSection>
          <Facts
            rows={[
              ['requestID', <CopyText key="q" text={batch.requestId} short={shortId(batch.requestId)} what="requestID" />],
              [
                'responseID',
                batch.responseId ? <CopyText key="s" text={batch.responseId} short={shortId(batch.responseId)} what="responseID" /> : '—',
              ],
              [t('submissions.column.code'), batch.retCode === null ? '—' : `${batch.retCode}${batch.retMsg ? ` ${batch.retMsg}` : ''}`],
            ]}
          />
        </PanelSection>
      ) : null}
      <PanelSection title={batch ? t('submissions.panel.journal') : undefined}>
        <JournalList entries={journal.data ?? []} />
      </PanelSection>
      <PanelSection title={t('submissions.panel.refused')} extra={<b>{formatCount(submission.totals.refused)}</b>}>
        {refused.data && refused.data.rows.length > 0 ? (
          <ul className="refused-list">
            {refused.data.rows.map(row => (
              <li key={row.orderID}>
                <span>{maskPhone(row.phone)}</span>
                <span className="cb-ellipsis" title={row.reason}>
                  {row.reason}
                </span>
                <span className="cb-quiet">
                  {row.rowNumber === null ? '' : t('submissions.panel.row', { row: formatCount(row.rowNumber) })}
                </span>
              </li>
            ))}
            {refused.data.total > refused.data.rows.length ? (
              <li className="cb-quiet">{t('submissions.panel.more', { count: refused.data.total - refused.data.rows.length })}</li>
            ) : null}
          </ul>
        ) : (
          <p className="cb-quiet">{t('submissions.panel.noRefused')}</p>
        )}
      </PanelSection>
      <PanelSection title={t('submissions.panel.pace')}>
        <Facts
          rows={[
            [t('submissions.panel.batchSize'), t('submissions.panel.ordersPerRequest', { count: submission.batchSize })],
            [
              t('submissions.panel.speed'),
              submission.ordersPerSecond === null
                ? '—'
                : t('submissions.equation.perSecond', { rate: formatDecimal(submission.ordersPerSecond) }),
            ],
            [t('submissions.panel.started'), formatDateTime(submission.createdAt)],
            [t('submissions.panel.finished'), formatDateTime(submission.finishedAt)],
            [t('submissions.panel.retry'), t('submissions.panel.retryCodes')],
            [t('submissions.panel.stops'), t('submissions.panel.stopCodes')],
          ]}
        />
      </PanelSection>
    </SidePanel>
  )
}
