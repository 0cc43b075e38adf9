import type { AccountService } from './accounts/account-service.ts'
import type { AccountApis } from './accounts/api-for-account.ts'
import type { Keychain } from './accounts/keychain.ts'
import type { Audit } from './audit/audit.ts'
import type { Db } from './db/open.ts'
import type { EventBus } from './event-bus.ts'
import type { Log } from './log.ts'
import type { OrderStore } from './orders/order-store.ts'
import type { CorePorts } from './ports.ts'
import { createApplyTaskDelivery } from './tasks/apply-task-delivery.ts'
import type { TaskStore } from './tasks/task-store.ts'
import { createTunnelHandlers } from './tunnels/tunnel-handlers.ts'
import { createTunnelService } from './tunnels/tunnel-service.ts'
import { createApplyToCache } from './webhooks/apply-to-cache.ts'
import { createKnownCallbackUrls } from './webhooks/known-callback-urls.ts'
import { createWebhookHandlers } from './webhooks/webhook-handlers.ts'
import { createWebhookService } from './webhooks/webhook-service.ts'

export interface ReceivingDeps {
  readonly ports: Pick<CorePorts, 'dataDir' | 'threadFiles' | 'clock' | 'timings'>
  readonly ledger: Db
  readonly cache: Db
  readonly keychain: Keychain
  readonly accounts: AccountService
  readonly apis: AccountApis
  readonly tasks: TaskStore
  readonly orders: OrderStore
  readonly audit: Audit
  readonly bus: EventBus
  readonly log: Log
  /** Milliseconds between two polls of a moving task right now. */
  readonly pollMs: () => number
  /** Drops what the cache holds of a removed account. */
  readonly forgetAccount: (accountId: string) => void
}

/** Opens what the platform calls us back through: the listener, the tunnel to it, and the addresses both make up. */
export function openReceiving({
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
  pollMs,
  forgetAccount,
}: ReceivingDeps) {
  const { dataDir, clock, timings, threadFiles } = ports
  const webhooks = createWebhookService({
    threadFile: threadFiles.listener,
    dataDir,
    accounts,
    bus,
    log,
    cache,
    apply: createApplyToCache({ orders, applyTask: createApplyTaskDelivery({ tasks, bus }), bus }),
    rolledBack: () => orders.rolledBack(),
    taskName: (accountId, userTaskID) => tasks.get(accountId, userTaskID)?.taskName ?? null,
    forgetAccount,
    listenerRestarted: () => tunnels.listenerRestarted(),
  })
  const tunnels = createTunnelService({
    dataDir,
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
    pollMs,
    urlChanged: () => learnUrlsLater(),
  })
  const callbackUrls = createKnownCallbackUrls(webhooks, id => tunnels.ways.wayIn(id))
  const learnUrls = () => callbackUrls.refresh(accounts.records().map(record => record.id))
  const learnUrlsLater = () => void learnUrls().catch(error => log.write('warn', 'the listener did not tell its addresses', { error }))
  return {
    webhooks,
    tunnels,
    callbackUrls,
    learnUrls,
    learnUrlsLater,
    handlers: { ...createWebhookHandlers(webhooks, audit, id => tunnels.ways.wayIn(id)), ...createTunnelHandlers(tunnels) },
  }
}
