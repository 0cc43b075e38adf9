import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDraft } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { Age } from '../ui/age.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { NoMatch } from './no-match.tsx'

interface Props {
  /** Those that match the filter, newest first. */
  readonly drafts: readonly TaskDraft[]
  /** The filter as typed. */
  readonly text: string
  readonly onClear: () => void
}

/** What a draft is called after its name: the scene, or NXLink's country. */
const about = ({ form }: TaskDraft): string => (form.kind === 'callbot' ? form.sceneID : form.country)

/** Drafts whose name or scene contains the text. */
export function draftsLike(drafts: readonly TaskDraft[], text: string): readonly TaskDraft[] {
  const wanted = text.trim().toLowerCase()
  return drafts.filter(draft => `${draft.form.taskName} ${about(draft)}`.toLowerCase().includes(wanted))
}

/** Half-built tasks of the account. */
export function DraftList({ drafts, text, onClear }: Props) {
  const { t } = useTranslation()
  const remove = useCommand('drafts.remove')
  if (drafts.length === 0 && text.trim() !== '')
    return <NoMatch title={t('tasks.emptyDrafts.filter', { text: text.trim() })} onClear={onClear} />
  if (drafts.length === 0) return <EmptyState title={t('tasks.emptyDrafts.title')}>{t('tasks.emptyDrafts.body')}</EmptyState>
  return (
    <>
      {remove.error ? <ErrorPanel error={remove.error} compact /> : null}
      <ul className="draft-list" aria-label={t('tasks.view.drafts')}>
        {drafts.map(draft => (
          <li key={draft.id}>
            <button type="button" className="draft-open" onClick={() => go({ name: 'setup', draftId: draft.id })}>
              <b className="task-name cb-ellipsis" dir="auto">
                {draft.form.taskName || t('tasks.drafts.unnamed')}
              </b>
              <span className="cb-quiet cb-ellipsis" dir="auto">
                {about(draft)}
              </span>
            </button>
            <Age at={draft.updatedAt} />
            <Button variant="subtle" size="compact-sm" onClick={() => void remove.run({ id: draft.id })}>
              {t('tasks.drafts.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
