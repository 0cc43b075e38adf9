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
import { openReceiving } from './open-receiving.ts'
import { openSending } from './open-sending.ts'
import { createOrderHandlers } from './orders/order-handlers.ts'
import { createOrderReaders } from './orders/order-reader-pool.ts'
import { createOrderStore } from './orders/order-store.ts'
import { createPullOrderDetail } from './orders/pull-order-detail.ts'
import { createTaskRemains } from './orders/task-remains.ts'
import { createTasksToSweep } from './orders/tasks-to-sweep.ts'
import { startTextIndexing } from './orders/text-indexing.ts'
import type { CorePorts } from './ports.ts'
import { createSettingsHandlers } from './settings/settings-handlers.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { createJobStore } from './sync/job-store.ts'
import { createPoller } from './sync/poller.ts'
import { createSyncHandlers } from './sync/sync-handlers.ts'
import { createSyncService } from './sync/sync-service.ts'
import { createSystemHandlers } from './system/system-handlers.ts'
import { createTaskHandlers } from './tasks/task-handlers.ts'
import { createTaskSigns } from './tasks/task-signs.ts'
import { createTaskStore } from './tasks/task-store.ts'
import { spawnThread } from './threads/spawn.ts'
import { createTourHandlers } from './tour/tour-service.ts'
import { startWakeWatch } from './wake-watch.ts'

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
    isSending: id => sending.isBusy(id),
    isTied: id => sending.isTied(id),
    beforeRemoval: id => receiving.webhooks.noteRemoval(id),
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

  const receiving = openReceiving({
    ports,
    ledger,
    cache,
    keychain,
    accounts,
    apis,
    tasks,
    orders,
    audit,
    bus,
    log,
    pollMs: () => poller.intervalMs(),
    forgetAccount: id => forgetAccount(id),
  })
  const { tunnels } = receiving
  const forgetAccount = (id: string) => {
    orders.forgetAccount(id)
    tasks.forgetAccount(id)
    deletions.forgetAccount(id)
    submissions.forgetDrafts(id)
    board.forgetAccount(id)
  }
  accounts.onChange(id => {
    if (!accounts.records().some(record => record.id === id)) forgetAccount(id)
    receiving.learnUrlsLater()
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
  const pullDetail = createPullOrderDetail({ apis, tenantId: id => accounts.record(id).tenantId, store: orders, clock, bus })
  const pollSoon = (accountId: string, userTaskID: string) => poller.soon(accountId, userTaskID)
  const sending = openSending({
    ports,
    ledger,
    cache,
    accounts,
    apis,
    contactReader,
    orders,
    readers,
    remains,
    tasks,
    deletions,
    sync,
    tunnels,
    callbackUrls: receiving.callbackUrls,
    canAsk,
    pollSoon,
    audit,
    bus,
    log,
  })
  const { submissions } = sending
  const system = createSystemHandlers({ ports, keychain, audit, bus })

  const signs = createTaskSigns(cache)
  const taskHandlers = createTaskHandlers({
    tasks,
    orders,
    signs,
    launchedWith: submissions.launchedWith,
    account: id => accounts.record(id),
    api: apis,
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
    ...sending.handlers,
    ...receiving.handlers,
    ...taskHandlers,
    ...board.handlers,
    ...createSyncHandlers(sync),
    ...createOrderHandlers({
      store: orders,
      readers,
      goneAt: remains.goneAt,
      pullDetail,
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
    ...createAuditHandlers({ audit, reader: createAuditReader(ledger), jobs: exports, now: () => clock.now() }),
  }
  const tour = createTourHandlers({
    ports,
    accounts,
    accountReady: receiving.learnUrls,
    give: file => files.give(file),
    call: own,
    clock,
    simulatorChanged: system.simulatorRuns,
  })

  await receiving.learnUrls()
  if (accounts.records().some(record => record.simulator)) {
    // Its account is of no use without it; what it had dialled before is gone with the last run.
    void Promise.resolve(tour['simulator.start']({})).catch(error => log.write('warn', 'the simulator could not be started', { error }))
  }
  // Before what was being sent goes on: its requests wait for the address that a tunnel gets only now.
  tunnels.start()
  sending.recover()
  const wakeWatch = startWakeWatch({
    onWake: (_why, since) => {
      tunnels.woke(since)
      sending.lookAgain()
    },
  })
  board.watch.start()
  poller.start()
  sending.sweeper.start()
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
        ...sending.closing,
        ['sync', () => sync.close()],
        ['exports', () => exports.close()],
        ['webhooks', () => receiving.webhooks.close()],
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
