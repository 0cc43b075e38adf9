import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SyncJob } from '../../src-contract/model/system.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import type { NxlinkApi } from '../../src-core/api/nxlink-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { createJobStore } from '../../src-core/sync/job-store.ts'
import { createPoller } from '../../src-core/sync/poller.ts'
import { createSyncService } from '../../src-core/sync/sync-service.ts'
import { createOperatePlanner } from '../../src-core/tasks/operate-plan.ts'
import { createTaskHandlers } from '../../src-core/tasks/task-handlers.ts'
import { createTaskSigns } from '../../src-core/tasks/task-signs.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'

export interface SyncRigOptions {
  readonly callbot?: CallbotApi
  readonly nxlink?: NxlinkApi
  readonly pollMs?: number
}

/** The pulling side over a real cache; ends with the test. */
export function openSyncRig({ callbot, nxlink, pollMs = 30 }: SyncRigOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-sync-'))
  const cache = openDatabase({ path: join(dataDir, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
  const bus = createEventBus(5)
  const log = createLog(dataDir)
  const orders = createOrderStore(cache)
  const tasks = createTaskStore(cache)
  const signs = createTaskSigns(cache)
  const secret = { there: true }
  const need = <T>(client: T | undefined): T => {
    if (!client) throw new AppError('not_supported', {})
    return client
  }
  const api = { callbot: () => need(callbot), nxlink: () => need(nxlink) }
  const kind = () => (nxlink ? ('nxlink' as const) : ('callbot' as const))
  const jobs = createJobStore(cache)
  const deletions = createTasksToSweep({ db: cache, clock: systemClock, log })
  const shared = { api, tasks, orders, clock: systemClock, bus, log }
  const sync = createSyncService({ ...shared, jobs, account: () => ({ kind: kind(), tenantId: '144' }) })
  const openPoller = () =>
    createPoller({ ...shared, kind, canAsk: () => secret.there, timings: { pollMs, backoffMaxMs: Math.max(200, 60 * pollMs) } })
  const poller = openPoller()
  const start = createOperatePlanner({
    ...shared,
    account: () => ({ kind: kind() }),
    deletions,
    now: () => Date.now(),
    pollSoon: poller.soon,
  })
  const taskHandlers = createTaskHandlers({
    tasks,
    orders,
    signs,
    api,
    account: () => ({ kind: kind() }),
    launchedWith: () => null,
  })
  onTestFinished(async () => {
    await poller.close()
    await sync.close()
    bus.close()
    cache.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const job = (id: string): SyncJob => {
    const found = sync.jobs().find(each => each.id === id)
    if (!found) throw new Error('no such job')
    return found
  }
  return {
    bus,
    signs,
    /** What a statement reads from the cache. */
    rows: (sql: string): unknown[] => cache.prepare(sql).all(),
    deletions,
    orders,
    tasks,
    sync,
    poller,
    /** As after a restart over the same cache; ends with the test. */
    anotherPoller() {
      const another = openPoller()
      onTestFinished(() => another.close())
      return another
    },
    taskHandlers,
    secret,
    job,
    jobs,
    /** Starts a task as the operator does. */
    start: async (userTaskID: string) => {
      const plan = await start({ do: 'operate', accountId: 'cb', userTaskID, taskOperate: 1, delCall: 0 })
      await plan.commit()
    },
  }
}

/** Looks again until it holds; the looks are counted, because a machine that stands still shows nothing meanwhile. */
export async function eventually<T>(look: () => T, holds: (value: T) => boolean): Promise<T> {
  for (let looks = 0; looks < 10_000; looks++) {
    const value = look()
    if (holds(value)) return value
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error(`still ${JSON.stringify(look())}`)
}
