import { Button, Tooltip } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { type Command, useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

/** What can be done to a submission: pause, go on, stop; and the way to its task and orders. */
export function SubmissionActions({
  submission,
  underWay,
  pause,
  resume,
}: {
  submission: Submission
  /** Requests that wait for their answer. */
  underWay: number
  pause: Command<'submissions.pause'>
  resume: Command<'submissions.resume'>
}) {
  const { t } = useTranslation()
  const stop = useCommand('submissions.stop')
  const [asking, setAsking] = useState(false)
  const { id, state, totals } = submission
  const open = state !== 'done' && state !== 'stopped'
  const unsent = totals.notSent + totals.backoff
  return (
    <>
      {open ? null : (
        <>
          <Button variant="default" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [submission.userTaskID] } })}>
            {t('submissions.openOrders')}
          </Button>
          <Button onClick={() => go({ name: 'tasks', userTaskID: submission.userTaskID })}>{t('submissions.openTask')}</Button>
        </>
      )}
      {state === 'sending' || state === 'waiting' ? (
        <Tooltip label={t('submissions.pauseTip')} multiline w={320}>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={14} />}
            loading={pause.running}
            onClick={() => void pause.run({ id })}
          >
            {t('submissions.pause', { count: underWay })}
          </Button>
        </Tooltip>
      ) : null}
      {state === 'paused' ? (
        <Button leftSection={<IconPlayerPlay size={14} />} loading={resume.running} onClick={() => void resume.run({ id })}>
          {t('submissions.resume')}
        </Button>
      ) : null}
      {open && state !== 'planning' ? (
        <Button variant="default" className="cb-danger" onClick={() => setAsking(true)}>
          {t('submissions.stop')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={t('submissions.stopDialog.title', { count: unsent })}
        count={unsent}
        safeLabel={t('submissions.stopDialog.keep')}
        dangerLabel={t('submissions.stopDialog.stop')}
        running={stop.running}
        problem={stop.error ? <ErrorPanel error={stop.error} compact /> : null}
        onCancel={() => setAsking(false)}
        onConfirm={() => void stop.run({ id }).then(answer => answer.ok && setAsking(false))}
      >
        <p>{t('submissions.stopDialog.body')}</p>
        {totals.underWay > 0 ? <p>{t('submissions.stopDialog.underWay', { count: totals.underWay })}</p> : null}
        {totals.unknown > 0 ? <p>{t('submissions.stopDialog.unknown', { count: totals.unknown })}</p> : null}
      </ConfirmDialog>
    </>
  )
}
