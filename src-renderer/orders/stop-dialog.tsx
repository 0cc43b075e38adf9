import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

interface Props {
  readonly accountId: string
  readonly userTaskID: string
  readonly orderIDs: readonly string[]
  readonly onClose: (stopped: boolean) => void
}

/** Stops chosen orders of one task. It cannot be undone, so the count is typed whatever it is. */
export function StopDialog({ accountId, userTaskID, orderIDs, onClose }: Props) {
  const { t } = useTranslation()
  const stop = useCommand('orders.stop')
  const [notStopped, setNotStopped] = useState<string | null>(null)
  const count = orderIDs.length
  const run = async () => {
    const answer = await stop.run({ accountId, userTaskID, orderIDs: [...orderIDs], delCall: 0, confirmCount: count })
    if (!answer.ok) return
    const first = answer.value.errors[0]
    if (!first) return onClose(true)
    setNotStopped(
      `${t('orders.stopResult', { done: answer.value.successCount, total: answer.value.totalCount })}. ${t('orders.stopErrors', { reason: first.reason })}`,
    )
  }
  return (
    <ConfirmDialog
      opened
      irreversible
      count={count}
      title={t('orders.stopTitle', { count })}
      safeLabel={t('orders.keep')}
      dangerLabel={t('orders.stopButton', { count })}
      running={stop.running}
      problem={stop.error ? <ErrorPanel error={stop.error} compact /> : notStopped ? <p role="alert">{notStopped}</p> : null}
      onCancel={() => onClose(notStopped !== null)}
      onConfirm={() => void run()}
    >
      <p>{t('orders.stopBody')}</p>
    </ConfirmDialog>
  )
}
