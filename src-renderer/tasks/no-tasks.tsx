import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { go } from '../store/screen-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { NoMatch } from './no-match.tsx'

interface Props {
  readonly account: AccountView
  /** The filter as typed. */
  readonly text: string
  readonly pulling: boolean
  readonly onPull: () => void
  readonly onClear: () => void
}

/** An empty board: nothing matches the filter, or there is no task yet and what makes one. */
export function NoTasks({ account, text, pulling, onPull, onClear }: Props) {
  const { t } = useTranslation()
  if (text.trim() !== '') return <NoMatch title={t('tasks.emptyFilter.title', { text: text.trim() })} onClear={onClear} />
  return (
    <EmptyState
      sketch
      title={t('tasks.empty.title')}
      actions={
        <>
          <Button onClick={() => go({ name: 'contacts' })}>{t('tasks.empty.load')}</Button>
          {account.kind === 'callbot' ? (
            <Button variant="default" loading={pulling} onClick={onPull}>
              {t('tasks.sync')}
            </Button>
          ) : null}
        </>
      }
    >
      {t('tasks.empty.body')}
    </EmptyState>
  )
}
