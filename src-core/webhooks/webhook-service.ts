import type { Output, Parsed } from '../../src-contract/methods.ts'
import type { CallbackAddresses, DeliveryRow, ListenerStatus, ReceivingRules } from '../../src-contract/model/webhook.ts'
import type { AccountService } from '../accounts/account-service.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { ApplyToCache } from './apply-to-cache.ts'
import { createCacheWatermark } from './cache-watermark.ts'
import { callbackUrlsAt } from './callback-urls-at.ts'
import type { StoredDelivery, Verdict } from './delivery.ts'
import { readDelivery } from './delivery-detail.ts'
import type { DeliveryFact } from './delivery-facts.ts'
import { createDeliveryLog } from './delivery-log.ts'
import { createDeliveryQueue } from './delivery-queue.ts'
import { createInboxReader } from './inbox-reader.ts'
import { judgeDelivery } from './judge-delivery.ts'
import { createListenerLink, type ListenerLink } from './listener-link.ts'
import { noListener } from './no-listener.ts'
import { createRecheck } from './recheck-deliveries.ts'
import { recognizeInbox } from './recognize-inbox.ts'
import { createReplay } from './replay-deliveries.ts'
import { createDeliverySearch } from './search-deliveries.ts'
import { createSecretRetry } from './secret-retry.ts'
import { postTest, testDelivery } from './send-test-event.ts'
import { createSettle } from './settle-deliveries.ts'
import type { ThroughTunnel } from './tunnel-door.ts'
import type { ProbeSecret } from './tunnel-probe.ts'

export interface WebhookServiceDeps {
  /** The listener thread's program. */
  readonly threadFile: string
  readonly dataDir: string
  readonly preferredPort?: number
  /** Milliseconds after which a secret that could not be read is asked for again, while deliveries wait for it. */
  readonly askSecretEveryMs?: number
  readonly accounts: Pick<AccountService, 'records' | 'credentials' | 'onChange'>
  readonly bus: Pick<EventBus, 'emit'>
  readonly log: Log
  /** `cache.db`: the log of deliveries and the watermark are kept with what was applied. */
  readonly cache: Db
  readonly apply: ApplyToCache
  /** A transaction around `apply` was taken back. */
  rolledBack(): void
  taskName(accountId: string, userTaskID: string): string | null
  /** Drops the rest of a removed account from the cache: the last run may have ended before it did. */
  forgetAccount(accountId: string): void
  /** The listener ended by itself and runs again: webhooks may have been missed meanwhile. */
  listenerRestarted(): void
}

export interface WebhookService {
  status(): Promise<ListenerStatus>
  deliveries(page: Parsed<'webhooks.deliveries'>): Promise<Output<'webhooks.deliveries'>>
  delivery(id: number): Promise<Output<'webhooks.delivery'>>
  summary(of: Parsed<'webhooks.summary'>): Output<'webhooks.summary'>
  rules(accountId: string): Promise<ReceivingRules>
  setRules(accountId: string, rules: ReceivingRules): Promise<ReceivingRules>
  previewReplay(range: Parsed<'webhooks.replay'>['range']): Promise<Output<'webhooks.previewReplay'>>
  replay(range: Parsed<'webhooks.replay'>['range']): Promise<Output<'webhooks.replay'>>
  sendTest(event: Parsed<'webhooks.sendTest'>): Promise<Output<'webhooks.sendTest'>>
  removeTests(accountId: string): Promise<{ removed: number }>
  /** To be called before an account is removed; what was received for it is deleted once it is gone from the accounts. */
  noteRemoval: ListenerLink['noteRemoval']
  /** Null while nothing listens. `publicUrl` is the way in from outside, when there is one. */
  callbackUrls(accountId: string, publicUrl?: string): Promise<CallbackAddresses | null>
  /** Port of the listener on 127.0.0.1; null while nothing listens. */
  port(): Promise<number | null>
  /** From now on the listener answers these probes. */
  setProbe(probe: ProbeSecret): Promise<void>
  throughTunnel(): Promise<ThroughTunnel>
  /** Applies what has come in; resolves when nothing is left. */
  settle(): Promise<void>
  close(): Promise<void>
}

const ASK_SECRET_MS = 30_000
const PREFERRED_PORT = 17_180

/** Runs the listener thread, applies what it stored and verified, and answers everything that is asked about deliveries. */
export function createWebhookService(deps: WebhookServiceDeps): WebhookService {
  const { accounts, bus, log: errors, cache } = deps
  const log = createDeliveryLog(cache)
  const inbox = createInboxReader(deps.dataDir)
  const search = createDeliverySearch({ db: cache, inbox })
  const watermark = createCacheWatermark(cache)
  const inTransaction = (run: () => void) => cache.transaction(run).immediate()
  const queue = createDeliveryQueue({
    inbox,
    log,
    begin: () => recognizeInbox({ inbox, log, watermark, inTransaction, errors }),
    settle: chunk => settle.next(chunk),
    settledTo: id => {
      if (id > watermark.get()) watermark.set(id)
    },
    bus,
    errors,
  })
  const link = createListenerLink({
    ...deps,
    preferredPort: deps.preferredPort ?? PREFERRED_PORT,
    log: errors,
    onStored: queue.stored,
    onStatus: () => bus.emit('webhooks'),
    onLateSecret: accountId => void queue.add(() => checkKept(accountId)),
    onNoSecret: accountId => secrets.add(accountId),
    // Deliveries that were stored in its last moments were not told.
    onRestart(removed) {
      void queue.add(async () => {
        await queue.drain()
        await deleteDeliveries(removed)
        askForKept()
      })
      deps.listenerRestarted()
    },
  })
  const record = (accountId: string) => accounts.records().find(one => one.id === accountId)
  const settle = createSettle({
    log,
    watermark,
    apply: deps.apply,
    inTransaction,
    rolledBack: deps.rolledBack,
    isAccount: accountId => record(accountId) !== undefined,
    answerMs: queue.answerMs,
    errors,
  })
  const secretOf = (accountId: string) =>
    accounts.credentials(accountId).catch((error: unknown) => {
      // No account or no secret right now: what waits for it stays, and is looked at again when there is one.
      if (error instanceof AppError) return null
      throw error
    })
  const judge = async (delivery: StoredDelivery): Promise<{ verdict: Verdict; marks: number }> => {
    const of = record(delivery.accountId)
    if (!of) return delivery
    const rules = await link.call<ReceivingRules>('rules', { accountId: of.id })
    return judgeDelivery(delivery, {
      accountKind: of.kind,
      secret: await secretOf(of.id),
      rules: { ...rules, repeated: 'mark' },
      seenSince: () => false,
    })
  }
  const setVerdicts = (verdicts: readonly { id: number; verdict: Verdict; marks: number }[]) => link.call<void>('setVerdicts', { verdicts })
  const replay = createReplay({ inbox, log, settle, cache, judge, setVerdicts, isClosed: queue.isClosed })

  const recheck = createRecheck({ inbox, log, judge, setVerdicts, settle, bus, isClosed: queue.isClosed })
  const checkKept = async (accountId: string) => {
    await queue.drain()
    if (!(await recheck(accountId))) secrets.add(accountId)
  }
  const secrets = createSecretRetry({
    everyMs: deps.askSecretEveryMs ?? ASK_SECRET_MS,
    async ask(accountId) {
      if (!record(accountId)) return true
      if (!(await link.giveSecret(accountId))) return false
      void queue.add(() => checkKept(accountId))
      return true
    },
  })
  /** For what an earlier run, or a listener that ended, could not check. A keychain may wait for its user, so nothing waits for it here. */
  const askForKept = () => {
    for (const { id } of accounts.records()) if (inbox.unchecked(id, 0, 1).length > 0) secrets.askNow(id)
  }
  /** Passes over what the listener still took for removed accounts, then drops their lines, then the deliveries: each may be the last thing this run does. */
  const deleteDeliveries = async (accountIds: readonly string[]) => {
    if (accountIds.length === 0) return
    await queue.drain()
    for (const id of accountIds) log.forgetAccount(id)
    await link.call('deleteDeliveries', { accountIds })
  }
  accounts.onChange(accountId => {
    void queue.add(async () => {
      await deleteDeliveries(await link.sendAccounts())
      if (record(accountId)) await checkKept(accountId)
      else log.forgetAccount(accountId)
    })
  })
  const started = queue.add(async () => {
    // The thread has made the file when it answers for the first time.
    await link.facts()
    const removed = await link.removedBefore()
    for (const id of removed) deps.forgetAccount(id)
    await queue.drain()
    await deleteDeliveries(removed)
    askForKept()
  })
  const toRow = (fact: DeliveryFact): DeliveryRow => {
    const { repeatKey: _key, sameAs, ...row } = fact
    const first = sameAs === null ? null : log.get(sameAs)
    return {
      ...row,
      taskName: fact.userTaskID === null ? null : deps.taskName(fact.accountId, fact.userTaskID) || null,
      sameAs: first && { id: first.id, receivedAt: first.receivedAt },
    }
  }
  const callbackUrls: WebhookService['callbackUrls'] = async (accountId, publicUrl) => {
    const of = record(accountId)
    const facts = await link.facts()
    if (!of || !facts?.port) return null
    return callbackUrlsAt(publicUrl ?? `http://127.0.0.1:${facts.port}`, of.webhookToken)
  }

  return {
    async status() {
      const facts = await link.facts()
      if (!facts)
        return noListener(
          queue.isClosed() ? null : toWireError(new AppError('listener_failed', { detail: link.death()?.message ?? '' })),
          watermark.replacedAt(),
        )
      const { port, received, ...rest } = facts
      const url = port === null ? null : `http://127.0.0.1:${port}`
      return {
        ...rest,
        port,
        url,
        received,
        waiting: Math.max(0, received - Math.max(log.position(), watermark.get())),
        turnedAway: [...facts.turnedAway],
        inboxReplacedAt: watermark.replacedAt(),
      }
    },
    async deliveries({ filter, before, count }) {
      await started
      const { facts, next, searchedTo } = await search(filter, before, count)
      return { rows: facts.map(toRow), next, searchedTo }
    },
    async delivery(id) {
      await started
      const [delivery, fact] = [inbox.one(id), log.get(id)]
      const of = delivery && record(delivery.accountId)
      if (!delivery || !fact || !of) throw new AppError('not_found', { what: 'delivery', id })
      const named = delivery.headers.uuid ?? delivery.headers.accesskey ?? ''
      const twin = accounts.records().find(one => one.id !== of.id && one.kind === of.kind && one.identity === named)
      const other = twin && (await secretOf(twin.id))
      const { toleranceSeconds } = await link.call<ReceivingRules>('rules', { accountId: of.id })
      const { changes } = await replay.preview({ of: 'chosen', accountId: of.id, ids: [id] })
      return {
        row: toRow(fact),
        changes,
        ...readDelivery(delivery, {
          nonce: await link.call<string>('nonce'),
          accountKind: of.kind,
          identity: of.identity,
          secret: await secretOf(of.id),
          other: twin && other ? { label: twin.label, secret: other } : null,
          verifiedToday: log.verifiedSince(of.id, Math.floor(delivery.receivedAt / 86_400_000) * 86_400_000),
          toleranceSeconds,
        }),
      }
    },
    summary: ({ accountId, since }) => log.summary(accountId, since),
    rules: accountId => link.call('rules', { accountId }),
    async setRules(accountId, rules) {
      if (!record(accountId)) throw new AppError('not_found', { what: 'account', id: accountId })
      await link.call('setRules', { accountId, rules })
      bus.emit('webhooks', { accountId })
      return rules
    },
    async previewReplay(range) {
      await started
      return replay.preview(range)
    },
    async replay(range) {
      await started
      const report = await replay.run(range)
      bus.emit('webhooks', { accountId: range.accountId })
      return report
    },
    async sendTest(event) {
      const [urls, nonce] = [await callbackUrls(event.accountId), await link.call<string>('nonce')]
      if (!urls) throw new AppError('listener_failed', { detail: '' })
      const secret = await accounts.credentials(event.accountId)
      const url = event.kind === 'nxlink' ? urls.nxlinkUrl : urls[`${event.kind}CallbackUrl`]
      const { responseID, ...answer } = await postTest(url, testDelivery(event, secret, Date.now())).catch((error: unknown) => {
        throw new AppError('listener_failed', { detail: error instanceof Error ? error.message : '' })
      })
      await queue.add(queue.drain)
      return { ...answer, deliveryId: responseID.startsWith(nonce) ? Number.parseInt(responseID.slice(nonce.length), 16) : null }
    },
    async removeTests(accountId) {
      await queue.add(queue.drain)
      await link.call('removeTests', { accountId })
      const removed = log.removeTests(accountId)
      bus.emit('webhooks', { accountId })
      return { removed }
    },
    noteRemoval: link.noteRemoval,
    callbackUrls,
    port: async () => (await link.facts())?.port ?? null,
    setProbe: link.setProbe,
    throughTunnel: () => link.call('throughTunnel'),
    settle: () => queue.add(queue.drain),
    async close() {
      queue.close()
      secrets.close()
      await link.close()
      await queue.add(async () => undefined)
      inbox.close()
    },
  }
}
