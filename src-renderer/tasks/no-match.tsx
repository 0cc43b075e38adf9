import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

/** Nothing fits the typed filter: says so and takes it away. */
export function NoMatch({ title, onClear }: { title: string; onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={title}
      actions={
        <Button variant="default" onClick={onClear}>
          {t('tasks.emptyFilter.clear')}
        </Button>
      }
    >
      {t('tasks.emptyFilter.body')}
    </EmptyState>
  )
}
