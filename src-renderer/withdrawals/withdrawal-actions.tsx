import { Button, Tooltip } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import { type Command, useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

/** Pause, go on, stop a withdrawal; and the way to its orders. */
export function WithdrawalActions({
  withdrawal,
  pause,
  resume,
}: {
  withdrawal: Withdrawal
  pause: Command<'withdrawals.pause'>
  resume: Command<'withdrawals.resume'>
}) {
  const { t } = useTranslation()
  const stop = useCommand('withdrawals.stop')
  const [asking, setAsking] = useState(false)
  const { id, state, totals, tasks } = withdrawal
  const open = state !== 'done' && state !== 'stopped'
  return (
    <>
      <Button variant="default" onClick={() => go({ name: 'orders', filter: { userTaskIDs: tasks.map(task => task.userTaskID) } })}>
        {t('withdrawals.openOrders')}
      </Button>
      {state === 'running' || state === 'waiting' ? (
        <Tooltip label={t('withdrawals.pauseTip')} multiline w={320}>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={14} />}
            loading={pause.running}
            onClick={() => void pause.run({ id })}
          >
            {t('withdrawals.pause')}
          </Button>
        </Tooltip>
      ) : null}
      {state === 'paused' ? (
        <Button leftSection={<IconPlayerPlay size={14} />} loading={resume.running} onClick={() => void resume.run({ id })}>
          {t('withdrawals.resume')}
        </Button>
      ) : null}
      {open ? (
        <Button variant="default" className="cb-danger" onClick={() => setAsking(true)}>
          {t('withdrawals.stop')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={t('withdrawals.stopDialog.title', { count: totals.left })}
        count={totals.left}
        safeLabel={t('withdrawals.stopDialog.keep')}
        dangerLabel={t('withdrawals.stopDialog.stop')}
        running={stop.running}
        problem={stop.error ? <ErrorPanel error={stop.error} compact /> : null}
        onCancel={() => setAsking(false)}
        onConfirm={() => void stop.run({ id }).then(answer => answer.ok && setAsking(false))}
      >
        <p>{t('withdrawals.stopDialog.body')}</p>
      </ConfirmDialog>
    </>
  )
}
