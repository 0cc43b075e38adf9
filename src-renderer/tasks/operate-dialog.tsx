import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { Choices } from '../writes/choices.tsx'
import { CommitDialog } from '../writes/commit-dialog.tsx'

export type TaskOperation = 'start' | 'pause' | 'complete'

/** taskOperate of `mgrTaskStatus` (callbot-v3.md 3.5). */
const operateCode = { start: 1, pause: 2, complete: 3 } as const

/** Asks before a task is started, paused or completed, and what is to become of the orders that were not dialled. */
export function OperateDialog({ task, operation, onClose }: { task: TaskRow; operation: TaskOperation; onClose: () => void }) {
  const { t } = useTranslation()
  const [undialled, setUndialled] = useState<'keep' | 'delete'>('keep')
  return (
    <CommitDialog
      action={{
        do: 'operate',
        accountId: task.accountId,
        userTaskID: task.userTaskID,
        taskOperate: operateCode[operation],
        // Whether a start deletes anything is not documented, so it is never asked to.
        delCall: operation !== 'start' && undialled === 'delete' ? 1 : 0,
      }}
      timeZone={task.form?.kind === 'callbot' ? task.form.timeZone : undefined}
      onClose={onClose}
      onDone={onClose}
      choices={
        operation === 'start' ? undefined : (
          <Choices
            label={t('tasks.operate.undialled')}
            value={undialled}
            onChange={setUndialled}
            options={[
              { value: 'keep', label: t('tasks.operate.keepThem'), meaning: t(`tasks.operate.keepMeaning.${operation}`) },
              { value: 'delete', label: t('tasks.operate.deleteThem'), meaning: t('tasks.operate.deleteMeaning'), danger: true },
            ]}
          />
        )
      }
    />
  )
}
