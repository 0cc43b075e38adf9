import type { Withdrawal, WithdrawalOrder } from '../../src-contract/model/withdrawal.ts'
import { AppError } from '../app-error.ts'
import type { Audit, AuditFact } from '../audit/audit.ts'
import type { Db } from '../db/open.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { WritePlanner } from '../writes/planned-write.ts'
import { createOrderSelections } from './order-selection.ts'
import { createWithdrawPlanner, type WithdrawPlannerDeps } from './plan-withdrawal.ts'
import type { SettledSlice } from './withdraw-slice.ts'
import { createWithdrawalRunner, type WithdrawalRunnerDeps } from './withdrawal-runner.ts'
import { createWithdrawalStore, type WithdrawalRecord } from './withdrawal-store.ts'

export interface WithdrawalServiceDeps
  extends Omit<WithdrawalRunnerDeps, 'store' | 'show' | 'deletions'>,
    Pick<WithdrawPlannerDeps, 'kind'> {
  /** `ledger.db`. */
  readonly ledger: Db
  readonly readers: Pick<OrderReaders, 'open' | 'total' | 'rows' | 'drop'>
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'knownOrderIDs'>
  readonly deletions: Pick<TasksToSweep, 'during' | 'isBehind'>
  readonly audit: Audit
  /** Pulls these orders again. */
  readonly pullOrders: (accountId: string, userTaskID: string, orderIDs: readonly string[]) => Promise<void>
}

/** Takes orders back (stopOrder, callbot-v3.md 3.10): journalled before anything is sent, goes on after a crash. */
export interface WithdrawalService {
  readonly planner: WritePlanner<'withdraw'>
  list(accountId: string): Withdrawal[]
  /** `not_found`. */
  get(id: string): Withdrawal
  orders(id: string, state: WithdrawalOrder['state'], start: number, count: number): { total: number; rows: WithdrawalOrder[] }
  /** Sends nothing new; the request under way is still answered. `conflict` when it is over, as for the other two. */
  pause(id: string): void
  /** Goes on after a pause or a problem, or tries at once instead of waiting. */
  resume(id: string): void
  /** For good: orders that were not withdrawn ring as their task says. */
  stop(id: string): void
  /** Whether a withdrawal of the account is not finished. */
  isWithdrawing(accountId: string): boolean
  /** Whether one is not finished that goes on by itself, or of which the platform has withdrawn something or may have. */
  isTied(accountId: string): boolean
  /** Whether a withdrawal that deletes goes on in the task, or has not heard what became of its orders. */
  isDeleting(accountId: string, userTaskID: string): boolean
  /** After a start: everything unfinished goes on. */
  recover(): void
  close(): Promise<void>
}

const CLOSE_GRACE_MS = 2_000
/** Orders marked in one transaction of the cache, so that the thread answers other calls in between. */
const MARKED_AT_ONCE = 2_000

export function createWithdrawalService(deps: WithdrawalServiceDeps): WithdrawalService {
  const { ledger, readers, orders, pullOrders, kind, taskName, audit, clock, bus, log } = deps
  const store = createWithdrawalStore(ledger)
  const selections = createOrderSelections(readers)
  let closed = false
  let shownAgain: Promise<void> = Promise.resolve()

  /** A withdrawn order is over, which the cache is told at once: with delCall 1 the platform no longer lists it, so a pull could not. */
  const markOver = (accountId: string, withdrawn: readonly Pick<WithdrawalOrder, 'orderID' | 'userTaskID'>[]) => {
    const over = { taskID: '', phone: '', name: '', sceneID: '', other: '', finish: true, call: null, raw: '' }
    // What the platform deleted is not in the cache any more, and is not put back.
    const known = orders.knownOrderIDs(
      accountId,
      withdrawn.map(order => order.orderID),
    )
    const records = withdrawn.flatMap(({ orderID, userTaskID }) => (known.has(orderID) ? { ...over, orderID, userTaskID } : []))
    orders.upsertOrders(accountId, records, 'pulled', clock.now())
  }

  const show = async ({ accountId }: WithdrawalRecord, { userTaskID, orderIDs, withdrawn }: SettledSlice) => {
    try {
      markOver(
        accountId,
        withdrawn.map(orderID => ({ orderID, userTaskID })),
      )
      await pullOrders(accountId, userTaskID, orderIDs)
    } catch (error) {
      log.write('warn', 'withdrawn orders could not be pulled', { error })
    }
    bus.emit('orders', { accountId })
  }

  /** The console may have ended between an answer and the cache. */
  const showAgain = async (ids: readonly string[]) => {
    for (const id of ids) {
      const accountId = store.get(id)?.accountId ?? ''
      for (let start = 0; !closed; start += MARKED_AT_ONCE) {
        const { rows } = store.page(id, 'withdrawn', start, MARKED_AT_ONCE)
        markOver(accountId, rows)
        if (rows.length < MARKED_AT_ONCE) break
        await new Promise(resolve => setImmediate(resolve))
      }
      bus.emit('orders', { accountId })
    }
  }

  const runner = createWithdrawalRunner({ ...deps, store, show })
  const planner = createWithdrawPlanner({
    selections,
    store,
    kind,
    deletions: deps.deletions,
    audit,
    clock,
    begin: id => {
      const withdrawal = store.get(id)
      if (withdrawal) changed(withdrawal)
    },
  })

  const changed = ({ accountId, id }: WithdrawalRecord) => {
    bus.emit('withdrawals', { accountId, id })
    runner.wake(id)
  }
  const known = (id: string): WithdrawalRecord => {
    const withdrawal = store.get(id)
    if (!withdrawal) throw new AppError('not_found', { what: 'withdrawal', id })
    return withdrawal
  }
  const view = (record: WithdrawalRecord): Withdrawal => {
    const { total: _total, tries: _tries, ...withdrawal } = record
    const tasks = store.tasks(record.id).map(task => ({ ...task, taskName: taskName(record.accountId, task.userTaskID) }))
    return { ...withdrawal, totals: store.totals(record.id), tasks }
  }
  const operator = (id: string, action: AuditFact['action'], state: 'paused' | 'running' | 'stopped') => {
    const before = known(id)
    if (before.finishedAt !== null || before.state === 'stopped') throw new AppError('conflict', { state: before.state })
    store.transaction(() => {
      store.change(id, { state, ...(state === 'paused' ? {} : { problem: null, nextAt: null, tries: 0 }) })
      const [only, another] = store.tasks(id)
      const subject = only && !another ? taskName(before.accountId, only.userTaskID) : ''
      const { withdrawn, left } = store.totals(id)
      const after = { withdrawal: id, state, withdrawn, left }
      audit.add({ action, accountId: before.accountId, subject, before: { state: before.state }, after })
    })
    changed(before)
  }

  return {
    planner,
    list: accountId => store.list(accountId).map(view),
    get: id => view(known(id)),
    orders: (id, state, start, count) => store.page(known(id).id, state, start, count),
    pause: id => operator(id, 'withdrawal.paused', 'paused'),
    resume: id => operator(id, 'withdrawal.resumed', 'running'),
    stop: id => operator(id, 'withdrawal.stopped', 'stopped'),
    isDeleting: (accountId, userTaskID) =>
      store
        .list(accountId)
        .filter(({ finishedAt, delCall }) => finishedAt === null && delCall === 1)
        .filter(({ id, state }) => state === 'running' || state === 'waiting' || store.inDoubt(id).length > 0)
        .some(({ id }) => store.tasks(id).some(task => task.userTaskID === userTaskID)),
    isWithdrawing: accountId => store.list(accountId).some(withdrawal => withdrawal.finishedAt === null),
    isTied: accountId =>
      store
        .list(accountId)
        .filter(({ finishedAt }) => finishedAt === null)
        .some(
          ({ id, state }) => (state !== 'paused' && state !== 'stuck') || store.totals(id).withdrawn > 0 || store.inDoubt(id).length > 0,
        ),
    recover() {
      store.dropUnnamed()
      const ids = store.unfinished()
      shownAgain = showAgain(ids).catch(error => log.write('warn', 'withdrawn orders could not be shown', { error }))
      for (const id of ids) runner.wake(id)
    },
    async close() {
      closed = true
      selections.close()
      await shownAgain
      await runner.close(CLOSE_GRACE_MS)
    },
  }
}
