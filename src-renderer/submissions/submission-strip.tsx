import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatSpan } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'

/** The one sentence that matters now: what the submission waits for, with the countdown and the way on. */
export function SubmissionStrip({ submission, batches }: { submission: Submission; batches: readonly Batch[] }) {
  const { t } = useTranslation()
  const now = useNow(500)
  const tryNow = useCommand('submissions.tryNow')
  const resume = useCommand('submissions.resume')
  const left = submission.nextAt === null ? '' : formatSpan(submission.nextAt - now)
  const again = (label: string) => (
    <Button variant="default" loading={tryNow.running} onClick={() => void tryNow.run({ id: submission.id })}>
      {label}
    </Button>
  )

  if (submission.state === 'stuck' && submission.problem) {
    const credentials =
      submission.problem.code.startsWith('auth_') ||
      submission.problem.code.startsWith('keychain_') ||
      submission.problem.code === 'secret_missing'
    return (
      <div className="submission-stuck">
        <ErrorPanel
          error={submission.problem}
          actions={
            <>
              {credentials ? (
                <Button onClick={() => go({ name: 'accounts', edit: submission.accountId })}>{t('submissions.credentials')}</Button>
              ) : null}
              {submission.totals.unknown > 0 ? again(t('submissions.askNow')) : null}
              <Button
                variant={credentials ? 'default' : 'filled'}
                loading={resume.running}
                onClick={() => void resume.run({ id: submission.id })}
              >
                {t('submissions.resume')}
              </Button>
            </>
          }
        />
      </div>
    )
  }
  if (submission.state === 'planning')
    return (
      <Notice tone="blue" title={t('submissions.state.planning')}>
        {t('submissions.stateSentence.planning')}
      </Notice>
    )
  if (submission.state === 'paused')
    return (
      <Notice title={t('submissions.state.paused')}>
        {t('submissions.stateSentence.paused', { batch: batches.at(-1)?.number ?? 0, count: submission.totals.notSent })}
      </Notice>
    )
  if (submission.state === 'stopped')
    return (
      <Notice title={t('submissions.state.stopped')}>{t('submissions.stateSentence.stopped', { count: submission.totals.notSent })}</Notice>
    )
  if (submission.state === 'done')
    return (
      <Notice tone="green" title={t('submissions.state.done')}>
        {t('submissions.stateSentence.done')}
      </Notice>
    )
  if (batches.some(batch => batch.state === 'unknown'))
    return (
      <Notice tone="violet" title={t('submissions.stateSentence.unknown', { time: left })} actions={again(t('submissions.askNow'))}>
        {t('submissions.stateSentence.unknownDetail')}
      </Notice>
    )
  if (batches.some(batch => batch.state === 'backoff'))
    return (
      <Notice title={t('submissions.stateSentence.backoff', { time: left })} actions={again(t('submissions.tryNow'))}>
        {t('submissions.stateSentence.backoffDetail')}
      </Notice>
    )
  return (
    <Notice tone="blue" title={t('submissions.state.sending')}>
      {t('submissions.stateSentence.sending', {
        settled: submission.totals.accepted + submission.totals.refused,
        total: submission.totals.total,
      })}
    </Notice>
  )
}
