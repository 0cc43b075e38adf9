import { join } from 'node:path'
import type { Preflight } from '../../src-contract/model/task.ts'
import type { Gap, Probe, TunnelDraft, TunnelSettings, TunnelState, TunnelView } from '../../src-contract/model/tunnel.ts'
import type { Keychain } from '../accounts/keychain.ts'
import { createSecretKeeper } from '../accounts/secret-keeper.ts'
import { AppError } from '../app-error.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Timings } from '../ports.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { newProbeSecret } from '../webhooks/tunnel-probe.ts'
import type { WebhookService } from '../webhooks/webhook-service.ts'
import { answerWithin } from './answer-within.ts'
import { createCallbackStore } from './callback-store.ts'
import { type CallbackWays, createCallbackWays } from './callback-ways.ts'
import { checkTunnelSettings } from './check-settings.ts'
import { createGapKeeper } from './gap-keeper.ts'
import { createGapStore, type TaskKey } from './gap-store.ts'
import { createProgramRecord } from './program-record.ts'
import { createPullMissed } from './pull-missed.ts'
import { createQuotaMeter, forecastWebhooks } from './quota-meter.ts'
import { sendProbe } from './send-probe.ts'
import { createTunnelRunner } from './tunnel-runner.ts'
import { createTunnelStore } from './tunnel-store.ts'

export interface TunnelServiceDeps {
  readonly dataDir: string
  /** `ledger.db`. */
  readonly ledger: Db
  readonly keychain: Keychain
  readonly webhooks: Pick<WebhookService, 'port' | 'setProbe' | 'throughTunnel'>
  /** Null for an account that was removed. */
  readonly account: (accountId: string) => { readonly baseUrl: string; readonly kind: 'callbot' | 'nxlink' } | null
  readonly api: Pick<ApiSource, 'callbot' | 'nxlink'>
  readonly tasks: Pick<TaskStore, 'get' | 'upsert' | 'list' | 'tasksOfRecords'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole' | 'userTaskIDOf'>
  readonly audit: Pick<Audit, 'add'>
  readonly bus: Pick<EventBus, 'emit'>
  readonly log: Log
  readonly clock: Clock
  readonly timings: Timings
  /** Rhythm of polling right now, milliseconds. */
  readonly pollMs: () => number
  /** The address that tasks are given from now on is another one. */
  readonly urlChanged: () => void
  /** 0 to 1. */
  readonly random?: () => number
}

export interface TunnelService {
  readonly ways: CallbackWays
  view(): TunnelView
  state(): TunnelState
  save(draft: TunnelDraft): Promise<TunnelView>
  /** `conflict` when the server shows another key. */
  trust(fingerprint: string): TunnelView
  restart(): void
  probeNow(): void
  gapsOf(task: TaskKey): Gap[]
  /** Webhooks that a launch of so many orders will send through the tunnel; null when this account's do not come that way. */
  webhooksOf(accountId: string, orders: number): Preflight['webhooks']
  /** The listener ended and runs again: what came meanwhile is a gap, also when no probe fell into it. */
  listenerRestarted(): void
  start(): void
  /** The computer slept since then, or its network changed (null). */
  woke(since: number | null): void
  close(): Promise<void>
}

/** The one item of the keychain that is no account's. */
const KEYCHAIN_ITEM = 'tunnel'
/** An hour of them where they cost nothing. */
const PROBES_KEPT = 180

/** The way from the internet to the listener: kept up, proved, and what was missed pulled afterwards. */
export function createTunnelService(deps: TunnelServiceDeps): TunnelService {
  const { webhooks, bus, clock, log, audit } = deps
  const random = deps.random ?? Math.random
  const store = createTunnelStore(deps.ledger)
  const gaps = createGapStore(deps.ledger)
  const secrets = createSecretKeeper(deps.keychain, log)
  const probeSecret = newProbeSecret()
  const probes: Probe[] = []
  const changed = () => bus.emit('tunnel')
  /** A secret typed where there is no keychain lives as long as this run. */
  let isHeld = false
  let probeIsSet = false
  let saidUrl: string | null = null

  const keptSecret = () => {
    const { secretPlace } = store.get()
    return secretPlace === null ? null : { id: KEYCHAIN_ITEM, label: KEYCHAIN_ITEM, secretPlace }
  }
  const readSecret = async () => {
    const kept = keptSecret()
    if (!kept) return null
    return secrets.read(kept).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'secret_missing') throw new AppError('tunnel_secret_missing')
      throw error
    })
  }
  const { probeEveryMs: freeMs, probeIdleMs, probeDeadlineMs } = deps.timings.tunnel
  const meter = createQuotaMeter({ store, now: () => clock.now() })
  /** When the last verified delivery came through; null when none did, and when the listener does not answer. */
  const verifiedAt = async () => {
    const through = await answerWithin(webhooks.throughTunnel(), probeDeadlineMs, clock)
    if (through) meter.seen(through.requests)
    return through?.verifiedAt ?? null
  }
  const ways = createCallbackWays({
    callbacks: createCallbackStore(deps.ledger),
    settings: () => store.get().settings,
    state: () => runner.state(),
    tookOver: () => meter.read().pollingTookOver,
    account: deps.account,
    task: ({ accountId, userTaskID }) => deps.tasks.get(accountId, userTaskID),
    tasksOfRecords: since => deps.tasks.tasksOfRecords(since),
  })
  const keeper = createGapKeeper({
    gaps,
    store,
    verifiedAt,
    touchedSince: from => ways.touchedSince(from),
    pull: createPullMissed({ ...deps, kind: id => deps.account(id)?.kind ?? null }),
    changed,
    clock,
    timings: deps.timings,
    log,
    random,
  })
  const stateChanged = (state: TunnelState, before: TunnelState) => {
    if (state.state === 'live') {
      keeper.good(state.probedAt)
      if (before.state !== 'live') keeper.back(state.probedAt)
    } else if (before.state === 'live' && state.state !== 'off') keeper.lost()
    const url = ways.publicUrl()
    if (url !== saidUrl) deps.urlChanged()
    saidUrl = url
    if (state.state !== before.state)
      log.write('info', `the tunnel is ${state.state}`, 'problem' in state ? { code: state.problem.code } : {})
    changed()
  }
  const isMetered = () => meter.read().limit !== null
  const probeEveryMs = () => (isMetered() && !ways.isAwaited() ? probeIdleMs : freeMs)
  const runner = createTunnelRunner({
    settings: () => store.get().settings,
    pinned: () => store.get().pinned,
    secret: readSecret,
    async port() {
      const port = await webhooks.port()
      if (port !== null && !probeIsSet) {
        await webhooks.setProbe(probeSecret)
        probeIsSet = true
      }
      return port
    },
    probe: (url, deadlineMs, signal) => sendProbe(url, probeSecret, deadlineMs, signal),
    probeEveryMs,
    async cameThrough(since) {
      const last = await verifiedAt().catch(() => null)
      return isMetered() && last !== null && last >= since
    },
    probed(probe) {
      probes.push(probe)
      if (probes.length > PROBES_KEPT) probes.shift()
      changed()
    },
    changed: stateChanged,
    programs: createProgramRecord(join(deps.dataDir, 'tunnel-program.json'), log),
    clock,
    timings: deps.timings.tunnel,
    log,
    random,
  })

  /** Something may have been missed until now although no probe was lost. */
  const missed = (since?: number) => {
    keeper.lost(since)
    keeper.back(clock.now())
  }
  const view = (): TunnelView => {
    const { settings, pinned } = store.get()
    const kept = keptSecret()
    return {
      settings,
      hasSecret: kept !== null && (kept.secretPlace === 'keychain' || isHeld),
      pinned,
      state: runner.state(),
      probes: [...probes],
      probeEveryMs: probeEveryMs(),
      // The longest rhythm of the plan: a shorter one begins only with the next probe.
      lateAfterMs: 2 * ((isMetered() ? probeIdleMs : freeMs) + probeDeadlineMs),
      gaps: gaps.list(),
      deaf: ways.deaf(),
      quota: meter.read(),
      polling: ways.polling(),
      pollMs: deps.pollMs(),
    }
  }
  /** What becomes of the kept secret: a new one replaces it, and one of another provider is of no use. */
  const placeOfSecret = async ({ settings, secret }: TunnelDraft, before: TunnelSettings) => {
    const kept = keptSecret()
    if (secret !== undefined && secret !== '') {
      const place = await secrets.keep(KEYCHAIN_ITEM, secret)
      isHeld = place === 'memory'
      return place
    }
    if (kept && (secret === '' || settings.provider !== before.provider)) {
      await secrets.forget(kept)
      isHeld = false
      return null
    }
    return kept?.secretPlace ?? null
  }
  return {
    ways,
    view,
    state: () => runner.state(),
    async save(draft) {
      checkTunnelSettings(draft.settings)
      const before = store.get()
      const secretPlace = await placeOfSecret(draft, before.settings)
      const pinned = serverOf(draft.settings) !== '' && serverOf(draft.settings) === serverOf(before.settings) ? before.pinned : null
      deps.ledger.transaction(() => {
        store.put({ settings: draft.settings, secretPlace, pinned })
        audit.add({ action: 'setting.changed', accountId: null, subject: 'tunnel', before: { ...before.settings }, after: told(draft) })
      })()
      if (draft.settings.provider === 'none') keeper.givenUp(clock.now())
      runner.restart()
      changed()
      return view()
    },
    trust(fingerprint) {
      const state = runner.state()
      const isShown = (state.state === 'hostKeyNew' || state.state === 'hostKeyChanged') && state.fingerprint === fingerprint
      if (!isShown) throw new AppError('conflict', { what: 'host key' })
      const before = store.get()
      deps.ledger.transaction(() => {
        store.put({ ...before, pinned: fingerprint })
        audit.add({ action: 'setting.changed', accountId: null, subject: 'tunnel host key', before: before.pinned, after: fingerprint })
      })()
      runner.restart()
      return view()
    },
    restart: () => runner.restart(),
    probeNow: () => runner.lookNow(),
    gapsOf: task => {
      const open = gaps.open()
      const isTouched =
        open !== null && ways.touchedSince(open.from).some(each => each.accountId === task.accountId && each.userTaskID === task.userTaskID)
      const known = gaps.ofTask(task)
      return open && isTouched && !known.some(gap => gap.id === open.id) ? [open, ...known] : known
    },
    webhooksOf(accountId, orders) {
      const stats = deps.tasks.list(accountId).flatMap(({ stat }) => (stat && stat.finishOrderCount > 0 ? [stat] : []))
      const sum = (field: 'totalCall' | 'finishOrderCount') => stats.reduce((total, stat) => total + stat[field], 0)
      const callsPerOrder = stats.length === 0 ? 1 : sum('totalCall') / sum('finishOrderCount')
      return ways.wayIn(accountId).via === 'tunnel' ? forecastWebhooks(meter.read(), { orders, callsPerOrder }) : null
    },
    listenerRestarted() {
      if (runner.state().state !== 'live') return
      missed()
      runner.lookNow()
    },
    start() {
      if (store.get().settings.provider === 'none') keeper.givenUp(clock.now())
      else keeper.begin()
      runner.start()
    },
    woke(since) {
      // A connection may outlive a sleep in which nobody answered what came over it.
      if (since !== null && runner.state().state === 'live') missed(since)
      runner.lookNow()
    },
    async close() {
      if (runner.state().state === 'live') keeper.good(clock.now())
      await runner.close()
      await verifiedAt().catch(() => null)
      await keeper.close()
    },
  }
}

/** The server whose key is trusted. */
const serverOf = (settings: TunnelSettings): string => (settings.provider === 'ssh' ? `${settings.host}:${settings.port}` : '')

const told = ({ settings, secret }: TunnelDraft) =>
  secret === undefined ? { ...settings } : { ...settings, secret: secret === '' ? 'removed' : 'given' }
