import type { BatchState } from '../../src-contract/model/submission.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import type { JournalledOrder } from './submission-store.ts'

/** One request of a submission as the ledger keeps it. */
export interface BatchRecord {
  readonly submissionId: string
  readonly number: number
  readonly state: BatchState
  readonly endpoint: string
  readonly orders: number
  readonly accepted: number
  readonly refused: number
  readonly found: number
  readonly requestId: string
  readonly responseId: string | null
  readonly retCode: number | null
  readonly retMsg: string | null
  readonly bytes: number
  readonly sentAt: number
  readonly answeredAt: number | null
  readonly tries: number
  readonly nextAt: number | null
  readonly unknownSince: number | null
  /** Questions to the platform that were answered since it became unknown. */
  readonly rounds: number
  readonly problem: WireError | null
}

/** What the platform's answer said about the request itself. */
export interface AnswerIds {
  readonly responseId: string | null
  readonly retCode: number | null
  readonly retMsg: string | null
  readonly bytes: number
  readonly answeredAt: number
}

/** What to change in a batch; what is left out stays. */
export type BatchChange = Partial<Omit<BatchRecord, 'submissionId' | 'number' | 'endpoint' | 'orders'>>

export interface BatchOrder extends JournalledOrder {
  readonly state: 'planned' | 'sending' | 'accepted' | 'refused' | 'unknown'
  readonly reason: string
}

export interface BatchStore {
  list(submissionId: string): BatchRecord[]
  /** Batches without an outcome: queued, sending, unknown or in back-off. */
  open(submissionId: string): BatchRecord[]
  get(submissionId: string, number: number): BatchRecord | null
  /** Up to `limit` orders that belong to no batch yet, in the order of the list. */
  toSend(submissionId: string, limit: number): JournalledOrder[]
  hasToSend(submissionId: string): boolean
  /** Writes a batch down as being sent, with its orders; answers its number. */
  write(batch: Pick<BatchRecord, 'submissionId' | 'endpoint' | 'requestId' | 'sentAt'>, orders: readonly JournalledOrder[]): number
  change(submissionId: string, number: number, change: BatchChange): void
  orders(submissionId: string, number: number): BatchOrder[]
  setOrders(submissionId: string, number: number, from: readonly BatchOrder['state'][], to: BatchOrder['state']): void
  setOrder(submissionId: string, seq: number, to: BatchOrder['state'], reason: string): void
  /** Orders of the batch in this state go back to where they can be sent with another batch. */
  release(submissionId: string, number: number, from: BatchOrder['state']): void
  /** Every batch of a run that ended in the middle of sending, all submissions. */
  sending(): { submissionId: string; number: number }[]
}

interface OrderRow {
  seq: number
  order_id: string
  row_number: number | null
  phone: string
  name: string
  customer_name: string
  other: string
  params: string
  state: BatchOrder['state']
  reason: string
}
type BatchRow = Record<string, string | number | null>

const columns: Readonly<Record<keyof BatchChange, string>> = {
  state: 'state',
  accepted: 'accepted',
  refused: 'refused',
  found: 'found',
  requestId: 'request_id',
  responseId: 'response_id',
  retCode: 'ret_code',
  retMsg: 'ret_msg',
  bytes: 'bytes',
  sentAt: 'sent_at',
  answeredAt: 'answered_at',
  tries: 'tries',
  nextAt: 'next_at',
  unknownSince: 'unknown_since',
  rounds: 'rounds',
  problem: 'problem',
}

/**
 * Reads and writes `batch` and the states of its orders in `ledger.db`; transactions are the caller's.
 * Without statistics SQLite would walk all orders of a submission by its primary key, so the short indexes are named.
 */
export function createBatchStore(db: Db): BatchStore {
  const all = db.prepare<[string], BatchRow>('SELECT * FROM batch WHERE submission_id = ? ORDER BY number')
  const open = db.prepare<[string], BatchRow>(
    `SELECT * FROM batch INDEXED BY batch_open WHERE submission_id = ? AND state IN ('queued', 'sending', 'unknown', 'backoff') ORDER BY number`,
  )
  const one = db.prepare<[string, number], BatchRow>('SELECT * FROM batch WHERE submission_id = ? AND number = ?')
  const toSend = db.prepare<[string, number], OrderRow>(
    `SELECT * FROM submission_order INDEXED BY submission_order_to_send WHERE submission_id = ? AND state = 'planned' AND batch_number IS NULL ORDER BY seq LIMIT ?`,
  )
  const last = db.prepare<[string], number>('SELECT coalesce(max(number), 0) FROM batch WHERE submission_id = ?').pluck()
  const insert = db.prepare(
    `INSERT INTO batch (submission_id, number, state, endpoint, orders, request_id, sent_at) VALUES (?, ?, 'sending', ?, ?, ?, ?)`,
  )
  const take = db.prepare(`UPDATE submission_order SET state = 'sending', batch_number = ? WHERE submission_id = ? AND seq = ?`)
  const ofBatch = db.prepare<[string, number], OrderRow>(
    'SELECT * FROM submission_order INDEXED BY submission_order_by_batch WHERE submission_id = ? AND batch_number = ? ORDER BY seq',
  )
  const moveAll = db.prepare(
    'UPDATE submission_order INDEXED BY submission_order_by_batch SET state = @to WHERE submission_id = @submissionId AND batch_number = @number AND state = @from',
  )
  const moveOne = db.prepare('UPDATE submission_order SET state = ?, reason = ? WHERE submission_id = ? AND seq = ?')
  const release = db.prepare(
    `UPDATE submission_order INDEXED BY submission_order_by_batch SET state = 'planned', batch_number = NULL, reason = '' WHERE submission_id = ? AND batch_number = ? AND state = ?`,
  )
  const sending = db.prepare<[], { submissionId: string; number: number }>(
    `SELECT submission_id AS submissionId, number FROM batch WHERE state = 'sending' ORDER BY submission_id, number`,
  )
  return {
    list: submissionId => all.all(submissionId).map(asBatch),
    open: submissionId => open.all(submissionId).map(asBatch),
    get: (submissionId, number) => {
      const row = one.get(submissionId, number)
      return row ? asBatch(row) : null
    },
    toSend: (submissionId, limit) => toSend.all(submissionId, limit).map(asOrder),
    hasToSend: submissionId => toSend.get(submissionId, 1) !== undefined,
    write: (batch, orders) => {
      const number = (last.get(batch.submissionId) ?? 0) + 1
      insert.run(batch.submissionId, number, batch.endpoint, orders.length, batch.requestId, batch.sentAt)
      for (const order of orders) take.run(number, batch.submissionId, order.seq)
      return number
    },
    change: (submissionId, number, change) => {
      const entries = Object.entries(change) as [keyof BatchChange, unknown][]
      const text = entries.map(([name]) => `${columns[name]} = ?`).join(', ')
      const values = entries.map(([name, value]) => (name === 'problem' && value !== null ? JSON.stringify(value) : value))
      db.prepare(`UPDATE batch SET ${text} WHERE submission_id = ? AND number = ?`).run(...values, submissionId, number)
    },
    orders: (submissionId, number) => ofBatch.all(submissionId, number).map(asOrder),
    setOrders: (submissionId, number, from, to) => {
      for (const state of from) moveAll.run({ submissionId, number, from: state, to })
    },
    setOrder: (submissionId, seq, to, reason) => void moveOne.run(to, reason, submissionId, seq),
    release: (submissionId, number, from) => void release.run(submissionId, number, from),
    sending: () => sending.all(),
  }
}

function asOrder(row: OrderRow): BatchOrder {
  return {
    seq: row.seq,
    orderID: row.order_id,
    rowNumber: row.row_number,
    phone: row.phone,
    name: row.name,
    customerName: row.customer_name,
    other: row.other,
    params: JSON.parse(row.params) as BatchOrder['params'],
    state: row.state,
    reason: row.reason,
  }
}

function asBatch(row: BatchRow): BatchRecord {
  const number = (name: string) => Number(row[name])
  const numberOrNull = (name: string) => (row[name] === null ? null : Number(row[name]))
  const textOrNull = (name: string) => (row[name] === null ? null : String(row[name]))
  const problem = textOrNull('problem')
  return {
    submissionId: String(row['submission_id']),
    number: number('number'),
    state: row['state'] as BatchState,
    endpoint: String(row['endpoint']),
    orders: number('orders'),
    accepted: number('accepted'),
    refused: number('refused'),
    found: number('found'),
    requestId: String(row['request_id']),
    responseId: textOrNull('response_id'),
    retCode: numberOrNull('ret_code'),
    retMsg: textOrNull('ret_msg'),
    bytes: number('bytes'),
    sentAt: number('sent_at'),
    answeredAt: numberOrNull('answered_at'),
    tries: number('tries'),
    nextAt: numberOrNull('next_at'),
    unknownSince: numberOrNull('unknown_since'),
    rounds: number('rounds'),
    problem: problem === null ? null : WireError.parse(JSON.parse(problem)),
  }
}
