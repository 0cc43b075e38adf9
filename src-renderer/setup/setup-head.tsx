import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import { useCommand } from '../bridge/use-command.ts'
import { replaceScreen } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import css from './setup.module.css'
import type { DraftInHand, Work } from './use-draft.ts'

interface Props {
  readonly draftId: string
  readonly work: Work
  readonly hand: DraftInHand
  readonly list: ContactList | null
  /** The last check before a review is under way. */
  readonly checking: boolean
  readonly onReview: (what: 'launch' | 'tryOne') => void
}

/** Title, whether the draft is kept, discarding it, and the way on. */
export function SetupHead({ draftId, work, hand, list, checking, onReview }: Props) {
  const { t } = useTranslation()
  const [discarding, setDiscarding] = useState(false)
  const { run, running, error } = useCommand('drafts.remove')
  const discard = async () => {
    hand.forget()
    const answer = await run({ id: draftId })
    if (answer.ok) replaceScreen(work.listId === null ? { name: 'contacts' } : { name: 'contacts', listId: work.listId })
  }
  // Not `disabled`: a disabled button loses the focus, and the dialog could not give it back.
  const resting = { 'aria-disabled': checking, ...(checking ? { 'data-disabled': true } : {}) }
  const review = (what: 'launch' | 'tryOne') => {
    if (!checking) onReview(what)
  }
  const state =
    hand.state === 'failed' ? (
      <StatusLine coloured look={{ glyph: 'cross', hue: 'red' }}>
        {t('setup.notSaved')}
      </StatusLine>
    ) : hand.state === 'waiting' ? (
      t('setup.saving')
    ) : hand.savedAt === null ? null : (
      t('setup.saved', { time: formatMoment(hand.savedAt) })
    )
  return (
    <PageHead
      title={t('setup.title')}
      actions={
        <>
          <span className={css.saved} role="status">
            {state}
          </span>
          <IconButton label={t('setup.remove')} bordered onClick={() => setDiscarding(true)}>
            <IconTrash size={15} />
          </IconButton>
          <Button variant="default" {...resting} onClick={() => review('tryOne')}>
            {t('setup.tryOne')}
          </Button>
          <Button {...resting} onClick={() => review('launch')}>
            {t('setup.review')}
          </Button>
          <ConfirmDialog
            opened={discarding}
            title={t('setup.removeTitle')}
            safeLabel={t('setup.keepDraft')}
            dangerLabel={t('setup.remove')}
            running={running}
            onCancel={() => setDiscarding(false)}
            onConfirm={() => void discard()}
            problem={error ? <ErrorPanel compact error={error} /> : null}
          >
            <p>{t('setup.removeText')}</p>
          </ConfirmDialog>
        </>
      }
    >
      {list ? (
        <>
          <span className={css.second}>{t('setup.from')}</span> <span className={css.fromList}>{list.name}</span>
        </>
      ) : null}
    </PageHead>
  )
}
