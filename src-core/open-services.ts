import { join } from 'node:path'
import { createAccountHandlers } from './accounts/account-handlers.ts'
import { createAccountService } from './accounts/account-service.ts'
import { createAccountApis } from './accounts/api-for-account.ts'
import { createKeychain } from './accounts/keychain.ts'
import { createTransport } from './api/transport.ts'
import { closeInOrder } from './closing.ts'
import { createContactReader } from './contacts/contact-reader.ts'
import { createContactHandlers, createContactService } from './contacts/contact-service.ts'
import { createFileRegistry } from './contacts/file-registry.ts'
import { openDataFolder } from './db/open-ours.ts'
import type { Handlers } from './dispatch.ts'
import type { EventBus } from './event-bus.ts'
import { createExportService } from './exports/export-service.ts'
import type { Log } from './log.ts'
import { createOrderHandlers } from './orders/order-handlers.ts'
import { fromNxlinkRecord, fromWebhook } from './orders/order-mapping.ts'
import { createOrderReaders } from './orders/order-reader-pool.ts'
import { createOrderStore } from './orders/order-store.ts'
import { createPullOrderDetail } from './orders/pull-order-detail.ts'
import { startTextIndexing } from './orders/text-indexing.ts'
import type { CorePorts } from './ports.ts'
import { createSettingsHandlers } from './settings/settings-handlers.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { openSubmissions } from './submissions/open-submissions.ts'
import { createJobStore } from './sync/job-store.ts'
import { createPoller } from './sync/poller.ts'
import { createSyncHandlers } from './sync/sync-handlers.ts'
import { createSyncService } from './sync/sync-service.ts'
import { createSystemHandlers } from './system/system-handlers.ts'
import { createApplyTaskDelivery } from './tasks/apply-task-delivery.ts'
import { createStopOrders } from './tasks/stop-orders.ts'
import { createTaskHandlers } from './tasks/task-handlers.ts'
import { createTaskStore } from './tasks/task-store.ts'
import { spawnThread } from './threads/spawn.ts'
import { createTourHandlers } from './tour/tour-service.ts'
import { createCacheWatermark } from './webhooks/cache-watermark.ts'
import { createKnownCallbackUrls } from './webhooks/known-callback-urls.ts'
import { createWebhookHandlers } from './webhooks/webhook-handlers.ts'
import { createWebhookService } from './webhooks/webhook-service.ts'

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
  const accounts = createAccountService({
    db: ledger,
    keychain,
    bus,
    log,
    clock,
    transport,
    timings,
    isSending: id => submissions.isSending(id),
  })
  const apis = createAccountApis({ service: accounts, clock, timings, transport })
  const settings = createSettingsStore({ db: ledger, bus, clock })

  const files = createFileRegistry()
  const contactThread = spawnThread(threadFiles.contacts, { dataDir })
  const contacts = createContactService({ thread: contactThread, files, bus, log })
  const contactReader = createContactReader(path('contacts.db'))

  const orders = createOrderStore(cache)
  const readers = createOrderReaders({ file: threadFiles.reader, cachePath: path('cache.db') })
  const indexing = startTextIndexing(orders, error => log.write('warn', 'the text index could not be filled', { error }))
  const exports = createExportService({ readers, exportDir: ports.exportDir, clock, bus, log })
  const tasks = createTaskStore(cache)

  const applyTask = createApplyTaskDelivery({ tasks, bus })
  const webhooks = createWebhookService({
    threadFile: threadFiles.listener,
    dataDir,
    accounts,
    bus,
    log,
    watermark: createCacheWatermark(cache),
    inTransaction: run => cache.transaction(run)(),
    applyOrder(accountId, order, rawText, at) {
      const record = fromWebhook(order, rawText)
      if (record && orders.upsertOrders(accountId, [record], 'webhook', at).changed > 0) bus.emit('orders', { accountId })
    },
    applyTask: (accountId, _task, rawText, at) => void applyTask(accountId, rawText, at),
    applyRecord(accountId, told, rawText, at) {
      const record = fromNxlinkRecord(told, '', rawText)
      if (
        record &&
        orders.upsertOrders(
          accountId,
          [{ ...record, userTaskID: orders.userTaskIDOf(accountId, record.orderID) ?? record.userTaskID }],
          'webhook',
          at,
        ).changed > 0
      )
        bus.emit('orders', { accountId })
    },
  })
  const callbackUrls = createKnownCallbackUrls(webhooks)
  const learnUrls = () => callbackUrls.refresh(accounts.records().map(record => record.id))
  accounts.onChange(id => {
    if (!accounts.records().some(record => record.id === id)) {
      orders.forgetAccount(id)
      tasks.forgetAccount(id)
      submissions.forgetDrafts(id)
    }
    void learnUrls().catch(error => log.write('warn', 'the listener did not tell its addresses', { error }))
  })

  const submissions = openSubmissions({
    ledger,
    api: apis,
    account: id => accounts.record(id),
    contacts: contactReader,
    orders,
    tasks,
    callbackUrls: id => callbackUrls.of(id),
    clock,
    timings,
    log,
    bus,
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
  const poller = createPoller({ api: apis, kind: id => apis.kind(id), canAsk, tasks, orders, clock, timings, bus, log })
  const stop = createStopOrders({
    api: apis,
    pullOrders: (accountId, userTaskID, ids) => sync.pullOrdersById(accountId, userTaskID, ids),
    kind: id => apis.kind(id),
    bus,
  })
  const pullDetail = createPullOrderDetail({ apis, tenantId: id => accounts.record(id).tenantId, store: orders, clock, bus })
  const system = createSystemHandlers({ ports, keychain, bus })

  const own = {
    ...system.handlers,
    ...createAccountHandlers(accounts),
    ...createSettingsHandlers(settings),
    ...createContactHandlers(contacts),
    ...submissions.draftHandlers,
    ...submissions.submissionHandlers,
    ...createTaskHandlers({
      tasks,
      orders,
      launchedWith: submissions.launchedWith,
      account: id => accounts.record(id),
      api: apis,
      bus,
      now: () => clock.now(),
      pollSoon: (accountId, userTaskID) => poller.soon(accountId, userTaskID),
    }),
    ...createSyncHandlers(sync),
    ...createOrderHandlers({
      store: orders,
      readers,
      pullDetail,
      stop,
      sentParams: (_accountId, orderID) => submissions.sentParams(orderID),
    }),
    ...exports.handlers,
    ...createWebhookHandlers(webhooks),
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
  poller.start()
  return {
    handlers: { ...own, ...tour },
    files,
    exportFile: id => exports.exportFile(id),
    close: () =>
      closeInOrder(log, [
        ['poller', () => poller.close()],
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
