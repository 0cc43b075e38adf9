import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { go } from '../store/screen-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import css from './setup.module.css'
import { SetupForm } from './setup-form.tsx'
import { useDraft } from './use-draft.ts'

/** The task form of one draft. */
export function SetupScreen({ draftId }: { draftId: string }) {
  return <LoadedDraft key={draftId} draftId={draftId} />
}

function LoadedDraft({ draftId }: { draftId: string }) {
  const { t } = useTranslation()
  const hand = useDraft(draftId)
  if (hand.draft && hand.work) return <SetupForm draft={hand.draft} work={hand.work} hand={hand} />
  if (hand.loadError?.code === 'not_found') {
    return (
      <div className={css.centred}>
        <EmptyState
          title={t('setup.gone.title')}
          actions={<Button onClick={() => go({ name: 'contacts' })}>{t('setup.gone.action')}</Button>}
        >
          {t('setup.gone.text')}
        </EmptyState>
      </div>
    )
  }
  return hand.loadError ? (
    <div className={css.centred}>
      <ErrorPanel error={hand.loadError} actions={<Button onClick={hand.reload}>{t('setup.tryAgain')}</Button>} />
    </div>
  ) : null
}
