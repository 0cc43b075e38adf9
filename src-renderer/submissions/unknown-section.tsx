import { Button } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { errorWords } from '../ui/error-words.ts'
import { Facts } from '../ui/facts.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { formatTimeSeconds } from '../ui/time-format.ts'
import { CommitDialog } from '../writes/commit-dialog.tsx'
import { askEndpoint, isDeletedHere } from './batch-facts.ts'
import { useCountdown } from './use-countdown.ts'

/** Of an unknown batch: what the platform confirmed so far, when it is asked next, and, where it does not tell, the operator's decision. */
export function UnknownSection({ submission, batch }: { submission: Submission; batch: Batch }) {
  const { t } = useTranslation()
  const { words } = useCountdown(batch.nextAt, null)
  const missing = batch.orders - batch.found
  const endpoint = askEndpoint(submission.kind)
  const share = (part: number) => `${batch.orders > 0 ? (part / batch.orders) * 100 : 0}%`
  return (
    <PanelSection>
      <div className="found-counts">
        <span>
          <Trans i18nKey="submissions.panel.foundCount" values={{ count: batch.found }} components={{ 1: <strong /> }} />
        </span>
        <span>
          <Trans i18nKey="submissions.panel.missingCount" values={{ count: missing }} components={{ 1: <strong /> }} />
        </span>
      </div>
      <div
        className="found-bar"
        role="img"
        aria-label={t('submissions.panel.foundLabel', { found: formatCount(batch.found), total: formatCount(batch.orders) })}
      >
        <i data-part="found" style={{ width: share(batch.found) }} />
        <i data-part="missing" style={{ width: share(missing) }} />
      </div>
      <p className="cb-quiet">
        {submission.isResting
          ? t('submissions.panel.askedRests', { endpoint, round: batch.rounds, rounds: batch.roundsInAll })
          : batch.nextAt === null
            ? t('submissions.panel.askedLast', { endpoint, rounds: batch.rounds })
            : t('submissions.panel.asked', {
                endpoint,
                round: Math.min(batch.rounds + 1, batch.roundsInAll),
                rounds: batch.roundsInAll,
                time: words ?? '',
              })}{' '}
        {isDeletedHere(batch)
          ? t('submissions.panel.deletedHere')
          : submission.kind === 'callbot'
            ? t('submissions.panel.again', { rounds: batch.roundsInAll })
            : t('submissions.panel.silence')}
      </p>
      {batch.decidable ? <Decide submission={submission} batch={batch} /> : null}
    </PanelSection>
  )
}

/** The evidence, and the two things only the operator can say. */
function Decide({ submission, batch }: { submission: Submission; batch: Batch }) {
  const { t } = useTranslation()
  const [action, setAction] = useState<WriteAction | null>(null)
  const deleted = isDeletedHere(batch)
  const choice = (as: 'accepted' | 'notTaken') => (!deleted ? as : as === 'accepted' ? 'left' : 'again')
  const decide = (as: 'accepted' | 'notTaken') => setAction({ do: 'decide', submissionId: submission.id, batch: batch.number, as })
  return (
    <div className="decide">
      <h4>{t('submissions.decide.title')}</h4>
      <p>{deleted ? t('submissions.decide.deletedText') : t('submissions.decide.text', { rounds: batch.rounds })}</p>
      <Facts
        labelWidth={124}
        rows={[
          [formatTimeSeconds(batch.sentAt), t('submissions.decide.sent', { count: batch.orders, endpoint: batch.endpoint })],
          [
            t('submissions.decide.answer'),
            batch.problem && !deleted ? errorWords(t, batch.problem).what : t('submissions.decide.noAnswer'),
          ],
          [
            askEndpoint(submission.kind),
            t('submissions.panel.foundLabel', { found: formatCount(batch.found), total: formatCount(batch.orders) }),
          ],
        ]}
      />
      {(['accepted', 'notTaken'] as const).map(as => (
        <div key={as} className="decide-choice">
          <Button variant="default" className={as === 'notTaken' ? 'cb-danger' : undefined} onClick={() => decide(as)}>
            {t(`submissions.decide.${choice(as)}`)}
          </Button>
          <span className="cb-second">{t(`submissions.decide.${choice(as)}Text`)}</span>
        </div>
      ))}
      <CommitDialog action={action} onClose={() => setAction(null)} onDone={() => setAction(null)} />
    </div>
  )
}
