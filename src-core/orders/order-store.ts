import type { OrderDetail } from '../../src-contract/model/order.ts'
import type { Source, TaskRow } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'
import { callKey, createEarlierCalls } from './order-calls.ts'
import { callColumns, callTime, columnValues, INSERT_ORDER, isRealCall, type OrderColumns, UPDATE_ORDER } from './order-columns.ts'
import { createOrderDetails } from './order-details.ts'
import { readLastCall } from './order-mapping.ts'
import { judgeCall, mergeCall, mergeHead } from './order-merge.ts'
import type { CallRecord, OrderRecord } from './order-record.ts'
import { createOrderTextIndex } from './order-text-index.ts'
import { createOrderTotals } from './order-totals.ts'

export type { CallRecord, OrderRecord } from './order-record.ts'

/** The one writer of orders and calls in `cache.db`; lives in the core thread. */
export interface OrderStore {
  /**
   * Takes what a source told, in one transaction. An older state never replaces a newer one.
   * `at` is the moment the telling is true of, UTC milliseconds: when a pull was asked for, when a webhook was received.
   */
  upsertOrders(accountId: string, records: readonly OrderRecord[], source: Source, at: number): { changed: number }
  /** Adds calls of one known order; `complete` when these are all the platform knows (listOrderDetail, cdr/queryByOrderId). */
  upsertCalls(accountId: string, orderID: string, calls: readonly CallRecord[], source: Source, at: number, complete?: boolean): void
  /** Exact counts of every task of the account, from kept totals. */
  taskCounts(accountId: string): Map<string, TaskRow['counts']>
  /** Null when the cache does not know the order. What we sent for it is not the cache's to say. */
  detail(accountId: string, orderID: string): Omit<OrderDetail, 'sentParams'> | null
  /** Which of these orders the cache knows. */
  knownOrderIDs(accountId: string, orderIDs: readonly string[]): Set<string>
  userTaskIDOf(accountId: string, orderID: string): string | null
  /** Drops everything of a removed account. */
  forgetAccount(accountId: string): void
  /** Adds up to `limit` rows to the text index; true while some are left. */
  indexText(limit: number): boolean
}

/** Creates the store over an open `cache.db`. */
export function createOrderStore(db: Db): OrderStore {
  // Every order touches seven trees at random places; the default of 2 MB reads their pages again and again.
  db.pragma('cache_size = -48000')
  const totals = createOrderTotals(db)
  const text = createOrderTextIndex(db)
  const details = createOrderDetails(db)
  const insert = db.prepare(INSERT_ORDER)
  const update = db.prepare(UPDATE_ORDER)
  const knownRows = db.prepare('SELECT * FROM orders WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?))')
  const knownIDs = db.prepare('SELECT order_id FROM orders WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?))').pluck()
  const earlier = createEarlierCalls(db)
  const numbers = createNumbers(db)

  const addOrder = (accountNo: number, told: OrderRecord, source: Source, at: number): OrderColumns => {
    const call = callColumns(told.call)
    const row = {
      account_no: accountNo,
      task_no: numbers.ofTask(accountNo, told.userTaskID),
      order_id: told.orderID,
      task_id: told.taskID,
      phone: told.phone,
      name: told.name,
      scene_id: told.sceneID,
      finish: told.finish ? 1 : 0,
      other: told.other,
      ...call,
      calls: isRealCall(call) ? 1 : 0,
      calls_pulled_at: null,
      source,
      told_at: at,
      updated_at: at,
      call_json: told.call && !isLossless(told.raw) ? JSON.stringify(told.call) : null,
      raw_json: told.raw,
    }
    const rowId = Number(insert.run(columnValues(row)).lastInsertRowid)
    totals.add(row, 1)
    return { row_id: rowId, ...row }
  }

  /** The row after what was told, or null when it changes nothing. */
  const changeOrder = (known: OrderColumns, told: OrderRecord, source: Source, at: number): OrderColumns | null => {
    // A pull repeats most orders word for word.
    if (told.raw !== '' && told.raw === known.raw_json) return null
    const verdict = told.call ? judgeCall(known, told, told.call, at, call => earlier.has(known.row_id, call)) : null
    // What we sent ourselves is no news of an order that somebody else has told of.
    const isNewer = verdict === null ? at >= known.told_at && source !== 'submission' : verdict !== 'older'
    const next: OrderColumns = { ...known, ...mergeHead(known, told, isNewer) }
    if (told.userTaskID !== '' && isNewer) next.task_no = numbers.ofTask(known.account_no, told.userTaskID)
    if (verdict === 'older' && told.call && callKey(told.call) !== '' && callKey(told.call) !== callKey(readLastCall(known))) {
      if (earlier.file(known.row_id, told.call, source, at)) next.calls += 1
    }
    if (verdict === null) next.finish = known.finish || told.finish ? 1 : 0
    if (told.call && (verdict === 'next' || verdict === 'same')) {
      const before = readLastCall(known)
      const call = verdict === 'same' && before ? mergeCall(before, told.call) : told.call
      Object.assign(next, callColumns(call))
      next.finish = told.finish || (verdict === 'same' && known.finish === 1) ? 1 : 0
      next.call_json = verdict === 'next' && told.raw !== '' && isLossless(told.raw) ? null : JSON.stringify(call)
      if (verdict === 'next' && before && isRealCall(known)) {
        if (earlier.file(known.row_id, before, known.source, known.told_at)) next.calls += 1
      } else if (!isRealCall(known) && isRealCall(next)) next.calls += 1
      if (verdict === 'next' && earlier.remove(known.row_id, call)) next.calls -= 1
    }
    if (isNewer && told.raw !== '') {
      // A later word without a call must not take away the text in which the call stands.
      if (told.call === null && isRealCall(known)) next.call_json ??= JSON.stringify(readLastCall(known))
      next.raw_json = told.raw
    }
    if (isEqual(known, next)) return null
    if (isNewer) Object.assign(next, { source, told_at: Math.max(at, known.told_at) })
    next.updated_at = Math.max(at, known.updated_at)
    update.run([...columnValues(next), known.row_id])
    totals.add(known, -1)
    totals.add(next, 1)
    if (known.phone !== next.phone || known.name !== next.name || known.other !== next.other || known.intent_name !== next.intent_name)
      text.textChanged(known.row_id)
    return next
  }

  const apply = db.transaction((accountId: string, records: readonly OrderRecord[], source: Source, at: number) => {
    const accountNo = numbers.ofAccount(accountId)
    let changed = 0
    for (let from = 0; from < records.length; from += 500) {
      const part = records.slice(from, from + 500)
      const known = new Map(
        (knownRows.all(accountNo, JSON.stringify(part.map(record => record.orderID))) as OrderColumns[]).map(row => [row.order_id, row]),
      )
      for (const told of part) {
        const row = known.get(told.orderID)
        const next = row ? changeOrder(row, told, source, at) : addOrder(accountNo, told, source, at)
        if (!next) continue
        changed += 1
        known.set(told.orderID, next)
      }
    }
    totals.flush()
    return changed
  })

  const run = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      totals.forget()
      numbers.forget()
      throw error
    }
  }

  return {
    upsertOrders: (accountId, records, source, at) => ({
      changed: records.length === 0 ? 0 : run(() => apply.immediate(accountId, records, source, at)),
    }),
    upsertCalls(accountId, orderID, calls, source, at, complete = false) {
      const known = details.row(accountId, orderID)
      if (!known) return
      const blank = {
        orderID,
        userTaskID: '',
        taskID: '',
        phone: '',
        name: '',
        sceneID: '',
        finish: known.finish === 1,
        other: '',
        raw: '',
      }
      const inTime = [...calls].sort((a, b) => (callTime(a) ?? Infinity) - (callTime(b) ?? Infinity))
      run(() =>
        db
          .transaction(() => {
            apply(
              accountId,
              inTime.map(call => ({ ...blank, call })),
              source,
              at,
            )
            if (complete) details.markPulled(known.row_id, at)
          })
          .immediate(),
      )
    },
    taskCounts: accountId => totals.taskCounts(numbers.ofAccount(accountId)),
    detail: (accountId, orderID) => details.detail(accountId, orderID),
    knownOrderIDs: (accountId, orderIDs) => new Set(knownIDs.all(numbers.ofAccount(accountId), JSON.stringify(orderIDs)) as string[]),
    userTaskIDOf: (accountId, orderID) => details.userTaskIDOf(accountId, orderID),
    forgetAccount(accountId) {
      details.forgetAccount(accountId)
      numbers.forget()
    },
    indexText: limit => text.indexSome(limit),
  }
}

/** Integers of 16 digits and more lose digits when the text is read again; their call is then kept beside it. */
const isLossless = (raw: string): boolean => raw !== '' && !/[:[,]\s*-?\d{16,}/.test(raw)

function isEqual(a: OrderColumns, b: OrderColumns): boolean {
  for (const name in a) if (a[name as keyof OrderColumns] !== b[name as keyof OrderColumns]) return false
  return true
}

/** The small numbers that stand for accounts and tasks in the rows. */
function createNumbers(db: Db) {
  const addAccount = db.prepare('INSERT OR IGNORE INTO order_account (account_id) VALUES (?)')
  const account = db.prepare('SELECT account_no FROM order_account WHERE account_id = ?').pluck()
  const addTask = db.prepare('INSERT OR IGNORE INTO order_task (account_no, user_task_id) VALUES (?, ?)')
  const task = db.prepare('SELECT task_no FROM order_task WHERE account_no = ? AND user_task_id = ?').pluck()
  const accounts = new Map<string, number>()
  const tasks = new Map<string, number>()

  return {
    ofAccount(accountId: string): number {
      const known = accounts.get(accountId)
      if (known !== undefined) return known
      addAccount.run(accountId)
      const number = account.get(accountId) as number
      accounts.set(accountId, number)
      return number
    },
    ofTask(accountNo: number, userTaskID: string): number {
      const key = `${accountNo} ${userTaskID}`
      const known = tasks.get(key)
      if (known !== undefined) return known
      addTask.run(accountNo, userTaskID)
      const number = task.get(accountNo, userTaskID) as number
      tasks.set(key, number)
      return number
    },
    /** After a rollback or a removal a number may be gone. */
    forget() {
      accounts.clear()
      tasks.clear()
    },
  }
}
