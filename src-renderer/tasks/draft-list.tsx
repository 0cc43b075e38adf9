import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { Age } from '../ui/age.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

/** Half-built tasks of the account, newest first. */
export function DraftList({ accountId }: { accountId: string }) {
  const { t } = useTranslation()
  const drafts = useQuery('drafts.list', { accountId }, { on: ['drafts'], accountId })
  const remove = useCommand('drafts.remove')
  if (drafts.error) return <ErrorPanel error={drafts.error} />
  if (drafts.data?.length === 0) return <EmptyState title={t('tasks.emptyDrafts.title')}>{t('tasks.emptyDrafts.body')}</EmptyState>
  return (
    <ul className="draft-list" aria-label={t('tasks.view.drafts')}>
      {(drafts.data ?? []).map(draft => (
        <li key={draft.id}>
          <button type="button" className="draft-open" onClick={() => go({ name: 'setup', draftId: draft.id })}>
            <b className="task-name">{draft.form.taskName || t('tasks.drafts.unnamed')}</b>
            <span className="cb-quiet">{draft.form.kind === 'callbot' ? draft.form.sceneID : draft.form.country}</span>
          </button>
          <Age at={draft.updatedAt} />
          <Button variant="subtle" size="compact-sm" onClick={() => void remove.run({ id: draft.id })}>
            {t('tasks.drafts.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
