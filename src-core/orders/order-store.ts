import type { OrderDetail } from '../../src-contract/model/order.ts'
import type { Source, TaskDetail } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'
import { createGoneOrders, tellsNoCall } from './gone-orders.ts'
import { callKey, createEarlierCalls } from './order-calls.ts'
import {
  callColumns,
  callTime,
  columnValues,
  INSERT_ORDER,
  INSERT_ORDER_FROM,
  isRealCall,
  type OrderColumns,
  UPDATE_ORDER,
} from './order-columns.ts'
import { createOrderDetails } from './order-details.ts'
import { readLastCall } from './order-mapping.ts'
import { fillCall, judgeCall, mergeCall, mergeHead } from './order-merge.ts'
import { createOrderNumbers } from './order-numbers.ts'
import type { CallRecord, OrderRecord } from './order-record.ts'
import { createOrderTextIndex } from './order-text-index.ts'
import { createOrderTotals } from './order-totals.ts'
import { createOutcomeTotals } from './outcome-totals.ts'

export type { CallRecord, OrderRecord } from './order-record.ts'

/** The one writer of orders and calls in `cache.db`; lives in the core thread. */
export interface OrderStore {
  /**
   * Takes what a source told, in one transaction. An older state never replaces a newer one.
   * `at` is the moment the telling is true of, UTC milliseconds: when a pull was asked for, when a webhook was signed.
   * `isPart`: only some orders of the task were asked for, so the others' age stays what it was.
   */
  upsertOrders(accountId: string, records: readonly OrderRecord[], source: Source, at: number, isPart?: boolean): { changed: number }
  /** Every order of the task is known as it was at this moment, UTC milliseconds. */
  toldWhole(accountId: string, userTaskID: string, source: Source, at: number): void
  /** Orders of a task whose last call is under way as far as the cache knows: callStatus 2 to 5 (callbot-v3.md 5.3). */
  underWay(accountId: string, userTaskID: string): string[]
  /** Adds calls of one known order; `complete` when these are all the platform knows (listOrderDetail, cdr/queryByOrderId). */
  upsertCalls(accountId: string, orderID: string, calls: readonly CallRecord[], source: Source, at: number, complete?: boolean): void
  /** Exact counts of every task of the account, or of one, from kept totals. */
  taskCounts(accountId: string, userTaskID?: string): Map<string, TaskDetail['counts']>
  /** Null when the cache does not know the order. What we sent for it is not the cache's to say. */
  detail(accountId: string, orderID: string): Omit<OrderDetail, 'sentParams'> | null
  /** Which of these orders the cache knows. */
  knownOrderIDs(accountId: string, orderIDs: readonly string[]): Set<string>
  userTaskIDOf(accountId: string, orderID: string): string | null
  /** The newest text that told of an order; null when it is not known. */
  rawOf(accountId: string, orderID: string): string | null
  /** A transaction around this store's was rolled back: nothing of it may be remembered. */
  rolledBack(): void
  /** Drops everything of a removed account. */
  forgetAccount(accountId: string): void
  /** Adds up to `limit` rows to the text index; true while some are left. */
  indexText(limit: number): boolean
  /**
   * Takes orders out that the platform did not list any more when it was asked at `at`, UTC milliseconds; one transaction. One that was dialled
   * stays. Answers how many went. An older word never brings such an order back; a newer one, or one about a call, does.
   */
  removeGone(accountId: string, orderIDs: readonly string[], at: number): number
}

/** Creates the store over an open `cache.db`. */
export function createOrderStore(db: Db): OrderStore {
  // Every order touches seven trees at random places; the default of 2 MB reads their pages again and again.
  db.pragma('cache_size = -48000')
  // They are also written again and again: a burst of webhooks moves them into the file once in a while, not every few hundred rows.
  db.pragma('wal_autocheckpoint = 16384')
  const totals = createOrderTotals(db)
  const outcomes = createOutcomeTotals(db)
  const text = createOrderTextIndex(db)
  const details = createOrderDetails(db)
  const insert = db.prepare(INSERT_ORDER)
  const update = db.prepare(UPDATE_ORDER)
  const knownRows = db.prepare('SELECT * FROM orders WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?))')
  const knownIDs = db.prepare('SELECT order_id FROM orders WHERE account_no = ? AND order_id IN (SELECT value FROM json_each(?))').pluck()
  // The task whose order is being written: an earlier call counts where its order is.
  let taskNo = 0
  const earlier = createEarlierCalls(db, (call, by) => outcomes.addCall(taskNo, call, by))
  const numbers = createOrderNumbers(db)
  const gone = createGoneOrders(db, row => {
    totals.add(row, -1)
    outcomes.addOrder(row, -1)
    // The index follows in its own slices; until then what it finds is not in the rows.
    text.textChanged(row.row_id)
  })
  const insertFrom = db.prepare(INSERT_ORDER_FROM)

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
    // A row id stands for one order in every list that is open, so none is handed out again.
    const above = gone.highestRow()
    const { lastInsertRowid } = above === 0 ? insert.run(columnValues(row)) : insertFrom.run([above + 1, ...columnValues(row)])
    const rowId = Number(lastInsertRowid)
    totals.add(row, 1)
    outcomes.addOrder(row, 1)
    return { row_id: rowId, ...row }
  }

  /** The row after what was told, or null when it changes nothing. */
  const changeOrder = (known: OrderColumns, told: OrderRecord, source: Source, at: number): OrderColumns | null => {
    // A pull repeats most orders word for word.
    if (told.raw !== '' && told.raw === known.raw_json) return null
    taskNo = known.task_no
    const verdict = told.call ? judgeCall(known, told, told.call, at, call => earlier.has(known.row_id, call)) : null
    // What we sent ourselves is no news of an order that somebody else has told of.
    const isNewer = verdict === null ? at >= known.told_at && source !== 'submission' : verdict === 'next' || verdict === 'same'
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
    if (told.call && verdict === 'behind') {
      const shown = readLastCall(known)
      const call = shown && fillCall(shown, told.call)
      if (call) Object.assign(next, callColumns(call), { call_json: JSON.stringify(call) })
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
    outcomes.addOrder(known, -1)
    outcomes.addOrder(next, 1)
    if (next.task_no !== known.task_no) {
      for (const call of earlier.of(known.row_id)) {
        outcomes.addCall(known.task_no, call, -1)
        outcomes.addCall(next.task_no, call, 1)
      }
    }
    if (known.phone !== next.phone || known.name !== next.name || known.other !== next.other || known.intent_name !== next.intent_name)
      text.textChanged(known.row_id)
    return next
  }

  const apply = db.transaction((accountId: string, records: readonly OrderRecord[], source: Source, at: number, isPart: boolean) => {
    const accountNo = numbers.ofAccount(accountId)
    let changed = 0
    for (let from = 0; from < records.length; from += 500) {
      const part = records.slice(from, from + 500)
      const known = new Map(
        (knownRows.all(accountNo, JSON.stringify(part.map(record => record.orderID))) as OrderColumns[]).map(row => [row.order_id, row]),
      )
      const unknown = part.flatMap(record => (known.has(record.orderID) ? [] : record.orderID))
      const goneAt = gone.among(accountNo, unknown)
      for (const told of part) {
        const row = known.get(told.orderID)
        const wentAt = row ? undefined : goneAt.get(told.orderID)
        if (wentAt !== undefined) {
          if (at <= wentAt && tellsNoCall(told)) continue
          gone.isBack(accountNo, told.orderID)
        }
        const next = row ? changeOrder(row, told, source, at) : addOrder(accountNo, told, source, at)
        if (!isPart) outcomes.heard((next ?? row)?.task_no ?? 0, at, source)
        if (!next) continue
        changed += 1
        known.set(told.orderID, next)
      }
    }
    totals.flush()
    outcomes.flush()
    return changed
  })

  const removeGone = db.transaction((accountId: string, orderIDs: readonly string[], at: number) => {
    const removed = gone.remove(numbers.ofAccount(accountId), orderIDs, at)
    totals.flush()
    outcomes.flush()
    return removed
  })

  const run = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      totals.forget()
      outcomes.forget()
      numbers.forget()
      throw error
    }
  }

  return {
    upsertOrders: (accountId, records, source, at, isPart = false) => ({
      changed: records.length === 0 ? 0 : run(() => apply.immediate(accountId, records, source, at, isPart)),
    }),
    toldWhole: (accountId, userTaskID, source, at) => details.toldWhole(accountId, userTaskID, source, at),
    underWay: (accountId, userTaskID) => details.underWay(accountId, userTaskID),
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
              true,
            )
            if (complete) details.markPulled(known.row_id, at)
          })
          .immediate(),
      )
    },
    taskCounts: (accountId, userTaskID) => totals.taskCounts(numbers.ofAccount(accountId), userTaskID),
    detail: (accountId, orderID) => details.detail(accountId, orderID),
    knownOrderIDs: (accountId, orderIDs) => new Set(knownIDs.all(numbers.ofAccount(accountId), JSON.stringify(orderIDs)) as string[]),
    userTaskIDOf: (accountId, orderID) => details.userTaskIDOf(accountId, orderID),
    rawOf: (accountId, orderID) => details.row(accountId, orderID)?.raw_json ?? null,
    rolledBack() {
      totals.forget()
      outcomes.forget()
      numbers.forget()
    },
    forgetAccount(accountId) {
      details.forgetAccount(accountId)
      numbers.forget()
    },
    indexText: limit => text.indexSome(limit),
    removeGone: (accountId, orderIDs, at) => (orderIDs.length === 0 ? 0 : run(() => removeGone.immediate(accountId, orderIDs, at))),
  }
}

/** Integers of 16 digits and more lose digits when the text is read again; their call is then kept beside it. */
const isLossless = (raw: string): boolean => raw !== '' && !/[:[,]\s*-?\d{16,}/.test(raw)

function isEqual(a: OrderColumns, b: OrderColumns): boolean {
  for (const name in a) if (a[name as keyof OrderColumns] !== b[name as keyof OrderColumns]) return false
  return true
}
