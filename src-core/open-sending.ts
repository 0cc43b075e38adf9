import type { AccountService } from './accounts/account-service.ts'
import type { AccountApis } from './accounts/api-for-account.ts'
import type { Audit } from './audit/audit.ts'
import type { ContactReader } from './contacts/contact-reader.ts'
import type { Db } from './db/open.ts'
import type { EventBus } from './event-bus.ts'
import type { Log } from './log.ts'
import type { OrderReaders } from './orders/order-reader-pool.ts'
import type { OrderStore } from './orders/order-store.ts'
import { createTaskPhones } from './orders/task-phones.ts'
import type { TaskRemains } from './orders/task-remains.ts'
import type { TasksToSweep } from './orders/tasks-to-sweep.ts'
import type { CorePorts } from './ports.ts'
import { createSettlePlanner } from './reconciliation/plan-settlement.ts'
import { createReconciliationHandlers } from './reconciliation/reconciliation-handlers.ts'
import { createReconciliationService } from './reconciliation/reconciliation-service.ts'
import { createReconciliationStore } from './reconciliation/reconciliation-store.ts'
import { openSubmissions } from './submissions/open-submissions.ts'
import { createOrdersInFlight } from './submissions/orders-in-flight.ts'
import { createDeletionSweeper } from './sync/sweep-deleted.ts'
import type { SyncService } from './sync/sync-service.ts'
import { createOperatePlanner } from './tasks/operate-plan.ts'
import type { TaskStore } from './tasks/task-store.ts'
import type { TunnelService } from './tunnels/tunnel-service.ts'
import type { KnownCallbackUrls } from './webhooks/known-callback-urls.ts'
import { createWithdrawalHandlers } from './withdrawals/withdrawal-handlers.ts'
import { createWithdrawalService } from './withdrawals/withdrawal-service.ts'
import type { WritePlanners } from './writes/planned-write.ts'
import { createRequestsUnderWay } from './writes/requests-under-way.ts'
import { createWriteHandlers, createWriteService } from './writes/write-service.ts'

export interface OpenSendingDeps {
  readonly ports: Pick<CorePorts, 'clock' | 'timings'>
  readonly ledger: Db
  readonly cache: Db
  readonly accounts: AccountService
  readonly apis: AccountApis
  readonly contactReader: ContactReader
  readonly orders: OrderStore
  readonly readers: OrderReaders
  readonly remains: TaskRemains
  readonly tasks: TaskStore
  readonly deletions: TasksToSweep
  readonly sync: SyncService
  readonly tunnels: TunnelService
  readonly callbackUrls: KnownCallbackUrls
  /** Whether the account's secret is at hand. */
  readonly canAsk: (accountId: string) => Promise<boolean>
  readonly pollSoon: (accountId: string, userTaskID: string) => void
  readonly audit: Audit
  readonly bus: EventBus
  readonly log: Log
}

/** Opens everything that changes something at the platform, and what keeps our picture true afterwards. */
export function openSending(deps: OpenSendingDeps) {
  const { ledger, cache, accounts, apis, orders, readers, tasks, deletions, sync, tunnels, audit, bus, log } = deps
  const { clock, timings } = deps.ports
  const random = Math.random
  const requests = createRequestsUnderWay({ ledger, audit, clock, log })
  const submissions = openSubmissions({
    ledger,
    api: apis,
    account: id => accounts.record(id),
    rules: id => accounts.rules(id),
    contacts: deps.contactReader,
    orders,
    taskPhones: createTaskPhones(cache),
    deletions,
    tasks,
    callbackUrls: id => deps.callbackUrls.of(id),
    sentWith: (id, urls) => tunnels.ways.sentWith(id, urls),
    webhooksOf: (accountId, count) => tunnels.webhooksOf(accountId, count),
    clock,
    timings,
    log,
    bus,
    audit,
  })
  const submission = (id: string) => submissions.service.get(id)
  const withdrawals = createWithdrawalService({
    ledger,
    readers,
    orders,
    callbot: id => apis.callbot(id),
    kind: id => apis.kind(id),
    taskName: (accountId, userTaskID) => tasks.get(accountId, userTaskID)?.taskName ?? '',
    pullOrders: (accountId, userTaskID, ids) => sync.pullOrdersById(accountId, userTaskID, ids),
    turns: submissions.turns,
    deletions,
    requests,
    audit,
    clock,
    timings,
    log,
    bus,
    random,
  })
  const sweeper = createDeletionSweeper({
    toSweep: deletions,
    sync,
    orders,
    remains: deps.remains,
    inFlight: createOrdersInFlight(ledger),
    isWithdrawing: (accountId, userTaskID) => withdrawals.isDeleting(accountId, userTaskID),
    api: apis,
    canAsk: deps.canAsk,
    clock,
    timings,
    bus,
    log,
    random,
  })
  const comparisons = createReconciliationStore(ledger)
  const reconciliations = createReconciliationService({
    store: comparisons,
    api: apis,
    submission,
    orders,
    turns: submissions.turns,
    clock,
    timings,
    bus,
    log,
    random,
  })
  const planners: WritePlanners = {
    ...submissions.planners,
    operate: createOperatePlanner({
      tasks,
      orders,
      account: id => accounts.record(id),
      api: apis,
      deletions,
      bus,
      now: () => clock.now(),
      pollSoon: deps.pollSoon,
    }),
    withdraw: withdrawals.planner,
    settle: createSettlePlanner({
      ...submissions.stores,
      store: comparisons,
      submission,
      api: apis,
      clock,
      bus,
      settled: id => submissions.service.settled(id),
    }),
  }
  const writes = createWriteService({
    planners,
    rules: id => accounts.rules(id),
    account: id => accounts.record(id),
    audit,
    requests,
    clock,
    log,
  })
  return {
    submissions,
    sweeper,
    handlers: {
      ...submissions.draftHandlers,
      ...submissions.submissionHandlers,
      ...createWithdrawalHandlers(withdrawals),
      ...createReconciliationHandlers(reconciliations),
      ...createWriteHandlers(writes),
    },
    /** Something of the account is not finished. */
    isBusy: (accountId: string) => submissions.isSending(accountId) || withdrawals.isWithdrawing(accountId),
    /** Something of the account goes on by itself, or may have reached the platform and is not settled: it belongs to the identity it was sent under. */
    isTied: (accountId: string) => submissions.isTied(accountId) || withdrawals.isTied(accountId),
    /** After a start: what the last run left unfinished goes on. */
    recover: () => {
      requests.tellLeftOver()
      submissions.service.recover()
      withdrawals.recover()
      reconciliations.recover()
    },
    /** After sleep or on another network. */
    lookAgain: () => {
      submissions.service.lookAgain()
      sweeper.lookAgain()
    },
    /** In the order in which they are closed. */
    closing: [
      ['sweeper', () => sweeper.close()],
      ['withdrawals', () => withdrawals.close()],
      ['reconciliations', () => reconciliations.close()],
      ['submissions', () => submissions.service.close()],
    ] as const,
  }
}
