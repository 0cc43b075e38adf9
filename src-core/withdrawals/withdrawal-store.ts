import type { Withdrawal, WithdrawalOrder } from '../../src-contract/model/withdrawal.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'

/** A withdrawal as the ledger keeps it. */
export interface WithdrawalRecord
  extends Pick<Withdrawal, 'id' | 'accountId' | 'state' | 'delCall' | 'by' | 'createdAt' | 'finishedAt' | 'nextAt' | 'problem'> {
  readonly total: number
  /** Tries in a row that ended without an answer that counts. */
  readonly tries: number
}

/** An order to withdraw. `sending`: it stood in a request whose outcome is not known. */
export interface OrderToWithdraw extends WithdrawalOrder {
  readonly seq: number
}

export interface WithdrawalStore {
  /** Writes orders of a withdrawal down before the withdrawal itself; what is never followed by `insert` counts for nothing. */
  addOrders(id: string, fromSeq: number, orders: readonly Pick<WithdrawalOrder, 'orderID' | 'userTaskID' | 'phone'>[]): void
  insert(withdrawal: Pick<WithdrawalRecord, 'id' | 'accountId' | 'delCall' | 'total' | 'by' | 'createdAt'>): void
  get(id: string): WithdrawalRecord | null
  /** Newest first. */
  list(accountId: string): WithdrawalRecord[]
  /** Ids of everything that is not finished, oldest first. */
  unfinished(): string[]
  change(id: string, change: Partial<Pick<WithdrawalRecord, 'state' | 'finishedAt' | 'tries' | 'nextAt' | 'problem'>>): void
  totals(id: string): Withdrawal['totals']
  /** Tasks it touches with the number of their orders, most first. */
  tasks(id: string): { userTaskID: string; count: number }[]
  /** Orders of requests without a known outcome: they go, or are asked about, before anything else. */
  inDoubt(id: string): OrderToWithdraw[]
  /** Up to `limit` orders of one task that were never sent, or provably not taken in. */
  next(id: string, limit: number): OrderToWithdraw[]
  setOrder(id: string, seq: number, state: WithdrawalOrder['state'], reason: string): void
  /** Refuses every order of a task that has no outcome yet, for one reason. */
  refuseRest(id: string, userTaskID: string, reason: string): void
  page(id: string, state: WithdrawalOrder['state'], start: number, count: number): { total: number; rows: WithdrawalOrder[] }
  /** Drops orders that no withdrawal names: the console ended while they were written down, before anybody agreed on them. */
  dropUnnamed(): void
  transaction<T>(work: () => T): T
}

interface Row {
  id: string
  account_id: string
  state: Withdrawal['state']
  del_call: 0 | 1
  total: number
  by: string
  created_at: number
  finished_at: number | null
  tries: number
  next_at: number | null
  problem: string | null
}

const columns = { state: 'state', finishedAt: 'finished_at', tries: 'tries', nextAt: 'next_at', problem: 'problem' } as const

const ORDER = 'seq, order_id AS orderID, user_task_id AS userTaskID, phone, state, reason'

/** Reads and writes `withdrawal` and `withdrawal_order` in `ledger.db`; transactions around several calls are the caller's. */
export function createWithdrawalStore(db: Db): WithdrawalStore {
  const addOrder = db.prepare('INSERT INTO withdrawal_order (withdrawal_id, seq, user_task_id, order_id, phone) VALUES (?, ?, ?, ?, ?)')
  const addOrders = db.transaction<WithdrawalStore['addOrders']>((id, fromSeq, orders) => {
    for (const [index, order] of orders.entries()) addOrder.run(id, fromSeq + index, order.userTaskID, order.orderID, order.phone)
  })
  const insert = db.prepare(`
    INSERT INTO withdrawal (id, account_id, state, del_call, total, by, created_at)
    VALUES (@id, @accountId, 'running', @delCall, @total, @by, @createdAt)`)
  const one = db.prepare<[string], Row>('SELECT * FROM withdrawal WHERE id = ?')
  const all = db.prepare<[string], Row>('SELECT * FROM withdrawal WHERE account_id = ? ORDER BY created_at DESC, id DESC')
  const open = db.prepare<[], string>('SELECT id FROM withdrawal WHERE finished_at IS NULL ORDER BY created_at, id').pluck()
  const counts = db.prepare<[string], { state: WithdrawalOrder['state']; count: number }>(
    'SELECT state, count(*) AS count FROM withdrawal_order WHERE withdrawal_id = ? GROUP BY state',
  )
  const countOf = db
    .prepare<[string, string], number>('SELECT count(*) FROM withdrawal_order WHERE withdrawal_id = ? AND state = ?')
    .pluck()
  const tasks = db.prepare<[string], { userTaskID: string; count: number }>(`
    SELECT user_task_id AS userTaskID, count(*) AS count FROM withdrawal_order WHERE withdrawal_id = ?
    GROUP BY user_task_id ORDER BY count DESC, user_task_id`)
  const inDoubt = db.prepare<[string], OrderToWithdraw>(
    `SELECT ${ORDER} FROM withdrawal_order WHERE withdrawal_id = ? AND state = 'sending' ORDER BY seq`,
  )
  const next = db.prepare<{ id: string; limit: number }, OrderToWithdraw>(`
    SELECT ${ORDER} FROM withdrawal_order WHERE withdrawal_id = @id AND state = 'planned'
      AND user_task_id = (SELECT user_task_id FROM withdrawal_order WHERE withdrawal_id = @id AND state = 'planned' ORDER BY seq LIMIT 1)
    ORDER BY seq LIMIT @limit`)
  const setOrder = db.prepare('UPDATE withdrawal_order SET state = ?, reason = ? WHERE withdrawal_id = ? AND seq = ?')
  const refuseRest = db.prepare(
    `UPDATE withdrawal_order SET state = 'refused', reason = ? WHERE withdrawal_id = ? AND state IN ('planned', 'sending') AND user_task_id = ?`,
  )
  const page = db.prepare<[string, string, number, number], WithdrawalOrder>(`
    SELECT order_id AS orderID, user_task_id AS userTaskID, phone, state, reason FROM withdrawal_order
    WHERE withdrawal_id = ? AND state = ? ORDER BY seq LIMIT ? OFFSET ?`)
  // One step for each id, where a plain DISTINCT would walk every order ever withdrawn.
  const unnamed = db
    .prepare<[], string>(`
    WITH RECURSIVE known (id) AS (
      SELECT min(withdrawal_id) FROM withdrawal_order
      UNION ALL SELECT (SELECT min(withdrawal_id) FROM withdrawal_order WHERE withdrawal_id > known.id) FROM known WHERE known.id IS NOT NULL
    ) SELECT id FROM known WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM withdrawal)`)
    .pluck()
  const drop = db.prepare('DELETE FROM withdrawal_order WHERE withdrawal_id = ?')

  // A finished withdrawal does not change any more, and the tasks of any never do.
  const keptTotals = new Map<string, Withdrawal['totals']>()
  const keptTasks = new Map<string, { userTaskID: string; count: number }[]>()

  return {
    addOrders: (id, fromSeq, orders) => addOrders(id, fromSeq, orders),
    insert: withdrawal => void insert.run(withdrawal),
    get: id => {
      const row = one.get(id)
      return row ? asRecord(row) : null
    },
    list: accountId => all.all(accountId).map(asRecord),
    unfinished: () => open.all(),
    change(id, change) {
      keptTotals.delete(id)
      const entries = Object.entries(change) as [keyof typeof columns, unknown][]
      const text = entries.map(([name]) => `${columns[name]} = ?`).join(', ')
      const values = entries.map(([name, value]) => (name === 'problem' && value !== null ? JSON.stringify(value) : value))
      db.prepare(`UPDATE withdrawal SET ${text} WHERE id = ?`).run(...values, id)
    },
    totals(id) {
      const kept = keptTotals.get(id)
      if (kept) return kept
      const by = new Map(counts.all(id).map(row => [row.state, row.count]))
      const [withdrawn, refused] = [by.get('withdrawn') ?? 0, by.get('refused') ?? 0]
      const left = (by.get('planned') ?? 0) + (by.get('sending') ?? 0)
      const totals = { total: withdrawn + refused + left, withdrawn, refused, left }
      if (one.get(id)?.finished_at != null) keptTotals.set(id, totals)
      return totals
    },
    tasks(id) {
      const known = keptTasks.get(id) ?? tasks.all(id)
      keptTasks.set(id, known)
      return known
    },
    inDoubt: id => inDoubt.all(id),
    next: (id, limit) => next.all({ id, limit }),
    setOrder: (id, seq, state, reason) => void setOrder.run(state, reason, id, seq),
    refuseRest: (id, userTaskID, reason) => void refuseRest.run(reason, id, userTaskID),
    page: (id, state, start, count) => ({ total: countOf.get(id, state) ?? 0, rows: page.all(id, state, count, start) }),
    dropUnnamed() {
      for (const id of unnamed.all()) drop.run(id)
    },
    transaction: work => db.transaction(work)(),
  }
}

function asRecord(row: Row): WithdrawalRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    state: row.state,
    delCall: row.del_call,
    total: row.total,
    by: row.by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    tries: row.tries,
    nextAt: row.next_at,
    problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
  }
}
