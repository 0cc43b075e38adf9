import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { go, useScreen } from '../store/screen-store.ts'
import { Notice } from '../ui/notice.tsx'

/**
 * Above every screen but its own: a submission of the account that rests, with what is not sent and what has no answer. Otherwise its task
 * looks whole after a restart, because the platform has only what came through.
 */
export function UnfinishedNotice({ accountId }: { accountId: string }) {
  const { t } = useTranslation()
  const screen = useScreen()
  const list = useQuery('submissions.list', { accountId }, { on: ['submissions'], accountId })
  const resting = (list.data ?? []).filter(each => each.accountId === accountId && (each.state === 'stuck' || each.state === 'paused'))
  const first = resting.find(each => each.state === 'stuck') ?? resting[0]
  if (first === undefined || screen.name === 'submission') return null
  const { id, taskName, state, totals } = first
  const left = totals.notSent + totals.backoff
  return (
    <Notice
      inline
      tone={state === 'stuck' ? 'red' : 'amber'}
      title={t(`submissions.unfinished.${state === 'stuck' ? 'stuck' : 'paused'}`, { task: taskName })}
      actions={
        <Button size="xs" variant="default" onClick={() => go({ name: 'submission', id })}>
          {t('submissions.unfinished.open')}
        </Button>
      }
    >
      {left > 0 ? t('submissions.unfinished.notSent', { count: left }) : null}{' '}
      {totals.underWay > 0 ? t('submissions.unfinished.underWay', { count: totals.underWay }) : null}{' '}
      {totals.unknown > 0 ? t('submissions.unfinished.unknown', { count: totals.unknown }) : null}{' '}
      {resting.length > 1 ? t('submissions.unfinished.more', { count: resting.length - 1 }) : null}
    </Notice>
  )
}
