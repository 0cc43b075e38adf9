import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { SyncJob } from '../../src-contract/model/system.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { agoWords } from '../ui/age.tsx'
import { ButtonRoot } from '../ui/button-root.tsx'
import { formatCount } from '../ui/number-format.ts'
import { useNow } from '../ui/use-now.ts'

/** What the sync of one account is doing: a job under way, or the latest that ended. */
export function latestJob(jobs: readonly SyncJob[], accountId: string): SyncJob | null {
  const own = jobs.filter(job => job.accountId === accountId)
  const running = own.filter(job => job.state === 'running')
  const pool = running.length > 0 ? running : own.filter(job => job.state !== 'cancelled')
  return pool.reduce<SyncJob | null>((latest, job) => (latest === null || at(job) >= at(latest) ? job : latest), null)
}

const at = (job: SyncJob): number => job.finishedAt ?? job.startedAt

/** "Synced 12 s ago" by the freshest number of the account, "Syncing 1,200 of 4,000", "Sync failed 3 min ago"; pulls when pressed. */
export function SyncState({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const now = useNow()
  const accountId = account.id
  const { data } = useQuery('sync.jobs', {}, { on: ['sync'] })
  const tasks = useQuery('tasks.list', { accountId }, { on: ['tasks', 'orders'], accountId })
  const pull = useCommand('sync.start')
  const job = data ? latestJob(data, accountId) : null
  // Polling and webhooks keep numbers fresh without a job of their own.
  const told = freshest(tasks.data ?? [])
  const ended = job === null || job.state === 'running' ? null : at(job)
  const failed = pull.error !== null || (job?.state === 'failed' && (ended ?? 0) >= (told ?? 0))
  const fresh = job?.state === 'done' ? Math.max(told ?? 0, ended ?? 0) : told
  const records = account.kind === 'nxlink'
  return (
    <ButtonRoot
      className="cb-top-item"
      title={t(records ? 'shell.titleBar.recordsTip' : 'shell.titleBar.syncTip')}
      data-failed={failed || undefined}
      disabled={pull.running || job?.state === 'running'}
      onClick={() => void pull.run({ accountId, kind: records ? 'records' : 'tasks', userTaskID: null })}
    >
      <IconRefresh size={14} aria-hidden /> {words()}
    </ButtonRoot>
  )

  function words() {
    if (job?.state === 'running') {
      return (
        <>
          {t('shell.titleBar.syncing')}{' '}
          <strong>
            {job.total === null
              ? formatCount(job.done)
              : t('shell.titleBar.syncingOf', { done: formatCount(job.done), total: formatCount(job.total) })}
          </strong>
        </>
      )
    }
    if (failed)
      return (
        <>
          {t('shell.titleBar.syncFailed')} {ended === null ? null : <strong>{agoWords(t, now - ended)}</strong>}
        </>
      )
    if (fresh === null) return t(records ? 'tasks.pullRecords' : 'shell.titleBar.pullTasks')
    return (
      <>
        {t('shell.titleBar.synced')} <strong>{agoWords(t, now - fresh)}</strong>
      </>
    )
  }
}

/** When the newest number of any task came in; null when there is none. */
function freshest(tasks: readonly TaskRow[]): number | null {
  return tasks.reduce<number | null>((latest, { freshAt }) => (freshAt !== null && freshAt > (latest ?? 0) ? freshAt : latest), null)
}
