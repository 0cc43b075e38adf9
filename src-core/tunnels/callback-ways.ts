import type { DeafTask, TunnelSettings, TunnelState, TunnelView } from '../../src-contract/model/tunnel.ts'
import { RECORDS_KEPT_MS } from '../sync/poll-records.ts'
import type { CallbackUrls } from '../tasks/build-create-and-call.ts'
import { hasEnded } from '../tasks/task-state.ts'
import type { CachedTask } from '../tasks/task-store.ts'
import type { CallbackStore } from './callback-store.ts'
import { fixedUrl } from './check-settings.ts'
import type { TaskKey } from './gap-store.ts'
import { isLoopback } from './public-url.ts'

/** Where the webhooks of an account's tasks may be sent: a public address, this computer itself, or nowhere. */
export type WayIn = { readonly via: 'tunnel'; readonly url: string } | { readonly via: 'local' } | { readonly via: 'none' }

export interface CallbackWaysDeps {
  readonly callbacks: CallbackStore
  readonly settings: () => TunnelSettings
  readonly state: () => TunnelState
  readonly tookOver: () => boolean
  /** Null for an account that was removed. */
  readonly account: (accountId: string) => { readonly baseUrl: string; readonly kind: 'callbot' | 'nxlink' } | null
  readonly task: (task: TaskKey) => CachedTask | null
  /** Tasks without a status that had a sign of life since then, UTC milliseconds. */
  readonly tasksOfRecords: (since: number) => readonly TaskKey[]
}

/** Which task calls back where, and which of them webhooks reach us from. */
export interface CallbackWays {
  /** The public address now, or the last one while it is down; null while nobody knows it. */
  publicUrl(): string | null
  wayIn(accountId: string): WayIn
  /** A request of a submission leaves with these addresses. */
  sentWith(submissionId: string, urls: CallbackUrls): void
  polling(): TunnelView['polling']
  /** Whether webhooks carry the task; every other one is polled. */
  carries(task: TaskKey): boolean
  /** Whether a task that is not over calls back through the tunnel. */
  isAwaited(): boolean
  deaf(): DeafTask[]
  /** Tasks with a public address that go on, or changed after `from`; of NXLink, whose push has one address for all tasks, those of the days before. */
  touchedSince(from: number): TaskKey[]
}

/** Clocks and late reports: so much before a gap still counts as within it. */
const MARGIN_MS = 60_000

export function createCallbackWays(deps: CallbackWaysDeps): CallbackWays {
  const { callbacks, state } = deps
  /** Public addresses of this run: a batch may leave with one that was right when it was built. */
  const ours = new Set<string>()
  let last: { readonly url: string; readonly settings: string } | null = null

  const publicUrl = () => {
    const [now, settings] = [state(), deps.settings()]
    const text = JSON.stringify(settings)
    if ('url' in now) last = { url: now.url, settings: text }
    const url = last?.settings === text ? last.url : fixedUrl(settings)
    if (url !== null) ours.add(url)
    return url
  }
  const polling = (): TunnelView['polling'] => {
    if (deps.settings().provider === 'none') return 'noTunnel'
    if (state().state !== 'live') return 'down'
    return deps.tookOver() ? 'quota' : null
  }
  const goesOn = (key: TaskKey) => {
    const task = deps.task(key)
    return deps.account(key.accountId) !== null && !hasEnded(task?.taskStatus ?? null) && (task?.unknownAt ?? null) === null
  }
  const wayIn = (accountId: string): WayIn => {
    const account = deps.account(accountId)
    const isNear = account !== null && isLoopback(account.baseUrl)
    const url = publicUrl()
    // A platform on this computer is the simulator, which sends to loopback addresses alone.
    if (url !== null && (!isNear || isLoopback(url))) return { via: 'tunnel', url }
    return { via: isNear ? 'local' : 'none' }
  }
  return {
    publicUrl,
    wayIn,
    sentWith(submissionId, { orderCallbackUrl }) {
      const end = orderCallbackUrl.indexOf('/cb/')
      const url = end === -1 ? '' : orderCallbackUrl.slice(0, end)
      publicUrl()
      if (ours.has(url)) callbacks.remember(submissionId, url)
    },
    polling,
    carries(task) {
      if (polling() !== null) return false
      const urls = callbacks.ofTask(task)
      return urls.length > 0 && urls.every(url => url === publicUrl())
    },
    isAwaited: () => callbacks.all().some(goesOn),
    deaf() {
      const url = publicUrl()
      if (url === null && deps.settings().provider !== 'none') return []
      return callbacks.all().flatMap(({ urls, ...task }) => {
        const lost = urls.find(each => each !== url)
        if (lost === undefined || !goesOn(task)) return []
        return [{ ...task, taskName: deps.task(task)?.taskName || task.taskName, callbackUrl: lost }]
      })
    },
    touchedSince(from) {
      const isLate = (task: TaskKey) => (deps.task(task)?.freshAt ?? 0) >= from - MARGIN_MS
      const called = callbacks.all().filter(task => goesOn(task) || (deps.account(task.accountId) !== null && isLate(task)))
      const pushed = deps
        .tasksOfRecords(from - RECORDS_KEPT_MS)
        .filter(({ accountId }) => deps.account(accountId)?.kind === 'nxlink' && wayIn(accountId).via !== 'local')
      return [...called, ...pushed].map(({ accountId, userTaskID }) => ({ accountId, userTaskID }))
    },
  }
}
