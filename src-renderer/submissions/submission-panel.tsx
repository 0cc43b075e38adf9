import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { useQuery } from '../bridge/use-query.ts'
import { batchStatusLooks, shownState } from '../ui/batch-status.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusGlyph, StatusLine } from '../ui/status-glyph.tsx'
import { WithdrawalList } from '../withdrawals/withdrawal-list.tsx'
import { BatchSection } from './batch-section.tsx'
import { orderPartLooks, orderParts } from './equation.tsx'
import { JournalList } from './journal-list.tsx'
import { PaceSection } from './pace-section.tsx'
import { RefusedSection } from './refused-section.tsx'

interface Props {
  readonly submission: Submission
  /** Number of the chosen batch. */
  readonly chosen: number | null
  /** The chosen batch, null until it is read. */
  readonly batch: Batch | null
  readonly onShowBatch: (number: number) => void
  readonly onOpenRefused: () => void
  readonly onExport: (id: string) => void
  readonly onClose: () => void
}

/** Of the chosen batch: what its state means and its journal. Of the whole: what was refused, and the pace. */
export function SubmissionPanel({ submission, chosen, batch, onShowBatch, onOpenRefused, onExport, onClose }: Props) {
  const { t } = useTranslation()
  const { id } = submission
  const journal = useQuery('submissions.journal', { id, batch: chosen }, { on: ['submissions'], id })
  return (
    <SidePanel
      name="submission"
      width={360}
      label={t('submissions.title')}
      title={chosen !== null ? t('submissions.panel.batch', { number: formatCount(chosen) }) : t('submissions.panel.overview')}
      actions={
        batch ? (
          <StatusLine look={batchStatusLooks[shownState(batch)]} coloured>
            {t(`submissions.batchState.${shownState(batch)}`)}
          </StatusLine>
        ) : undefined
      }
      {...(chosen !== null ? { onClose } : {})}
    >
      {batch ? (
        <BatchSection key={batch.number} submission={submission} batch={batch} onShowBatch={onShowBatch} />
      ) : chosen === null ? (
        <OrderStates submission={submission} />
      ) : null}
      {chosen !== null ? <JournalSection journal={journal} /> : null}
      <RefusedSection submission={submission} onOpenRows={onOpenRefused} onExport={onExport} />
      <PaceSection submission={submission} />
      <WithdrawalList accountId={submission.accountId} userTaskID={submission.userTaskID} />
      {chosen !== null ? null : <JournalSection journal={journal} />}
    </SidePanel>
  )
}

/** Every place an order of this submission can be in, and what that means for its call. */
function OrderStates({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  return (
    <PanelSection>
      <dl className="order-states">
        {orderParts.map(part => (
          <div key={part} data-zero={submission.totals[part] === 0 || undefined}>
            <dt>
              <StatusGlyph {...orderPartLooks[part]} /> {t(`submissions.equation.${part}`)}
            </dt>
            <dd>{t(`submissions.orderState.${part}`)}</dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  )
}

function JournalSection({ journal }: { journal: ReturnType<typeof useQuery<'submissions.journal'>> }) {
  const { t } = useTranslation()
  return (
    <PanelSection title={t('submissions.panel.journal')}>
      {journal.error ? <ErrorPanel compact error={journal.error} /> : null}
      <JournalList entries={journal.outdated ? [] : (journal.data ?? [])} />
    </PanelSection>
  )
}
