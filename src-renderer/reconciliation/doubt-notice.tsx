import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { useQuery } from '../bridge/use-query.ts'
import { Notice } from '../ui/notice.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { differences } from './difference-kinds.ts'

/** After any doubt: offers the comparison, or says what it found, once nothing is being asked about any more. */
export function DoubtNotice({ submission, doubted, onCompare }: { submission: Submission; doubted: number; onCompare: () => void }) {
  const { t } = useTranslation()
  const { id, state, totals } = submission
  const latest = useQuery('reconciliations.latest', { submissionId: id }, { on: ['reconciliations'], id })
  const found = latest.data
  const differ = found?.state === 'done' ? differences(found.counts) : 0
  const settled = found?.state === 'done' && found.settledAt !== null
  if (found?.state === 'done' && differ === 0)
    return (
      <Notice
        inline
        tone="green"
        title={t('reconciliation.agree', { count: found.same })}
        actions={
          <Button variant="default" onClick={onCompare}>
            {t('submissions.compare')}
          </Button>
        }
      >
        {t('reconciliation.comparedAt', { time: formatMoment(found.finishedAt) })}
      </Notice>
    )
  if (found?.state === 'done' && !settled)
    return (
      <Notice
        inline
        title={t('reconciliation.differ', { count: differ })}
        actions={<Button onClick={onCompare}>{t('submissions.compare')}</Button>}
      >
        {t('reconciliation.comparedAt', { time: formatMoment(found.finishedAt) })}
      </Notice>
    )
  // While it is still being asked about, the answer may yet come by itself.
  const resting = state === 'done' || state === 'stopped' || state === 'paused' || state === 'stuck'
  if (latest.data === null && latest.answeredAt === null) return null
  if (doubted === 0 || !resting || totals.unknown > 0) return null
  return (
    <Notice
      inline
      tone="violet"
      title={t('submissions.doubt.title', { count: doubted })}
      actions={<Button onClick={onCompare}>{t('submissions.compare')}</Button>}
    >
      {t('submissions.doubt.text')}
    </Notice>
  )
}
