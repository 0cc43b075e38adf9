import type { ReadyRow } from '../contacts/contact-reader.ts'
import type { Db } from '../db/open.ts'
import type { TaskPhones } from '../orders/task-phones.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** Tells rows that are new to a task from rows whose phone it has. Remembers what it let through, so a phone passes once. */
export interface PhoneFilter {
  /** `replaced`: of the fresh ones, how many wait in the task now and are deleted and brought back by an import. */
  sort(rows: readonly ReadyRow[]): { fresh: ReadyRow[]; there: number; replaced: number }
}

/** For which task and which way the rows are meant; `id` of a submission that has planned some of them already. */
export type Addition = Pick<SubmissionRecord, 'accountId' | 'userTaskID' | 'mode'> & { readonly id?: string }

export type PhonesOfTask = (addition: Addition) => Promise<PhoneFilter>

interface Journalled {
  readonly seq: number
  readonly orderID: string
  readonly phone: string
  readonly state: string
  /** When it was accepted; null when it is in no request. */
  readonly at: number | null
}

/** Orders read at a time, so that the thread answers other calls in between. */
const SLICE = 20_000

/**
 * A phone is in a task when the cache has an order of it there, or when the ledger has one that the platform took, may have taken, or is still
 * to get. What was refused, what a finished submission never sent, and what the platform deleted since is not. An import (callbot-v3.md 3.12) deletes what was not dialled,
 * so for it a phone that waits in the task is fresh: left out it would be lost.
 */
export function createPhonesOfTask({ ledger, taskPhones }: { ledger: Db; taskPhones: TaskPhones }): PhonesOfTask {
  const submissions = ledger.prepare<[string, string], { id: string; finished: number }>(
    'SELECT id, finished_at IS NOT NULL AS finished FROM submission WHERE account_id = ? AND user_task_id = ?',
  )
  const orders = ledger.prepare<[string, number, number], Journalled>(`
    SELECT seq, order_id AS orderID, phone, submission_order.state, max(sent_at, coalesce(answered_at, 0)) AS at
    FROM submission_order LEFT JOIN batch ON batch.submission_id = submission_order.submission_id AND batch.number = batch_number
    WHERE submission_order.submission_id = ? AND seq > ? ORDER BY seq LIMIT ?`)
  return async ({ accountId, userTaskID, mode, id: own }) => {
    const known = new Set<string>()
    const passed = new Set<string>()
    const gone = taskPhones.gone(accountId, userTaskID)
    // One that was sent once more after it had gone is there again.
    const isGone = ({ orderID, state, at }: Journalled) => state === 'accepted' && (gone.get(orderID) ?? 0) >= (at ?? Infinity)
    for (const { id, finished } of submissions.all(accountId, userTaskID)) {
      for (let seq = 0; ; ) {
        const slice = orders.all(id, seq, SLICE)
        for (const order of slice) {
          if (id === own) passed.add(order.phone)
          else if (order.state !== 'refused' && !isGone(order) && !(order.state === 'planned' && finished === 1)) known.add(order.phone)
        }
        const last = slice.at(-1)
        if (!last || slice.length < SLICE) break
        seq = last.seq
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    return {
      sort(rows) {
        const cached = taskPhones.among(
          accountId,
          userTaskID,
          rows.map(row => row.phone),
        )
        let replaced = 0
        const fresh = rows.filter(({ phone }) => {
          if (passed.has(phone)) return false
          const waits = mode === 'importBatchCall' && cached.get(phone) === 'waiting'
          if (!waits && (cached.has(phone) || known.has(phone))) return false
          if (waits) replaced += 1
          passed.add(phone)
          return true
        })
        return { fresh, there: rows.length - fresh.length, replaced }
      },
    }
  }
}
