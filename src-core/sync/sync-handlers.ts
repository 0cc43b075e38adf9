import type { AreaHandlers } from '../dispatch.ts'
import type { SyncService } from './sync-service.ts'

/** Answers `sync.*`. */
export function createSyncHandlers(sync: Pick<SyncService, 'start' | 'jobs' | 'cancel'>): AreaHandlers<'sync'> {
  return {
    'sync.start': ({ accountId, kind, userTaskID }) => sync.start(accountId, kind, userTaskID),
    'sync.jobs': () => sync.jobs(),
    'sync.cancel': ({ id }) => {
      sync.cancel(id)
      return {}
    },
  }
}
