import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SyncJob } from '../../src-contract/model/system.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { agoWords } from '../ui/age.tsx'
import { formatCount } from '../ui/number-format.ts'
import { useNow } from '../ui/use-now.ts'

/** What the sync of one account is doing: a job under way, or the latest that ended. */
export function latestJob(jobs: readonly SyncJob[], accountId: string): SyncJob | null {
  const own = jobs.filter((job) => job.accountId === accountId)
  const running = own.filter((job) => job.state === 'running')
  const pool = running.length > 0 ? running : own.filter((job) => job.state !== 'cancelled')
  return pool.reduce<SyncJob | null>((latest, job) => (latest === null || at(job) >= at(latest) ? job : latest), null)
}

const at = (job: SyncJob): number => job.finishedAt ?? job.startedAt

/** "Synced 12 s ago", "Syncing 1,200 of 4,000", "Sync failed 3 min ago"; pulls the tasks when pressed. */
export function SyncState({ accountId }: { accountId: string }) {
  const { t } = useTranslation()
  const now = useNow()
  const { data } = useQuery('sync.jobs', {}, { on: ['sync'] })
  const pull = useCommand('sync.start')
  const job = data ? latestJob(data, accountId) : null
  const failed = job?.state === 'failed' || pull.error !== null
  return (
    <button type="button" className="cb-top-item" title={t('shell.titleBar.syncTip')} data-failed={failed || undefined}
      disabled={pull.running || job?.state === 'running'} onClick={() => void pull.run({ accountId, kind: 'tasks', userTaskID: null })}>
      <IconRefresh size={14} aria-hidden /> {words()}
    </button>
  )

  function words() {
    if (job === null) return pull.error ? t('shell.titleBar.syncFailed') : t('shell.titleBar.pullTasks')
    if (job.state === 'running') {
      return <>{t('shell.titleBar.syncing')} <strong>{job.total === null ? formatCount(job.done) : t('shell.titleBar.syncingOf', { done: formatCount(job.done), total: formatCount(job.total) })}</strong></>
    }
    return <>{failed ? t('shell.titleBar.syncFailed') : t('shell.titleBar.synced')} <strong>{agoWords(t, now - at(job))}</strong></>
  }
}
