import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ButtonRoot } from '../ui/button-root.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'

const SHOWN_REASONS = 8

/** What the platform refused, by its own words, most frequent first; the rows and the file with them. */
export function RefusedSection({
  submission,
  onOpenRows,
  onExport,
}: {
  submission: Submission
  onOpenRows: () => void
  /** The file that is being written. */
  onExport: (id: string) => void
}) {
  const { t } = useTranslation()
  const { id, totals } = submission
  const reasons = useQuery('submissions.refusedReasons', totals.refused > 0 ? { id } : null, { on: ['submissions'], id })
  const save = useCommand('submissions.exportRefused')
  const list = totals.refused > 0 ? (reasons.data ?? []) : []
  return (
    <PanelSection title={t('submissions.refused.title')} extra={<b>{formatCount(totals.refused)}</b>}>
      {totals.refused === 0 ? <p className="cb-quiet">{t('submissions.refused.none')}</p> : null}
      {reasons.error ? <ErrorPanel compact error={reasons.error} /> : null}
      <ul className="reason-list">
        {list.slice(0, SHOWN_REASONS).map(({ reason, count }) => (
          <li key={reason}>
            <span className="cb-ellipsis" title={reason}>
              {reason || t('submissions.refused.noReason')}
            </span>
            <span>{formatCount(count)}</span>
          </li>
        ))}
        {list.length > SHOWN_REASONS ? (
          <li className="cb-quiet">{t('submissions.refused.more', { count: list.length - SHOWN_REASONS })}</li>
        ) : null}
      </ul>
      {totals.refused > 0 ? (
        <div className="cb-actions reason-actions">
          <button type="button" className="cb-link" onClick={onOpenRows}>
            {t('submissions.refused.open')}
          </button>
          <ButtonRoot
            className="cb-link"
            disabled={save.running}
            onClick={() => void save.run({ id }).then(answer => answer.ok && onExport(answer.value.id))}
          >
            {t('submissions.refused.save')}
          </ButtonRoot>
        </div>
      ) : null}
      {save.error ? <ErrorPanel compact error={save.error} /> : null}
    </PanelSection>
  )
}
