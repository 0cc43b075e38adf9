import { join } from 'node:path'
import { createAccountHandlers } from './accounts/account-handlers.ts'
import { createAccountService } from './accounts/account-service.ts'
import { createAccountApis } from './accounts/api-for-account.ts'
import { createKeychain } from './accounts/keychain.ts'
import { createTransport } from './api/transport.ts'
import { createAuditHandlers } from './audit/audit-handlers.ts'
import { createAudit } from './audit/audit-log.ts'
import { auditContacts } from './audit/audited-contacts.ts'
import { auditExports } from './audit/audited-exports.ts'
import { createAuditReader } from './audit/read-audit.ts'
import { openBoard } from './board/open-board.ts'
import { closeInOrder } from './closing.ts'
import { createContactReader } from './contacts/contact-reader.ts'
import { createContactHandlers, createContactService } from './contacts/contact-service.ts'
import { createFileRegistry } from './contacts/file-registry.ts'
import { openDataFolder } from './db/open-ours.ts'
import type { Handlers } from './dispatch.ts'
import type { EventBus } from './event-bus.ts'
import { createExportService } from './exports/export-service.ts'
import { createRefusedExport } from './exports/refused-export.ts'
import type { Log } from './log.ts'
import { createOrderHandlers } from './orders/order-handlers.ts'
import { createOrderReaders } from './orders/order-reader-pool.ts'
import { createOrderStore } from './orders/order-store.ts'
import { createPullOrderDetail } from './orders/pull-order-detail.ts'
import { createTaskPhones } from './orders/task-phones.ts'
import { createTaskRemains } from './orders/task-remains.ts'
import { createTasksToSweep } from './orders/tasks-to-sweep.ts'
import { startTextIndexing } from './orders/text-indexing.ts'
import type { CorePorts } from './ports.ts'
import { createSettlePlanner } from './reconciliation/plan-settlement.ts'
import { createReconciliationHandlers } from './reconciliation/reconciliation-handlers.ts'
import { createReconciliationService } from './reconciliation/reconciliation-service.ts'
import { createReconciliationStore } from './reconciliation/reconciliation-store.ts'
import { createSettingsHandlers } from './settings/settings-handlers.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { openSubmissions } from './submissions/open-submissions.ts'
import { createOrdersInFlight } from './submissions/orders-in-flight.ts'
import { createJobStore } from './sync/job-store.ts'
import { createPoller } from './sync/poller.ts'
import { createDeletionSweeper } from './sync/sweep-deleted.ts'
import { createSyncHandlers } from './sync/sync-handlers.ts'
import { createSyncService } from './sync/sync-service.ts'
import { createSystemHandlers } from './system/system-handlers.ts'
import { createApplyTaskDelivery } from './tasks/apply-task-delivery.ts'
import { createOperatePlanner } from './tasks/operate-plan.ts'
import { createStopOrders } from './tasks/stop-orders.ts'
import { createTaskHandlers } from './tasks/task-handlers.ts'
import { createTaskSigns } from './tasks/task-signs.ts'
import { createTaskStore } from './tasks/task-store.ts'
import { spawnThread } from './threads/spawn.ts'
import { createTourHandlers } from './tour/tour-service.ts'
import { createTunnelHandlers } from './tunnels/tunnel-handlers.ts'
import { createTunnelService } from './tunnels/tunnel-service.ts'
import { startWakeWatch } from './wake-watch.ts'
import { createApplyToCache } from './webhooks/apply-to-cache.ts'
import { createKnownCallbackUrls } from './webhooks/known-callback-urls.ts'
import { createWebhookHandlers } from './webhooks/webhook-handlers.ts'
import { createWebhookService } from './webhooks/webhook-service.ts'
import { createWithdrawalHandlers } from './withdrawals/withdrawal-handlers.ts'
import { createWithdrawalService } from './withdrawals/withdrawal-service.ts'
import type { WritePlanners } from './writes/planned-write.ts'
import { createWriteHandlers, createWriteService } from './writes/write-service.ts'

/** Everything that is open on a data folder. */
export interface Services {
  readonly handlers: Handlers
  readonly files: ReturnType<typeof createFileRegistry>
  exportFile(id: string): { path: string; fileName: string }
  close(): Promise<void>
}

/** Opens the four files and their threads, puts the areas together and lets unfinished work go on. Throws what cannot be opened. */
export async function openServices({ ports, bus, log }: { ports: CorePorts; bus: EventBus; log: Log }): Promise<Services> {
  const { dataDir, clock, timings, threadFiles } = ports
  const path = (name: string) => join(dataDir, name)
  const { ledger, cache, release } = openDataFolder(dataDir)

  const keychain = createKeychain(ports.keychainService)
  const transport = createTransport()
  const audit = createAudit({ db: ledger, clock, bus })
  const accounts = createAccountService({
    db: ledger,
    keychain,
    bus,
    audit,
    log,
    clock,
    transport,
    timings,
    isSending: id => submissions.isSending(id) || withdrawals.isWithdrawing(id),
  })
  const apis = createAccountApis({ service: accounts, clock, timings, transport })
  const settings = createSettingsStore({ db: ledger, bus, audit, clock })

  const files = createFileRegistry()
  const contactThread = spawnThread(threadFiles.contacts, { dataDir })
  const contacts = createContactService({ thread: contactThread, files, bus, log })
  const contactReader = createContactReader(path('contacts.db'))

  const orders = createOrderStore(cache)
  const readers = createOrderReaders({ file: threadFiles.reader, cachePath: path('cache.db') })
  const indexing = startTextIndexing(orders, error => log.write('warn', 'the text index could not be filled', { error }))
  const exports = createExportService({ readers, exportDir: ports.exportDir, clock, bus, log })
  const tasks = createTaskStore(cache)
  const remains = createTaskRemains(cache)
  const deletions = createTasksToSweep({ db: cache, clock, log })

  const applyTask = createApplyTaskDelivery({ tasks, bus })
  const webhooks = createWebhookService({
    threadFile: threadFiles.listener,
    dataDir,
    accounts,
    bus,
    log,
    cache,
    apply: createApplyToCache({ orders, applyTask, bus }),
    rolledBack: () => orders.rolledBack(),
    taskName: (accountId, userTaskID) => tasks.get(accountId, userTaskID)?.taskName ?? null,
  })
  const tunnels = createTunnelService({
    ledger,
    keychain,
    webhooks,
    account: id => accounts.records().find(record => record.id === id) ?? null,
    api: apis,
    tasks,
    orders,
    audit,
    bus,
    log,
    clock,
    timings,
    pollMs: () => poller.intervalMs(),
    urlChanged: () => learnUrlsLater(),
  })
  const callbackUrls = createKnownCallbackUrls(webhooks, id => tunnels.ways.wayIn(id))
  const learnUrls = () => callbackUrls.refresh(accounts.records().map(record => record.id))
  const learnUrlsLater = () => void learnUrls().catch(error => log.write('warn', 'the listener did not tell its addresses', { error }))
  accounts.onChange(id => {
    if (!accounts.records().some(record => record.id === id)) {
      orders.forgetAccount(id)
      tasks.forgetAccount(id)
      deletions.forgetAccount(id)
      submissions.forgetDrafts(id)
      board.forgetAccount(id)
    }
    learnUrlsLater()
  })

  const submissions = openSubmissions({
    ledger,
    api: apis,
    account: id => accounts.record(id),
    rules: id => accounts.rules(id),
    contacts: contactReader,
    orders,
    taskPhones: createTaskPhones(cache),
    deletions,
    tasks,
    callbackUrls: id => callbackUrls.of(id),
    sentWith: (id, urls) => tunnels.ways.sentWith(id, urls),
    quotaShortfall: (accountId, count) => tunnels.shortfall(accountId, count),
    clock,
    timings,
    log,
    bus,
    audit,
  })
  const sync = createSyncService({
    api: apis,
    account: id => accounts.record(id),
    tasks,
    orders,
    jobs: createJobStore(cache),
    clock,
    bus,
    log,
  })
  const canAsk = async (id: string) => {
    const { secret } = await accounts.get(id)
    return secret === 'keychain' || secret === 'memory'
  }
  const isCarried = (accountId: string, userTaskID: string) => tunnels.ways.carries({ accountId, userTaskID })
  const poller = createPoller({ api: apis, kind: id => apis.kind(id), canAsk, tasks, orders, clock, timings, bus, log, isCarried })
  const stop = createStopOrders({
    api: apis,
    pullOrders: (accountId, userTaskID, ids) => sync.pullOrdersById(accountId, userTaskID, ids),
    kind: id => apis.kind(id),
    bus,
  })
  const taskName = (accountId: string, userTaskID: string) => tasks.get(accountId, userTaskID)?.taskName ?? ''
  const withdrawals = createWithdrawalService({
    ledger,
    readers,
    orders,
    callbot: id => apis.callbot(id),
    kind: id => apis.kind(id),
    taskName,
    pullOrders: (accountId, userTaskID, ids) => sync.pullOrdersById(accountId, userTaskID, ids),
    turns: submissions.turns,
    deletions,
    audit,
    clock,
    timings,
    log,
    bus,
    random: Math.random,
  })
  const sweeper = createDeletionSweeper({
    toSweep: deletions,
    sync,
    orders,
    remains,
    inFlight: createOrdersInFlight(ledger),
    isWithdrawing: (accountId, userTaskID) => withdrawals.isDeleting(accountId, userTaskID),
    api: apis,
    canAsk,
    clock,
    timings,
    bus,
    log,
    random: Math.random,
  })
  const comparisons = createReconciliationStore(ledger)
  const reconciliations = createReconciliationService({
    store: comparisons,
    api: apis,
    submission: id => submissions.service.get(id),
    orders,
    turns: submissions.turns,
    clock,
    timings,
    bus,
    log,
    random: Math.random,
  })
  const pullDetail = createPullOrderDetail({ apis, tenantId: id => accounts.record(id).tenantId, store: orders, clock, bus })
  const pollSoon = (accountId: string, userTaskID: string) => poller.soon(accountId, userTaskID)
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
      pollSoon,
    }),
    withdraw: withdrawals.planner,
    settle: createSettlePlanner({
      ...submissions.stores,
      store: comparisons,
      submission: id => submissions.service.get(id),
      api: apis,
      clock,
      settled: id => submissions.service.settled(id),
    }),
  }
  const writes = createWriteService({
    planners,
    rules: id => accounts.rules(id),
    label: id => accounts.record(id).label,
    audit,
    clock,
    log,
  })
  const system = createSystemHandlers({ ports, keychain, audit, bus })

  const signs = createTaskSigns(cache)
  const taskHandlers = createTaskHandlers({
    tasks,
    orders,
    signs,
    launchedWith: submissions.launchedWith,
    account: id => accounts.record(id),
    api: apis,
    bus,
    now: () => clock.now(),
    pollSoon,
  })
  const board = openBoard({
    ledger,
    readers,
    tasks,
    orders,
    signs,
    launchedWith: submissions.launchedWith,
    accountIds: () => accounts.records().map(record => record.id),
    task: (accountId, userTaskID) => taskHandlers['tasks.get']({ accountId, userTaskID }),
    kind: id => apis.kind(id),
    tunnel: () => tunnels.state(),
    notify: notice => ports.notify(notice),
    audit,
    clock,
    bus,
    log,
  })

  const own = {
    ...system.handlers,
    ...createAccountHandlers(accounts),
    ...createSettingsHandlers(settings),
    ...auditContacts(createContactHandlers(contacts), { audit, bus, log }),
    ...submissions.draftHandlers,
    ...submissions.submissionHandlers,
    ...taskHandlers,
    ...board.handlers,
    ...createSyncHandlers(sync),
    ...createOrderHandlers({
      store: orders,
      readers,
      goneAt: remains.goneAt,
      pullDetail,
      stop,
      sentParams: (_accountId, orderID) => submissions.sentParams(orderID),
    }),
    ...exports.handlers,
    ...auditExports(
      {
        'exports.start': exports.handlers['exports.start'],
        'submissions.exportRefused': createRefusedExport({ ledger, contacts: contactReader, jobs: exports }),
      },
      audit,
      id => submissions.service.get(id),
    ),
    ...createWithdrawalHandlers(withdrawals),
    ...createReconciliationHandlers(reconciliations),
    ...createWriteHandlers(writes),
    ...createWebhookHandlers(webhooks, audit, id => tunnels.ways.wayIn(id)),
    ...createTunnelHandlers(tunnels),
    ...createAuditHandlers({ audit, reader: createAuditReader(ledger), jobs: exports, now: () => clock.now() }),
  }
  const tour = createTourHandlers({
    ports,
    accounts,
    accountReady: learnUrls,
    give: file => files.give(file),
    call: own,
    clock,
    simulatorChanged: system.simulatorRuns,
  })

  await learnUrls()
  if (accounts.records().some(record => record.simulator)) {
    // Its account is of no use without it; what it had dialled before is gone with the last run.
    void Promise.resolve(tour['simulator.start']({})).catch(error => log.write('warn', 'the simulator could not be started', { error }))
  }
  submissions.service.recover()
  const wakeWatch = startWakeWatch({
    onWake: () => {
      tunnels.woke()
      submissions.service.lookAgain()
      sweeper.lookAgain()
    },
  })
  withdrawals.recover()
  reconciliations.recover()
  board.watch.start()
  poller.start()
  tunnels.start()
  sweeper.start()
  return {
    handlers: { ...own, ...tour },
    files,
    exportFile: id => exports.exportFile(id),
    close: () =>
      closeInOrder(log, [
        ['wake watch', () => wakeWatch.close()],
        ['alerts', () => board.watch.close()],
        ['tunnel', () => tunnels.close()],
        ['poller', () => poller.close()],
        ['sweeper', () => sweeper.close()],
        ['withdrawals', () => withdrawals.close()],
        ['reconciliations', () => reconciliations.close()],
        ['submissions', () => submissions.service.close()],
        ['sync', () => sync.close()],
        ['exports', () => exports.close()],
        ['webhooks', () => webhooks.close()],
        ['text index', () => indexing.close()],
        ['readers', () => readers.close()],
        ['contacts', () => contactThread.close()],
        ['contact reader', () => contactReader.close()],
        ['api', () => apis.close()],
        ['transport', () => transport.close()],
        ['cache', () => void cache.close()],
        ['ledger', () => void ledger.close()],
        ['data folder', release],
      ]),
  }
}
