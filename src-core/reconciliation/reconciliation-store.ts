import { type Difference, DifferenceKind, type Reconciliation } from '../../src-contract/model/reconciliation.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import { createDeletedFromHere, type DeletedFromHere } from '../submissions/deleted-from-here.ts'

/** A comparison as the ledger keeps it: the last one of its submission. */
export type ReconciliationRecord = Omit<Reconciliation, 'counts' | 'toSend' | 'toAccept'>

/** A difference with the order's place in the journal; null for a stranger. */
export interface KeptDifference extends Difference {
  readonly seq: number | null
}

/** An order of ours as the comparison needs it. */
export interface OurOrder {
  readonly seq: number
  readonly orderID: string
  readonly rowNumber: number | null
  readonly phone: string
  readonly state: string
  readonly batch: number | null
  /** When its batch was sent or answered, whichever is later; null outside a batch. */
  readonly batchAt: number | null
}

export interface ReconciliationStore extends DeletedFromHere {
  get(submissionId: string): ReconciliationRecord | null
  counts(submissionId: string): Record<DifferenceKind, number>
  page(submissionId: string, kind: DifferenceKind, start: number, count: number): { total: number; rows: Difference[] }
  /** Begins anew: what the comparison before had found is dropped. */
  start(submissionId: string, total: number, at: number): void
  /** One step of a comparison: what was asked, what agrees, what differs. */
  add(submissionId: string, step: { asked: number; same: number; differences: readonly KeptDifference[] }): void
  finish(submissionId: string, state: 'done' | 'cancelled' | 'failed', at: number, problem: WireError | null): void
  settled(submissionId: string, at: number): void
  /** Comparisons of a run that ended without closing: they count as cancelled. */
  closeLeftOver(at: number): void
  /** Every difference of a kind. */
  all(submissionId: string, kind: DifferenceKind): KeptDifference[]
  /** The next orders of a submission in the order of the list. */
  ourOrders(submissionId: string, afterSeq: number, limit: number): OurOrder[]
  /** Which of these orders were sent from this console, in whatever submission: their submission and place by orderID. */
  whose(orderIDs: readonly string[]): Map<string, OurOrder & { readonly submissionId: string }>
  /** Whether an import into the task is still to come, or not finished: it deletes what is sent before it (callbot-v3.md 3.12). */
  importAhead(accountId: string, userTaskID: string): boolean
}

interface Row {
  submission_id: string
  state: Reconciliation['state']
  started_at: number
  finished_at: number | null
  total: number
  asked: number
  same: number
  settled_at: number | null
  problem: string | null
}

const OUR = `o.seq, o.order_id AS orderID, o.row_number AS rowNumber, o.phone, o.state, o.batch_number AS batch, max(b.sent_at, coalesce(b.answered_at, 0)) AS batchAt`
const DIFFERENCE = 'kind, order_id AS orderID, seq, phone, row_number AS rowNumber, ours, call_status AS callStatus, times'

/** Reads and writes `reconciliation` and its differences in `ledger.db`. */
export function createReconciliationStore(db: Db): ReconciliationStore {
  const one = db.prepare<[string], Row>('SELECT * FROM reconciliation WHERE submission_id = ?')
  const counts = db.prepare<[string], { kind: DifferenceKind; count: number }>(
    'SELECT kind, count(*) AS count FROM reconciliation_difference WHERE submission_id = ? GROUP BY kind',
  )
  const page = db.prepare<[string, string, number, number], KeptDifference>(
    `SELECT ${DIFFERENCE} FROM reconciliation_difference WHERE submission_id = ? AND kind = ? ORDER BY order_id LIMIT ? OFFSET ?`,
  )
  const begin = db.prepare(`
    INSERT INTO reconciliation (submission_id, state, started_at, total) VALUES (?, 'running', ?, ?)
    ON CONFLICT (submission_id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, finished_at = NULL,
      total = excluded.total, asked = 0, same = 0, settled_at = NULL, problem = NULL`)
  const forget = db.prepare('DELETE FROM reconciliation_difference WHERE submission_id = ?')
  const progress = db.prepare('UPDATE reconciliation SET asked = asked + ?, same = same + ? WHERE submission_id = ?')
  const insert = db.prepare(`
    INSERT INTO reconciliation_difference (submission_id, kind, order_id, seq, phone, row_number, ours, call_status, times)
    VALUES (@submissionId, @kind, @orderID, @seq, @phone, @rowNumber, @ours, @callStatus, @times)
    ON CONFLICT (submission_id, kind, order_id) DO UPDATE SET times = max(times, excluded.times)`)
  const finish = db.prepare('UPDATE reconciliation SET state = ?, finished_at = ?, problem = ? WHERE submission_id = ?')
  const settled = db.prepare('UPDATE reconciliation SET settled_at = ? WHERE submission_id = ?')
  const leftOver = db.prepare(`UPDATE reconciliation SET state = 'cancelled', finished_at = ? WHERE state = 'running'`)
  const ours = db.prepare<[string, number, number], OurOrder>(`
    SELECT ${OUR} FROM submission_order AS o LEFT JOIN batch AS b ON b.submission_id = o.submission_id AND b.number = o.batch_number
    WHERE o.submission_id = ? AND o.seq > ? ORDER BY o.seq LIMIT ?`)
  const whose = db.prepare<[string], OurOrder & { submissionId: string }>(`
    SELECT o.submission_id AS submissionId, ${OUR} FROM json_each(?) AS wanted
    CROSS JOIN submission_order AS o ON o.order_id = wanted.value
    LEFT JOIN batch AS b ON b.submission_id = o.submission_id AND b.number = o.batch_number`)

  const importing = db.prepare<[string, string]>(
    `SELECT 1 FROM submission WHERE account_id = ? AND user_task_id = ? AND mode = 'importBatchCall' AND finished_at IS NULL LIMIT 1`,
  )
  const addAll = db.transaction<ReconciliationStore['add']>((submissionId, { asked, same, differences }) => {
    progress.run(asked, same, submissionId)
    for (const difference of differences) insert.run({ submissionId, ...difference })
  })
  const countsOf = (submissionId: string): Record<DifferenceKind, number> => {
    const found = new Map(counts.all(submissionId).map(row => [row.kind, row.count]))
    return Object.fromEntries(DifferenceKind.options.map(kind => [kind, found.get(kind) ?? 0])) as Record<DifferenceKind, number>
  }

  return {
    get: submissionId => {
      const row = one.get(submissionId)
      return row ? asRecord(row) : null
    },
    counts: countsOf,
    page: (submissionId, kind, start, count) => ({
      total: countsOf(submissionId)[kind],
      rows: page.all(submissionId, kind, count, start).map(({ seq: _seq, ...difference }) => difference),
    }),
    start(submissionId, total, at) {
      db.transaction(() => {
        forget.run(submissionId)
        begin.run(submissionId, at, total)
      })()
    },
    add: (submissionId, step) => addAll(submissionId, step),
    finish: (submissionId, state, at, problem) => void finish.run(state, at, problem && JSON.stringify(problem), submissionId),
    settled: (submissionId, at) => void settled.run(at, submissionId),
    closeLeftOver: at => void leftOver.run(at),
    all: (submissionId, kind) => page.all(submissionId, kind, -1, 0),
    ourOrders: (submissionId, afterSeq, limit) => ours.all(submissionId, afterSeq, limit),
    whose: orderIDs => new Map(whose.all(JSON.stringify(orderIDs)).map(order => [order.orderID, order])),
    importAhead: (accountId, userTaskID) => importing.get(accountId, userTaskID) !== undefined,
    ...createDeletedFromHere(db),
  }
}

function asRecord(row: Row): ReconciliationRecord {
  return {
    submissionId: row.submission_id,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    total: row.total,
    asked: row.asked,
    same: row.same,
    settledAt: row.settled_at,
    problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
  }
}
