import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskForm } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { Choices } from '../writes/choices.tsx'
import { CommitDialog } from '../writes/commit-dialog.tsx'
import { LaunchFacts } from './launch-facts.tsx'
import { isZone } from './task-clock.ts'

type Mode = 'createAndCall' | 'createTask'

/** The last page before the calls. Callbot has two ways to make the task; NXLink has one. */
export function LaunchReview({
  draftId,
  kind,
  opened,
  onClose,
}: {
  draftId: string
  kind: TaskForm['kind']
  opened: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('createAndCall')
  // What is told is what is kept, and so what would be sent: another window may have changed it since this form was loaded.
  const asked = opened ? { id: draftId } : null
  const form = useQuery('drafts.get', asked, { on: ['drafts'], id: draftId }).data?.form ?? null
  const preflight = useQuery('drafts.preflight', asked, { on: ['drafts', 'contacts', 'accounts', 'webhooks'] }).data
  return (
    <CommitDialog
      action={opened ? { do: 'launch', draftId, mode } : null}
      timeZone={form?.kind === 'callbot' && isZone(form.timeZone) ? form.timeZone : undefined}
      onClose={onClose}
      choices={
        kind === 'callbot' ? (
          <Choices<Mode>
            label={t('setup.launch.how')}
            value={mode}
            onChange={setMode}
            options={[
              { value: 'createAndCall', label: t('setup.launch.together'), meaning: t('setup.launch.togetherText') },
              { value: 'createTask', label: t('setup.launch.taskFirst'), meaning: t('setup.launch.taskFirstText') },
            ]}
          />
        ) : undefined
      }
    >
      {form && preflight ? <LaunchFacts form={form} preflight={preflight} /> : null}
    </CommitDialog>
  )
}
