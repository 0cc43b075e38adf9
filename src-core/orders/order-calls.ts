import type { Db } from '../db/open.ts'
import { callTime } from './order-columns.ts'
import { mergeCall, saysMore } from './order-merge.ts'
import type { CallRecord } from './order-record.ts'

/** The calls of an order that are not its last one. */
export interface EarlierCalls {
  has(rowId: number, call: CallRecord): boolean
  /** Files a call, or what is newly known of it; true when it was not known. */
  file(rowId: number, call: CallRecord, source: string, at: number): boolean
  /** True when it was there. */
  remove(rowId: number, call: CallRecord): boolean
  of(rowId: number): CallRecord[]
}

/** What tells a call from the others of its order; '' when nothing does. */
export const callKey = (call: CallRecord | null): string =>
  call ? call.callID || (callTime(call) === null ? '' : `@${callTime(call)}`) : ''

/**
 * Creates the store of earlier calls; used inside the writer's transaction.
 * `count` hears of every call that comes (1) or goes (-1); one that is told anew goes and comes.
 */
export function createEarlierCalls(db: Db, count: (call: CallRecord, by: 1 | -1) => void): EarlierCalls {
  const one = db.prepare('SELECT call_json AS json, told_at AS toldAt FROM order_call WHERE row_id = ? AND call_id = ?')
  const put = db.prepare(
    'INSERT OR REPLACE INTO order_call (row_id, call_id, start_at, told_at, source, call_json) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const take = db.prepare('DELETE FROM order_call WHERE row_id = ? AND call_id = ?')
  const all = db.prepare('SELECT call_json FROM order_call WHERE row_id = ?').pluck()
  const find = (rowId: number, call: CallRecord) => one.get(rowId, callKey(call)) as { json: string; toldAt: number } | undefined

  return {
    has: (rowId, call) => find(rowId, call) !== undefined,
    file(rowId, call, source, at) {
      const key = callKey(call)
      if (key === '') return false
      const known = find(rowId, call)
      const before = known && (JSON.parse(known.json) as CallRecord)
      if (
        known &&
        before &&
        !saysMore(
          { callStatus: before.callStatus, endedAt: before.endAt, toldAt: known.toldAt },
          { callStatus: call.callStatus, endedAt: call.endAt, toldAt: at },
        )
      )
        return false
      const now = before ? mergeCall(before, call) : call
      put.run(rowId, key, callTime(now), at, source, JSON.stringify(now))
      if (before) count(before, -1)
      count(now, 1)
      return !known
    },
    remove(rowId, call) {
      const known = find(rowId, call)
      if (!known) return false
      take.run(rowId, callKey(call))
      count(JSON.parse(known.json) as CallRecord, -1)
      return true
    },
    of: rowId => (all.all(rowId) as string[]).map(json => JSON.parse(json) as CallRecord),
  }
}
