import { join } from 'node:path'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import type { OrderSelection } from '../../src-contract/model/write.ts'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { AppError } from '../../src-core/app-error.ts'
import type { Audit, AuditFact } from '../../src-core/audit/audit.ts'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderReaders } from '../../src-core/orders/order-reader-pool.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { createJobStore } from '../../src-core/sync/job-store.ts'
import { createSyncService } from '../../src-core/sync/sync-service.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { createWithdrawalService } from '../../src-core/withdrawals/withdrawal-service.ts'
import { createRequestsUnderWay } from '../../src-core/writes/requests-under-way.ts'
import { until } from '../core/open-test-core.ts'
import { READER_FILE } from '../orders/with-orders.ts'

export interface WithdrawRigOptions {
  readonly dataDir: string
  readonly url: string
  readonly callbot: { uuid: string; secretKey: string }
  /** Bends the client into what no simulator says. */
  readonly bend?: (api: CallbotApi) => CallbotApi
}

export type WithdrawRig = ReturnType<typeof openWithdrawRig>

/** Nobody means the deadlines: a machine that stands still for seconds must not lose an answer by them. */
const timings = { readDeadlineMs: 120_000, submitDeadlineMs: 120_000, backoffBaseMs: 10, backoffMaxMs: 50 }

/** Pulling and withdrawing over real databases, a reader thread and a real HTTP client. */
export function openWithdrawRig({ dataDir, url, callbot, bend = api => api }: WithdrawRigOptions) {
  const ledger = openDatabase({ path: join(dataDir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'FULL' })
  const cachePath = join(dataDir, 'cache.db')
  const cache = openDatabase({ path: cachePath, migrations: cacheMigrations, synchronous: 'NORMAL' })
  const bus = createEventBus(5)
  const log = createLog(dataDir)
  const transport = createTransport()
  const orders = createOrderStore(cache)
  const tasks = createTaskStore(cache)
  const readers = createOrderReaders({ file: READER_FILE, cachePath, threads: 1 })
  const client = bend(createCallbotApi({ baseUrl: url, ...callbot, algorithm: 'SHA256' }, transport, systemClock, timings))
  const secret = { there: true }
  const api = {
    callbot: () => {
      if (!secret.there) throw new AppError('keychain_locked')
      return client
    },
    nxlink: () => Promise.reject(new AppError('not_supported')),
  }
  const kind = (accountId: string) => (accountId === 'nx' ? ('nxlink' as const) : ('callbot' as const))
  const sync = createSyncService({
    api,
    account: id => ({ kind: kind(id), tenantId: null }),
    tasks,
    orders,
    jobs: createJobStore(cache),
    clock: systemClock,
    bus,
    log,
  })
  const facts: AuditFact[] = []
  const deletions = createTasksToSweep({ db: cache, clock: systemClock, log })
  const audit: Audit = { add: fact => void facts.push(fact), who: () => 'Ana' }
  const requests = createRequestsUnderWay({ ledger, audit, clock: systemClock, log })
  const service = createWithdrawalService({
    ledger,
    readers,
    orders,
    kind,
    pullOrders: sync.pullOrdersById,
    callbot: api.callbot,
    taskName: (accountId, userTaskID) => tasks.get(accountId, userTaskID)?.taskName || userTaskID,
    audit,
    requests,
    turns: { next: () => Promise.resolve() },
    deletions,
    clock: systemClock,
    timings,
    log,
    bus,
    random: () => 0.5,
  })
  return {
    service,
    requests,
    withLedger: <T>(use: (db: Db) => T): T => use(ledger),
    deletions,
    readers,
    orders,
    facts,
    secret,
    async pull(userTaskID: string) {
      const { id } = sync.start('cb', 'orders', userTaskID)
      await sync.finished(id)
    },
    plan: (selection: OrderSelection, delCall: 0 | 1 = 0, accountId = 'cb') =>
      service.planner({ do: 'withdraw', accountId, selection, delCall }),
    /** Plans and commits, as the operator's two clicks do. */
    async withdraw(selection: OrderSelection, delCall: 0 | 1 = 0): Promise<string> {
      const planned = await service.planner({ do: 'withdraw', accountId: 'cb', selection, delCall })
      return (await planned.commit()).withdrawalId ?? ''
    },
    until: (id: string, wanted: (withdrawal: Withdrawal) => boolean): Promise<Withdrawal> =>
      until(() => {
        const now = service.get(id)
        return wanted(now) ? now : null
      }).catch((error: unknown) => {
        throw new Error(`still ${JSON.stringify(service.get(id))}`, { cause: error })
      }),
    async close() {
      await service.close()
      await sync.close()
      await readers.close()
      await transport.close()
      bus.close()
      cache.close()
      ledger.close()
    },
  }
}
