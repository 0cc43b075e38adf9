import type { Gap } from '../../src-contract/model/tunnel.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'

export interface TaskKey {
  readonly accountId: string
  readonly userTaskID: string
}

/** Times in which webhooks may have been missed. Moments in UTC milliseconds. */
export interface GapStore {
  /** The newest 50, newest first. */
  list(): Gap[]
  /** Those that touched the task, newest first, with what was pulled for it alone. */
  ofTask(task: TaskKey): Gap[]
  /** The one that lasts; null when none does. */
  open(): Gap | null
  begin(from: number): void
  /** The lasting one ends; its orders are to be pulled. */
  end(id: number, to: number): void
  /** Ended and not repaired, oldest first. */
  toRepair(): Gap[]
  /** What it touched; known tasks stay as they are. */
  touch(id: number, tasks: readonly TaskKey[]): void
  /** Touched tasks whose orders are still to be pulled. */
  tasksToPull(id: number): TaskKey[]
  pulled(id: number, task: TaskKey, orders: number): void
  repaired(id: number, at: number): void
  failed(id: number, problem: WireError): void
}

interface Row {
  id: number
  from_at: number
  to_at: number | null
  state: Gap['state']
  repaired_at: number | null
  problem: string | null
  tasks: number
  orders_pulled: number
}

const SELECT = `
  SELECT id, from_at, to_at, tunnel_gap.state, repaired_at, problem, count(user_task_id) AS tasks, coalesce(sum(orders_pulled), 0) AS orders_pulled
  FROM tunnel_gap LEFT JOIN tunnel_gap_task ON gap_id = id`

/** Reads and writes `tunnel_gap` and `tunnel_gap_task` in `ledger.db`. */
export function createGapStore(db: Db): GapStore {
  const list = db.prepare<[], Row>(`${SELECT} GROUP BY id ORDER BY id DESC LIMIT 50`)
  const ofTask = db.prepare<[string, string], Row>(
    `${SELECT} WHERE account_id = ? AND user_task_id = ? GROUP BY id ORDER BY id DESC LIMIT 200`,
  )
  const open = db.prepare<[], Row>(`${SELECT} WHERE tunnel_gap.state = 'open' GROUP BY id ORDER BY id DESC LIMIT 1`)
  const toRepair = db.prepare<[], Row>(`${SELECT} WHERE tunnel_gap.state IN ('repairing', 'failed') GROUP BY id ORDER BY id`)
  const begin = db.prepare(`INSERT INTO tunnel_gap (from_at, state) VALUES (?, 'open')`)
  const end = db.prepare(`UPDATE tunnel_gap SET to_at = max(from_at, ?), state = 'repairing' WHERE id = ?`)
  const touch = db.prepare('INSERT OR IGNORE INTO tunnel_gap_task (gap_id, account_id, user_task_id) VALUES (?, ?, ?)')
  const tasks = db.prepare<[number], TaskKey>(
    `SELECT account_id AS accountId, user_task_id AS userTaskID FROM tunnel_gap_task WHERE gap_id = ? AND state = 'repairing'`,
  )
  const pulled = db.prepare(
    `UPDATE tunnel_gap_task SET state = 'repaired', orders_pulled = orders_pulled + ? WHERE gap_id = ? AND account_id = ? AND user_task_id = ?`,
  )
  const settled = db.prepare('UPDATE tunnel_gap SET state = ?, repaired_at = ?, problem = ? WHERE id = ?')
  const one = (row: Row | undefined) => (row ? asGap(row) : null)
  return {
    list: () => list.all().map(asGap),
    ofTask: ({ accountId, userTaskID }) => ofTask.all(accountId, userTaskID).map(asGap),
    open: () => one(open.get()),
    begin: from => void begin.run(from),
    end: (id, to) => void end.run(to, id),
    toRepair: () => toRepair.all().map(asGap),
    touch: db.transaction((id: number, touched: readonly TaskKey[]) => {
      for (const { accountId, userTaskID } of touched) touch.run(id, accountId, userTaskID)
    }),
    tasksToPull: id => tasks.all(id),
    pulled: (id, { accountId, userTaskID }, orders) => void pulled.run(orders, id, accountId, userTaskID),
    repaired: (id, at) => void settled.run('repaired', at, null, id),
    failed: (id, problem) => void settled.run('failed', null, JSON.stringify(problem), id),
  }
}

const asGap = (row: Row): Gap => ({
  id: row.id,
  from: row.from_at,
  to: row.to_at,
  state: row.state,
  tasks: row.tasks,
  ordersPulled: row.orders_pulled,
  repairedAt: row.repaired_at,
  problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
})
