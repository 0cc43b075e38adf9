import type { SyncJob } from '../../src-contract/model/system.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { JobRecord, JobStore } from './job-store.ts'
import { firstPage, type PageProgress, pullOrders, takeOrders } from './pull-orders.ts'
import { pullRecords, RECORD_PAGE, takeRecords } from './pull-records.ts'
import { pullTasks } from './pull-tasks.ts'

export interface SyncDeps {
  readonly api: ApiSource
  readonly account: (accountId: string) => { readonly kind: 'callbot' | 'nxlink'; readonly tenantId: string | null }
  readonly tasks: TaskStore
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'userTaskIDOf' | 'toldWhole'>
  readonly jobs: JobStore
  readonly clock: Clock
  readonly bus: EventBus
  readonly log: Log
}

/** Pulls tasks, orders and call records into the cache when the operator asks for it. */
export interface SyncService {
  /**
   * One job per account, kind and task at a time: a second start answers with the running one. A job that was cut short goes on
   * where it ended. Orders without a task: those of every task of the account.
   */
  start(accountId: string, kind: SyncJob['kind'], userTaskID: string | null): { id: string }
  jobs(): SyncJob[]
  cancel(id: string): void
  /**
   * Reads the orders of one task up to the last page, behind `from`, as a job of its own: `jobs` shows it and `cancel` ends it. Each page is in
   * the cache when it is told. Answers how it ended.
   */
  pullWhole(accountId: string, userTaskID: string, pages: WholePull): Promise<'done' | 'cancelled' | 'failed'>
  /** Resolves when the job is over, for tests and for what needs its result. */
  finished(id: string): Promise<void>
  /** Pulls the named orders again. */
  pullOrdersById(accountId: string, userTaskID: string, orderIDs: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** A pull of a whole task: where it goes on, who is told of each page, and what ends it. */
export interface WholePull {
  readonly from: PageProgress
  readonly onPage: (progress: PageProgress, orderIDs: readonly string[]) => void
  readonly signal: AbortSignal
}

/** Pages of a job that ended longer ago than this have changed too much to go on behind them. */
const RESUME_WITHIN_MS = 3_600_000
const FIRST_RECORDS_MS = 7 * 86_400_000
/** A record appears after its call, so a pull looks back behind the end of the one before. */
const LATE_RECORDS_MS = 3_600_000
const IDS_A_PAGE = 100

export function createSyncService(deps: SyncDeps): SyncService {
  const { api, orders, jobs, clock, bus, log } = deps
  const running = new Map<string, { stop: AbortController; done: Promise<unknown> }>()
  jobs.closeLeftOver(clock.now())

  const run = async (job: JobRecord, signal: AbortSignal, whole: WholePull | null) => {
    const from: PageProgress = { page: job.page, size: job.size, done: job.done, total: job.total }
    let page: string[] = []
    const onPage = (progress: PageProgress) => {
      whole?.onPage(progress, page)
      page = []
      jobs.progress(job.id, progress)
      bus.emit('sync', { accountId: job.accountId, id: job.id })
      bus.emit(job.kind === 'tasks' ? 'tasks' : 'orders', { accountId: job.accountId })
    }
    if (job.kind === 'records') {
      await pullRecords(deps, await api.nxlink(job.accountId), {
        accountId: job.accountId,
        rangeFrom: job.rangeFrom ?? 0,
        rangeTo: job.rangeTo ?? clock.now(),
        from,
        signal,
        onPage,
      })
    } else if (job.kind === 'tasks') {
      await pullTasks(deps, await api.callbot(job.accountId), { accountId: job.accountId, from, signal, onPage })
    } else {
      const callbot = await api.callbot(job.accountId)
      if (job.userTaskID === null) return pullEveryTask(job, callbot, signal, onPage)
      await pullTasks(deps, callbot, { accountId: job.accountId, userTaskIDs: [job.userTaskID], signal })
      const upsertOrders: OrderStore['upsertOrders'] = (accountId, records, source, at, isPart) => {
        if (whole) page = records.map(record => record.orderID)
        return orders.upsertOrders(accountId, records, source, at, isPart)
      }
      const pull = { accountId: job.accountId, userTaskID: job.userTaskID, from, signal, onPage }
      await pullOrders({ clock, orders: { upsertOrders, toldWhole: orders.toldWhole } }, callbot, pull)
    }
  }

  /** The account's task list, then the orders of each task, one after the other; `page` counts the tasks. */
  const pullEveryTask = async (job: JobRecord, callbot: CallbotApi, signal: AbortSignal, onPage: (progress: PageProgress) => void) => {
    const { accountId } = job
    await pullTasks(deps, callbot, { accountId, signal })
    let done = 0
    for (const [index, { userTaskID }] of deps.tasks.list(accountId).entries()) {
      const before = done
      const report = (progress: PageProgress) => {
        done = before + progress.done
        onPage({ ...progress, done, total: null, page: index + 1 })
      }
      await pullOrders(deps, callbot, { accountId, userTaskID, from: firstPage, signal, onPage: report })
    }
  }

  const perform = async (job: JobRecord, stop: AbortController, whole: WholePull | null): Promise<'done' | 'cancelled' | 'failed'> => {
    try {
      await run(job, stop.signal, whole)
      jobs.finish(job.id, 'done', clock.now(), null)
      return 'done'
    } catch (error) {
      if (stop.signal.aborted) {
        jobs.finish(job.id, 'cancelled', clock.now(), null)
        return 'cancelled'
      }
      if (!(error instanceof AppError)) log.write('error', 'a pull failed', { error, kind: job.kind })
      jobs.finish(job.id, 'failed', clock.now(), toWireError(error))
      return 'failed'
    } finally {
      running.delete(job.id)
      bus.emit('sync', { accountId: job.accountId, id: job.id })
    }
  }

  const begin = (job: JobRecord, whole: WholePull | null) => {
    jobs.insert(job)
    const stop = new AbortController()
    const cut = () => stop.abort()
    whole?.signal.addEventListener('abort', cut)
    const done = Promise.resolve()
      .then(() => perform(job, stop, whole))
      .finally(() => whole?.signal.removeEventListener('abort', cut))
    running.set(job.id, { stop, done })
    bus.emit('sync', { accountId: job.accountId, id: job.id })
    return done
  }

  const freshJob = (accountId: string, kind: SyncJob['kind'], userTaskID: string | null): JobRecord => ({
    id: newId(),
    accountId,
    kind,
    userTaskID,
    state: 'running',
    done: 0,
    total: null,
    page: 0,
    size: kind === 'orders' ? firstPage.size : RECORD_PAGE,
    rangeFrom: null,
    rangeTo: null,
    startedAt: clock.now(),
    finishedAt: null,
    problem: null,
  })

  const newJob = (accountId: string, kind: SyncJob['kind'], userTaskID: string | null): JobRecord => {
    const last = jobs.last(accountId, kind, userTaskID)
    const fresh = freshJob(accountId, kind, userTaskID)
    const now = fresh.startedAt
    const everyTask = kind === 'orders' && userTaskID === null
    const cutShort =
      last && !everyTask && last.state !== 'done' && last.page > 0 && now - (last.finishedAt ?? last.startedAt) < RESUME_WITHIN_MS
    if (cutShort)
      return {
        ...fresh,
        done: last.done,
        total: last.total,
        page: last.page,
        size: last.size,
        rangeFrom: last.rangeFrom,
        rangeTo: last.rangeTo,
      }
    if (kind !== 'records') return fresh
    // A range that failed is pulled again from where it began.
    const rangeFrom = last?.rangeTo && last.state === 'done' ? last.rangeTo - LATE_RECORDS_MS : (last?.rangeFrom ?? now - FIRST_RECORDS_MS)
    return { ...fresh, rangeFrom, rangeTo: now }
  }

  return {
    start(accountId, kind, userTaskID) {
      const account = deps.account(accountId)
      if ((kind === 'records') !== (account.kind === 'nxlink')) throw new AppError('not_supported', { what: kind })
      const about = kind === 'orders' ? userTaskID : null
      const last = jobs.last(accountId, kind, about)
      if (last && running.has(last.id)) return { id: last.id }
      const job = newJob(accountId, kind, about)
      void begin(job, null)
      return { id: job.id }
    },
    pullWhole: (accountId, userTaskID, whole) => begin({ ...freshJob(accountId, 'orders', userTaskID), ...whole.from }, whole),
    jobs: () => jobs.list().map(({ size: _size, rangeFrom: _from, rangeTo: _to, ...job }) => job),
    cancel(id) {
      if (!jobs.get(id)) throw new AppError('not_found', { what: 'sync job', id })
      running.get(id)?.stop.abort()
    },
    finished: async id => void (await running.get(id)?.done),
    async pullOrdersById(accountId, userTaskID, orderIDs) {
      const account = deps.account(accountId)
      if (account.kind === 'nxlink') {
        const nxlink = await api.nxlink(accountId)
        for (const orderId of orderIDs) {
          const askedAt = clock.now()
          const { value } = await nxlink.cdrQueryByOrderId({ tenantId: account.tenantId ?? '', orderId })
          takeRecords(orders, accountId, value, askedAt, true)
        }
      } else {
        const callbot = await api.callbot(accountId)
        for (let from = 0; from < orderIDs.length; from += IDS_A_PAGE) {
          const orderID = orderIDs.slice(from, from + IDS_A_PAGE)
          const askedAt = clock.now()
          const { value } = await callbot.listOrder({ productID: 'callbot', userTaskID, options: { orderID }, page: 1, size: IDS_A_PAGE })
          takeOrders(orders, accountId, userTaskID, value.orders, askedAt)
        }
      }
      bus.emit('orders', { accountId })
    },
    async close() {
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(job => job.done))
    },
  }
}
