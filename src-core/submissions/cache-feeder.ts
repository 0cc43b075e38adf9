import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { Log } from '../log.ts'
import type { AcceptedOrder, SubmissionSink } from './deps.ts'
import type { SubmissionStore } from './submission-store.ts'

/** Brings accepted orders into the cache, beside the sending and not in its way. */
export interface CacheFeeder {
  /** Something was accepted; `underWay`: requests under way. */
  feed(underWay: number): void
  /** Resolves when nothing is left to bring. */
  idle(): Promise<void>
  close(): void
}

/** Orders of one slice: a few milliseconds of the thread. */
const SLICE = 100
/** While requests are under way a slice is followed by this many times its own length; more when others keep the thread busy. */
const REST_QUIET = 4
const REST_BUSY = 30
const BUSY_SHARE = 0.5
const LONGEST_REST_MS = 500
const RETRY_MS = 5_000

interface Due {
  readonly submissionId: string
  readonly number: number
  readonly accepted: number
  readonly refused: number
  readonly at: number
}

/**
 * Each order in the cache costs many times what its answer costs, so the answer only leaves a mark in the ledger
 * (`batch.cached_at` null) and this follows, in slices; what a kill leaves behind is brought after the next start.
 */
export function createCacheFeeder({
  ledger,
  submissions,
  account,
  sink,
  clock,
  log,
}: {
  ledger: Db
  submissions: Pick<SubmissionStore, 'get' | 'transaction'>
  /** Throws `not_found`. */
  account: (accountId: string) => unknown
  sink: Pick<SubmissionSink, 'accepted'>
  clock: Clock
  log: Log
}): CacheFeeder {
  const due = ledger.prepare<[number], Due>(`
    SELECT submission_id AS submissionId, number, accepted, refused, coalesce(answered_at, sent_at) AS at FROM batch INDEXED BY batch_to_cache
    WHERE cached_at IS NULL AND accepted > 0 ORDER BY submission_id, number LIMIT ?`)
  const accepted = ledger.prepare<[string, number, number, number], AcceptedOrder & { seq: number }>(`
    SELECT seq, order_id AS orderID, phone, name, other FROM submission_order INDEXED BY submission_order_by_batch
    WHERE submission_id = ? AND batch_number = ? AND seq > ? AND state = 'accepted' ORDER BY seq LIMIT ?`)
  // A batch that got more accepted orders meanwhile, or others in place of some, stays due.
  const mark = ledger.prepare('UPDATE batch SET cached_at = ? WHERE submission_id = ? AND number = ? AND accepted = ? AND refused = ?')
  const waiting: (() => void)[] = []
  let position: { batch: Due; seq: number } | null = null
  let timer: NodeJS.Timeout | NodeJS.Immediate | null = null
  let isClosed = false
  let underWay = 0
  let utilization = performance.eventLoopUtilization()

  const isKnown = (accountId: string) => {
    try {
      account(accountId)
      return true
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return false
      throw error
    }
  }

  /** Brings about `SLICE` orders; false when nothing is left. */
  const slice = (): boolean => {
    const batches = due.all(SLICE)
    const done: Due[] = []
    let room = SLICE
    for (const batch of batches) {
      if (room <= 0) break
      const { submissionId, number } = batch
      const from = position && isSame(position.batch, batch) ? position.seq : 0
      const orders = accepted.all(submissionId, number, from, room)
      const submission = submissions.get(submissionId)
      // Orders of an account that was removed are shown nowhere.
      if (submission && orders.length > 0 && isKnown(submission.accountId)) sink.accepted(submission, orders, batch.at)
      if (orders.length === room) {
        position = { batch, seq: orders.at(-1)?.seq ?? 0 }
        break
      }
      position = null
      room -= Math.max(1, orders.length)
      done.push(batch)
    }
    if (done.length > 0)
      submissions.transaction(() => {
        for (const batch of done) mark.run(clock.now(), batch.submissionId, batch.number, batch.accepted, batch.refused)
      })
    return batches.length > 0
  }

  const restAfter = (spentMs: number): number => {
    if (underWay === 0) return 0
    const { utilization: share } = performance.eventLoopUtilization(utilization)
    return Math.min(LONGEST_REST_MS, spentMs * (share > BUSY_SHARE ? REST_BUSY : REST_QUIET))
  }

  const run = () => {
    timer = null
    if (isClosed) return
    const rested = performance.eventLoopUtilization()
    const began = performance.now()
    try {
      if (!slice()) {
        for (const resolve of waiting.splice(0)) resolve()
        return
      }
      const rest = restAfter(performance.now() - began)
      timer = rest > 0 ? setTimeout(run, rest) : setImmediate(run)
    } catch (error) {
      log.write('error', 'accepted orders could not be written to the cache', { error })
      timer = setTimeout(run, RETRY_MS).unref()
    }
    utilization = rested
  }

  const start = () => {
    if (timer === null && !isClosed) timer = setImmediate(run)
  }
  return {
    feed(now) {
      underWay = now
      start()
    },
    idle: () =>
      new Promise(resolve => {
        waiting.push(resolve)
        start()
      }),
    close() {
      isClosed = true
      if (timer !== null) {
        clearTimeout(timer as NodeJS.Timeout)
        clearImmediate(timer as NodeJS.Immediate)
      }
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

/** Whether it still is as it was: what a question or a settlement made accepted since then may stand before the orders already brought. */
const isSame = (a: Due, b: Due): boolean =>
  a.submissionId === b.submissionId && a.number === b.number && a.accepted === b.accepted && a.refused === b.refused
