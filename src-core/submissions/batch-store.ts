import type { BatchState } from '../../src-contract/model/submission.ts'
import { WireError } from '../../src-contract/result.ts'
import { AppError } from '../app-error.ts'
import type { Db } from '../db/open.ts'
import { type BatchFigures, createBatchFigures } from './batch-figures.ts'
import type { BatchNow, OrderState } from './batch-now.ts'
import { type CountedBatches, createBatchOverviews } from './batch-overview.ts'
import { type BatchEvent, transition, transitions } from './batch-state.ts'
import { asOrder, asWaitingOrder, ORDER_COLUMNS, type OrderRow, WAITING_COLUMNS, type WaitingRow } from './order-row.ts'
import type { JournalledOrder } from './submission-store.ts'

/** One request of a submission as the ledger keeps it. */
export type BatchRecord = BatchNow & {
  readonly submissionId: string
  readonly number: number
  /** The batch it is half of, after a refusal of the whole. */
  readonly parent: number | null
  readonly orders: number
}

/** The part of a waiting batch that decides what is done next. */
export type WaitingBatch = Pick<BatchRecord, 'number' | 'parent' | 'state' | 'orders' | 'accepted' | 'nextAt'>

export interface BatchOrder extends JournalledOrder {
  readonly state: OrderState
  readonly reason: string
}

/** An order that an event names, with the platform's words for it. */
export interface NamedOrder {
  readonly seq: number
  readonly reason?: string
}

export interface BatchStore {
  /** So many from this number on downwards, newest first. */
  page(submissionId: string, from: number, count: number): BatchRecord[]
  /** Numbers of the batches that carry on what these were refused with, by the number of the refused one. */
  halvesOf(submissionId: string, numbers: readonly number[]): ReadonlyMap<number, readonly number[]>
  /** Batches without an outcome that wait for something: queued, unknown or in back-off. Read once and kept until one of them changes. */
  waiting(submissionId: string): readonly WaitingBatch[]
  /** The last ones, in the order of their numbers. */
  latest(submissionId: string, count: number): BatchRecord[]
  get(submissionId: string, number: number): BatchRecord | null
  figures(submissionId: string): BatchFigures
  /** How all batches stand, with those still to come up to `total`. */
  overview(submissionId: string, total: number): CountedBatches
  /** Up to `limit` orders that belong to no batch yet, in the order of the list. */
  toSend(submissionId: string, limit: number): JournalledOrder[]
  hasToSend(submissionId: string): boolean
  /** Writes a batch down with its orders: being sent, or queued as half of `parent`. */
  add(
    submissionId: string,
    happened: Extract<BatchEvent, { readonly event: 'written' | 'queued' }>,
    orders: readonly { readonly seq: number }[],
    parent?: number | null,
  ): BatchRecord
  /**
   * What happened to a batch, to it and to its orders, by the table of `batch-state.ts`; `named` are the orders the event is about,
   * `words` the reason of all others that have none yet. Throws `internal` when the table does not know it.
   */
  apply(submissionId: string, number: number, happened: BatchEvent, named?: readonly NamedOrder[], words?: string): BatchRecord
  orders(submissionId: string, number: number): BatchOrder[]
  /** Keeps the platform's words for an order whose outcome is still open. */
  noteReason(submissionId: string, seq: number, reason: string): void
  /** Every batch of a run that ended in the middle of sending, all submissions. */
  sending(): { submissionId: string; number: number }[]
  /** How many requests with one order were refused as a whole. */
  refusedSingly(submissionId: string): number
  /** Those of them that met this code after the last acceptance. */
  refusedInARow(submissionId: string, retCode: number): number[]
  /** Whether anything was accepted by an answer from then on. */
  acceptedSince(submissionId: string, at: number): boolean
}

type Columns = Record<string, string | number | null>

const OPEN_WAITING = `state IN ('queued', 'sending', 'unknown', 'backoff') AND state <> 'sending'`

/**
 * Reads and writes `batch` and the states of its orders in `ledger.db`; transactions are the caller's.
 * Without statistics SQLite would walk all orders of a submission by its primary key, so the short indexes are named.
 */
export function createBatchStore(db: Db): BatchStore {
  const figures = createBatchFigures(db)
  const overviews = createBatchOverviews(db)
  const waiting = db.prepare<[string], WaitingBatch>(
    `SELECT number, parent, state, orders, accepted, next_at AS nextAt FROM batch INDEXED BY batch_open WHERE submission_id = ? AND ${OPEN_WAITING} ORDER BY number`,
  )
  const latest = db.prepare<[string, number], Columns>('SELECT * FROM batch WHERE submission_id = ? ORDER BY number DESC LIMIT ?')
  const page = db.prepare<[string, number, number], Columns>(
    'SELECT * FROM batch WHERE submission_id = ? AND number <= ? ORDER BY number DESC LIMIT ?',
  )
  const halves = db.prepare<[string, number, number], { parent: number; number: number }>(
    'SELECT parent, number FROM batch INDEXED BY batch_by_parent WHERE submission_id = ? AND parent BETWEEN ? AND ? ORDER BY parent, number',
  )
  const one = db.prepare<[string, number], Columns>('SELECT * FROM batch WHERE submission_id = ? AND number = ?')
  const toSend = db.prepare<[string, number], WaitingRow>(
    `SELECT ${WAITING_COLUMNS} FROM submission_order INDEXED BY submission_order_to_send WHERE submission_id = ? AND state = 'planned' AND batch_number IS NULL ORDER BY seq LIMIT ?`,
  )
  const anyToSend = db.prepare<[string]>(
    `SELECT 1 FROM submission_order INDEXED BY submission_order_to_send WHERE submission_id = ? AND state = 'planned' AND batch_number IS NULL LIMIT 1`,
  )
  const last = db.prepare<[string], number>('SELECT coalesce(max(number), 0) FROM batch WHERE submission_id = ?').pluck()
  const insert = db.prepare(`
    INSERT INTO batch (submission_id, number, parent, state, endpoint, orders, request_id, sent_at, tries)
    VALUES (@submissionId, @number, @parent, @state, @endpoint, @orders, @requestId, @sentAt, @tries)`)
  // Its orders in the cache are brought up again after every change: only what became accepted is added there.
  const update = db.prepare(`
    UPDATE batch SET state = @state, endpoint = @endpoint, accepted = @accepted, refused = @refused, found = @found,
      request_id = @requestId, response_id = @responseId, ret_code = @retCode, ret_msg = @retMsg, bytes = @bytes,
      sent_at = @sentAt, answered_at = @answeredAt, tries = @tries, next_at = @nextAt, unknown_since = @unknownSince,
      rounds = @rounds, problem = @problem, decided_by = @decidedBy, cached_at = NULL
    WHERE submission_id = @submissionId AND number = @number`)
  const take = db.prepare(`UPDATE submission_order SET state = ?, batch_number = ? WHERE submission_id = ? AND seq BETWEEN ? AND ?`)
  const ofBatch = db.prepare<[string, number], OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM submission_order INDEXED BY submission_order_by_batch WHERE submission_id = ? AND batch_number = ? ORDER BY seq`,
  )
  const moveAll = db.prepare(
    `UPDATE submission_order INDEXED BY submission_order_by_batch SET state = @to, reason = CASE WHEN reason = '' THEN @words ELSE reason END WHERE submission_id = @submissionId AND batch_number = @number AND state = @from`,
  )
  const moveOne = db.prepare(
    'UPDATE submission_order SET state = ?, reason = coalesce(?, reason) WHERE submission_id = ? AND seq = ? AND batch_number = ? AND state = ?',
  )
  const reason = db.prepare('UPDATE submission_order SET reason = ? WHERE submission_id = ? AND seq = ?')
  const free = db.prepare(
    `UPDATE submission_order INDEXED BY submission_order_by_batch SET state = 'planned', batch_number = NULL, reason = '' WHERE submission_id = ? AND batch_number = ? AND state = ?`,
  )
  const freeOne = db.prepare(
    `UPDATE submission_order SET state = 'planned', batch_number = NULL, reason = '' WHERE submission_id = ? AND seq = ? AND batch_number = ? AND state = ?`,
  )
  const sending = db.prepare<[], { submissionId: string; number: number }>(
    `SELECT submission_id AS submissionId, number FROM batch WHERE state = 'sending' ORDER BY submission_id, number`,
  )
  const singly = db
    .prepare<[string], number>(
      `SELECT count(*) FROM batch WHERE submission_id = ? AND state = 'refused' AND orders = 1 AND refused = 1 AND ret_code <> 0`,
    )
    .pluck()

  const inARow = db
    .prepare<{ submissionId: string; retCode: number }, number>(
      `SELECT number FROM batch WHERE submission_id = @submissionId AND state = 'refused' AND orders = 1 AND refused = 1 AND ret_code = @retCode
       AND answered_at > (SELECT coalesce(max(answered_at), 0) FROM batch WHERE submission_id = @submissionId AND accepted > 0) ORDER BY number`,
    )
    .pluck()
  const acceptedSince = db.prepare<[string, number]>(
    `SELECT 1 FROM batch WHERE submission_id = ? AND accepted > 0 AND answered_at >= ? LIMIT 1`,
  )
  const waitingOf = new Map<string, WaitingBatch[]>()

  const get = (submissionId: string, number: number) => {
    const row = one.get(submissionId, number)
    return row ? asBatch(row) : null
  }

  const add: BatchStore['add'] = (submissionId, happened, orders, parent = null) => {
    const now = transition(null, happened)
    const record = { ...now, submissionId, number: (last.get(submissionId) ?? 0) + 1, parent, orders: orders.length }
    insert.run(record)
    waitingOf.delete(submissionId)
    overviews.touched(submissionId, record.number)
    // One that gets halves shows as something else from now on.
    if (parent !== null) overviews.touched(submissionId, parent)
    const [to] = transitions[happened.event].orders
    if (to) for (const [first, end] of runsOf(orders)) take.run(to.to, record.number, submissionId, first, end)
    return record
  }

  const apply: BatchStore['apply'] = (submissionId, number, happened, named = [], words = '') => {
    const before = get(submissionId, number)
    if (!before) throw new AppError('internal', { batch: number, event: happened.event })
    const record = { submissionId, number, parent: before.parent, orders: before.orders, ...transition(before, happened) }
    if (isWaiting(before) || isWaiting(record)) waitingOf.delete(submissionId)
    overviews.touched(submissionId, number)
    update.run({ ...record, problem: record.problem && JSON.stringify(record.problem) })
    for (const { which, from, to, where } of transitions[happened.event].orders) {
      // The halves take their orders over themselves.
      if (where === 'halves') continue
      if (where === 'free' && which === 'named') for (const order of named) freeOne.run(submissionId, order.seq, number, from)
      else if (where === 'free') free.run(submissionId, number, from)
      else if (which === 'all') moveAll.run({ submissionId, number, from, to, words })
      else for (const order of named) moveOne.run(to, order.reason ?? null, submissionId, order.seq, number, from)
    }
    return record
  }

  return {
    page: (submissionId, from, count) => page.all(submissionId, from, count).map(asBatch),
    halvesOf(submissionId, numbers) {
      const found = new Map<number, number[]>(numbers.map(number => [number, []]))
      const rows = numbers.length === 0 ? [] : halves.all(submissionId, Math.min(...numbers), Math.max(...numbers))
      for (const { parent, number } of rows) found.get(parent)?.push(number)
      return found
    },
    waiting: submissionId => {
      if (figures(submissionId).waiting === 0) return []
      const known = waitingOf.get(submissionId)
      if (known) return known
      const read = waiting.all(submissionId)
      // Inside a transaction it could be rolled back.
      if (!db.inTransaction) waitingOf.set(submissionId, read)
      return read
    },
    latest: (submissionId, count) => latest.all(submissionId, count).reverse().map(asBatch),
    get,
    figures,
    overview: overviews.of,
    toSend: (submissionId, limit) => toSend.all(submissionId, limit).map(asWaitingOrder),
    hasToSend: submissionId => anyToSend.get(submissionId) !== undefined,
    add,
    apply,
    orders: (submissionId, number) => ofBatch.all(submissionId, number).map(asOrder),
    noteReason: (submissionId, seq, words) => void reason.run(words, submissionId, seq),
    sending: () => sending.all(),
    refusedSingly: submissionId => singly.get(submissionId) ?? 0,
    refusedInARow: (submissionId, retCode) => inARow.all({ submissionId, retCode }),
    acceptedSince: (submissionId, at) => acceptedSince.get(submissionId, at) !== undefined,
  }
}

const isWaiting = ({ state }: Pick<BatchRecord, 'state'>) => state === 'queued' || state === 'unknown' || state === 'backoff'

/** First and last of each run of neighbouring numbers: most batches are one run, which is one statement. */
function runsOf(orders: readonly { readonly seq: number }[]): [number, number][] {
  const runs: [number, number][] = []
  for (const { seq } of orders) {
    const run = runs.at(-1)
    if (run && run[1] === seq - 1) run[1] = seq
    else runs.push([seq, seq])
  }
  return runs
}

function asBatch(row: Columns): BatchRecord {
  const text = row['problem']
  // The ledger was written by `apply` only, so the row is one of the states.
  return {
    submissionId: row['submission_id'],
    number: row['number'],
    parent: row['parent'],
    state: row['state'] as BatchState,
    endpoint: row['endpoint'],
    orders: row['orders'],
    accepted: row['accepted'],
    refused: row['refused'],
    found: row['found'],
    requestId: row['request_id'],
    responseId: row['response_id'],
    retCode: row['ret_code'],
    retMsg: row['ret_msg'],
    bytes: row['bytes'],
    sentAt: row['sent_at'],
    answeredAt: row['answered_at'],
    tries: row['tries'],
    nextAt: row['next_at'],
    unknownSince: row['unknown_since'],
    rounds: row['rounds'],
    problem: text === null || text === undefined ? null : WireError.parse(JSON.parse(String(text))),
    decidedBy: row['decided_by'],
  } as BatchRecord
}
