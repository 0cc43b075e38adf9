import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount } from '../ui/number-format.ts'

export type TaskOperation = 'start' | 'pause' | 'complete'

/** taskOperate of `mgrTaskStatus` (callbot-v3.md 3.5). */
const operateCode = { start: 1, pause: 2, complete: 3 } as const

/** Asks before a task is started, paused or completed, and says what that means for the calls. Undialled data is always kept. */
export function OperateDialog({ task, operation, onClose }: { task: TaskRow; operation: TaskOperation; onClose: () => void }) {
  const { t } = useTranslation()
  const operate = useCommand('tasks.operate')
  const left = task.counts.total - task.counts.finished
  const run = async () => {
    const answer = await operate.run({
      accountId: task.accountId,
      userTaskID: task.userTaskID,
      taskOperate: operateCode[operation],
      delCall: 0,
    })
    if (answer.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t(`tasks.operate.${operation}Title`, { name: task.taskName })}
      // Starting and completing ring or silence every order that is left; pausing can be taken back.
      {...(operation === 'pause' ? {} : { count: left })}
      irreversible={operation === 'complete'}
      danger={operation === 'complete'}
      safeLabel={t('tasks.operate.keep')}
      dangerLabel={t(`tasks.operate.${operation}Button`)}
      running={operate.running}
      problem={operate.error ? <ErrorPanel error={operate.error} compact /> : null}
      onCancel={onClose}
      onConfirm={() => void run()}
    >
      <p>{t(`tasks.operate.${operation}Body`, { left: formatCount(left) })}</p>
    </ConfirmDialog>
  )
}
