import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch, BatchOverview, Submission } from '../../src-contract/model/submission.ts'
import { type Command, useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { WaitBar } from '../ui/wait-bar.tsx'
import { isDeletedHere } from './batch-facts.ts'
import { useCountdown } from './use-countdown.ts'

/** The one sentence that matters now: what the submission waits for, with the countdown and the way on. */
export function SubmissionStrip({
  submission,
  overview,
  pause,
  resume,
  chosen,
  onShowBatch,
}: {
  submission: Submission
  pause: Command<'submissions.pause'>
  resume: Command<'submissions.resume'>
  overview: BatchOverview
  /** Number of the batch that stands open. */
  chosen: number | null
  onShowBatch: (number: number) => void
}) {
  const { t } = useTranslation()
  const tryNow = useCommand('submissions.tryNow')
  const { id, state, totals } = submission
  const { held, inDoubt: doubt } = overview
  const underWay = overview.states.sending ?? 0
  // After trouble the whole account pauses, so a try may come later than its batch says.
  const nextAt = held ? Math.max(held.nextAt ?? 0, submission.nextAt ?? 0) : (doubt?.nextAt ?? submission.nextAt)
  const countdown = useCountdown(nextAt, held?.answeredAt ?? null)
  const time = countdown.words ?? ''
  const problem = tryNow.error ?? resume.error ?? pause.error
  const now = (label: string) => (
    <Button variant="default" loading={tryNow.running} onClick={() => void tryNow.run({ id })}>
      {label}
    </Button>
  )
  const again = (label: string) => (
    <>
      <WaitBar share={countdown.share} tone={held ? 'amber' : 'violet'} label={label} />
      {now(label)}
    </>
  )
  const decideDetail = (batch: Batch) => t(`submissions.stateSentence.${isDeletedHere(batch) ? 'decideDeleted' : 'decideDetail'}`)
  const showBatch = (batch: Batch) =>
    batch.number === chosen ? null : (
      <Button onClick={() => onShowBatch(batch.number)}>{t('submissions.stateSentence.showBatch', { batch: batch.number })}</Button>
    )
  const rests = t('submissions.stateSentence.restsUntil', { count: totals.notSent + totals.backoff })
  const stopping = totals.underWay > 0 ? t('submissions.stateSentence.stopping', { count: totals.underWay }) : null
  const strip = () => {
    if (state === 'stuck' && doubt?.decidable)
      return (
        <Notice
          inline
          tone="violet"
          title={t('submissions.stateSentence.decide', { batch: doubt.number })}
          actions={
            <>
              {showBatch(doubt)}
              {now(t('submissions.askNow'))}
            </>
          }
        >
          {decideDetail(doubt)}
        </Notice>
      )
    if (state === 'stuck' && submission.problem)
      return <Stuck submission={submission} resuming={resume.running} onResume={() => void resume.run({ id })} ask={now} />
    if (state === 'stuck' && totals.unknown === 0)
      return (
        <Notice
          inline
          tone="amber"
          title={t('submissions.stateSentence.settled')}
          actions={
            <Button loading={resume.running} onClick={() => void resume.run({ id })}>
              {t('submissions.resume')}
            </Button>
          }
        >
          {rests}
        </Notice>
      )
    if (state === 'planning')
      return (
        <Notice inline tone="blue" title={`${t('submissions.state.planning')}.`}>
          {t('submissions.stateSentence.planning')}
        </Notice>
      )
    if (state === 'paused')
      return (
        <Notice
          inline
          icon={<StatusGlyph glyph="bars" hue="amber" />}
          title={
            underWay > 0
              ? `${t('submissions.state.paused')}.`
              : overview.written === 0
                ? t('submissions.stateSentence.pausedBefore')
                : t('submissions.stateSentence.pausedAfter', { batch: overview.written })
          }
        >
          {underWay > 0
            ? t('submissions.stateSentence.pausing', { count: underWay })
            : t(`submissions.stateSentence.${totals.accepted + totals.unknown === 0 ? 'pausedAll' : 'paused'}`, {
                count: totals.notSent + totals.backoff,
              })}
        </Notice>
      )
    if (state === 'stopped')
      return (
        <Notice inline icon={<StatusGlyph glyph="square" hue="grey" />} title={`${t('submissions.state.stopped')}.`}>
          {t('submissions.stateSentence.stopped', { count: totals.notSent + totals.backoff })} {stopping}
        </Notice>
      )
    if (state === 'done') {
      const draftId = submission.trialOf
      return (
        <Notice
          inline
          tone="green"
          title={`${t('submissions.state.done')}.`}
          actions={
            draftId === null ? undefined : <Button onClick={() => go({ name: 'setup', draftId })}>{t('submissions.openDraft')}</Button>
          }
        >
          {t(draftId !== null && totals.accepted > 0 ? 'submissions.stateSentence.tried' : 'submissions.stateSentence.done')}
        </Notice>
      )
    }
    if (held) {
      const code = held.problem?.code
      const title =
        code === 'unreachable'
          ? t('submissions.stateSentence.unreachable', { time })
          : code === 'platform_maintenance'
            ? t('submissions.stateSentence.maintenance', { time })
            : code === 'listener_off'
              ? t('submissions.stateSentence.noAddressAgain', { time })
              : t('submissions.stateSentence.backoff', { time })
      return (
        <Notice inline icon={<StatusGlyph glyph="clock" hue="amber" />} title={title} actions={again(t('submissions.tryNow'))}>
          {t('submissions.stateSentence.backoffDetail', { batch: held.number, tries: held.tries + 1 })}
        </Notice>
      )
    }
    if (doubt)
      return (
        <Notice
          inline
          tone="violet"
          title={
            doubt.decidable
              ? t('submissions.stateSentence.decide', { batch: doubt.number })
              : t('submissions.stateSentence.noAnswer', { count: overview.states.unknown ?? 1, batch: doubt.number, time })
          }
          actions={doubt.decidable ? showBatch(doubt) : again(t('submissions.askNow'))}
        >
          {doubt.decidable ? decideDetail(doubt) : t('submissions.stateSentence.unknownDetail')}
        </Notice>
      )
    if (submission.problem?.code === 'listener_off')
      return (
        <Notice inline icon={<StatusGlyph glyph="clock" hue="amber" />} title={t('submissions.stateSentence.noAddress')}>
          {t('submissions.stateSentence.noAddressDetail')}
        </Notice>
      )
    return (
      <Notice
        inline
        tone="blue"
        title={
          state !== 'waiting'
            ? `${t('submissions.state.sending')}.`
            : nextAt === null
              ? `${t('submissions.state.waiting')}.`
              : t('submissions.stateSentence.waitingTitle', { time })
        }
        actions={nextAt === null ? undefined : <WaitBar share={countdown.share} tone="amber" label={t('submissions.state.waiting')} />}
      >
        {state === 'waiting'
          ? t('submissions.stateSentence.waiting')
          : t('submissions.stateSentence.sending', { settled: totals.accepted + totals.refused, total: totals.total })}
      </Notice>
    )
  }
  return (
    <>
      {strip()}
      {problem ? (
        <div className="submission-stuck">
          <ErrorPanel compact error={problem} />
        </div>
      ) : null}
    </>
  )
}

/** What keeps it from going on, in four sentences, and the way to where it is settled. */
function Stuck({
  submission,
  resuming,
  onResume,
  ask,
}: {
  submission: Submission
  resuming: boolean
  onResume: () => void
  ask: (label: string) => ReactNode
}) {
  const { t } = useTranslation()
  const { problem } = submission
  if (!problem) return null
  const credentials = problem.code.startsWith('auth_') || problem.code.startsWith('keychain_') || problem.code === 'secret_missing'
  const rules = problem.code === 'account_read_only'
  const count = submission.totals.notSent + submission.totals.backoff
  const { underWay } = submission.totals
  const address = problem.code === 'listener_off'
  const elsewhere = credentials || rules || address
  const then = elsewhere ? 'thenResume' : 'restsUntil'
  return (
    <div className="submission-stuck">
      <ErrorPanel
        error={problem}
        then={[
          ...(count > 0 ? [t(`submissions.stateSentence.${then}`, { count })] : []),
          ...(underWay > 0 ? [t('submissions.stateSentence.stopping', { count: underWay })] : []),
        ].join(' ')}
        actions={
          <>
            {credentials || rules ? (
              <Button onClick={() => go({ name: 'accounts', edit: submission.accountId })}>
                {t(rules ? 'submissions.pace.rules' : 'submissions.credentials')}
              </Button>
            ) : null}
            {address ? <Button onClick={() => go({ name: 'webhooks' })}>{t('submissions.openWebhooks')}</Button> : null}
            {submission.totals.unknown > 0 ? ask(t('submissions.askNow')) : null}
            <Button variant={elsewhere ? 'default' : 'filled'} loading={resuming} onClick={onResume}>
              {t('submissions.resume')}
            </Button>
          </>
        }
      />
    </div>
  )
}
