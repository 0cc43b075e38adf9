import type { SubmissionState } from '../../src-contract/model/submission.ts'
import { TaskForm } from '../../src-contract/model/task.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import type { OrderToSend } from '../tasks/build-create-and-call.ts'

/** A submission as the ledger keeps it. */
export interface SubmissionRecord {
  readonly id: string
  readonly accountId: string
  readonly kind: 'callbot' | 'nxlink'
  readonly userTaskID: string
  readonly taskID: string | null
  readonly taskName: string
  readonly listId: string
  readonly listName: string
  readonly draftId: string | null
  readonly form: TaskForm
  readonly state: SubmissionState
  /** Orders the operator agreed to. */
  readonly total: number
  /** Orders written down so far, up to this row of the list. */
  readonly planned: number
  readonly lastRow: number
  readonly planDone: boolean
  /** The platform is known to have the task. */
  readonly taskExists: boolean
  readonly batchSize: number
  readonly problem: WireError | null
  readonly createdAt: number
  readonly finishedAt: number | null
}

export type NewSubmission = Pick<
  SubmissionRecord,
  'id' | 'accountId' | 'kind' | 'userTaskID' | 'taskName' | 'listId' | 'listName' | 'draftId' | 'form' | 'total' | 'batchSize' | 'createdAt'
>

/** An order of the journal: its id was made before anything is sent. */
export interface JournalledOrder extends OrderToSend {
  readonly seq: number
  readonly rowNumber: number | null
}

/** What a task was launched with from here; `at` is when, UTC milliseconds. */
export interface LaunchedWith {
  readonly id: string
  readonly form: TaskForm
  readonly at: number
}

export interface SubmissionStore {
  insert(submission: NewSubmission): void
  get(id: string): SubmissionRecord | null
  list(accountId: string): SubmissionRecord[]
  /** Ids of everything that is not finished, oldest first. */
  unfinished(): string[]
  /** Last submission of a task made here. */
  ofTask(accountId: string, userTaskID: string): LaunchedWith | null
  setState(id: string, state: SubmissionState, problem: WireError | null): void
  finish(id: string, state: 'done' | 'stopped', at: number): void
  addPlanned(id: string, orders: readonly JournalledOrder[], lastRow: number): void
  planFinished(id: string): void
  setTask(id: string, taskID: string | null): void
  setBatchSize(id: string, accountId: string, size: number, at: number): void
  /** The list length the account is known to take; null when nothing was learned. */
  learnedBatchSize(accountId: string): number | null
  transaction<T>(work: () => T): T
}

interface Row {
  id: string
  account_id: string
  kind: 'callbot' | 'nxlink'
  user_task_id: string
  task_id: string | null
  task_name: string
  list_id: string
  list_name: string
  draft_id: string | null
  form: string
  state: SubmissionState
  total: number
  planned: number
  last_row: number
  plan_done: number
  task_exists: number
  batch_size: number
  problem: string | null
  created_at: number
  finished_at: number | null
}

/** Reads and writes `submission` and the planning of `submission_order` in `ledger.db`. */
export function createSubmissionStore(db: Db): SubmissionStore {
  const insert = db.prepare(`
    INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, draft_id, form, state, total, batch_size, created_at)
    VALUES (@id, @accountId, @kind, @userTaskID, @taskName, @listId, @listName, @draftId, @form, 'planning', @total, @batchSize, @createdAt)`)
  const one = db.prepare<[string], Row>('SELECT * FROM submission WHERE id = ?')
  const all = db.prepare<[string], Row>('SELECT * FROM submission WHERE account_id = ? ORDER BY created_at DESC, id DESC')
  const open = db.prepare<[], string>('SELECT id FROM submission WHERE finished_at IS NULL ORDER BY created_at, id').pluck()
  const ofTask = db.prepare<[string, string], { id: string; form: string; created_at: number }>(
    'SELECT id, form, created_at FROM submission WHERE account_id = ? AND user_task_id = ? ORDER BY created_at DESC LIMIT 1',
  )
  const state = db.prepare('UPDATE submission SET state = ?, problem = ? WHERE id = ?')
  const finish = db.prepare('UPDATE submission SET state = ?, finished_at = ?, problem = NULL WHERE id = ?')
  const order = db.prepare(`
    INSERT INTO submission_order (submission_id, seq, order_id, row_number, phone, name, customer_name, other, params)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const planned = db.prepare('UPDATE submission SET planned = planned + ?, last_row = ? WHERE id = ?')
  const planFinished = db.prepare('UPDATE submission SET plan_done = 1 WHERE id = ?')
  const task = db.prepare('UPDATE submission SET task_id = coalesce(?, task_id), task_exists = 1 WHERE id = ?')
  const size = db.prepare('UPDATE submission SET batch_size = ? WHERE id = ?')
  const learn = db.prepare(`
    INSERT INTO account_pace (account_id, batch_size, learned_at) VALUES (?, ?, ?)
    ON CONFLICT (account_id) DO UPDATE SET batch_size = excluded.batch_size, learned_at = excluded.learned_at`)
  const learned = db.prepare<[string], number>('SELECT batch_size FROM account_pace WHERE account_id = ?').pluck()
  const addPlanned = db.transaction((id: string, orders: readonly JournalledOrder[], lastRow: number) => {
    for (const each of orders)
      order.run(
        id,
        each.seq,
        each.orderID,
        each.rowNumber,
        each.phone,
        each.name,
        each.customerName,
        each.other,
        JSON.stringify(each.params),
      )
    planned.run(orders.length, lastRow, id)
  })
  return {
    insert: submission => void insert.run({ ...submission, form: JSON.stringify(submission.form) }),
    get: id => {
      const row = one.get(id)
      return row ? asRecord(row) : null
    },
    list: accountId => all.all(accountId).map(asRecord),
    unfinished: () => open.all(),
    ofTask: (accountId, userTaskID) => {
      const row = ofTask.get(accountId, userTaskID)
      return row ? { id: row.id, form: TaskForm.parse(JSON.parse(row.form)), at: row.created_at } : null
    },
    setState: (id, next, problem) => void state.run(next, problem && JSON.stringify(problem), id),
    finish: (id, next, at) => void finish.run(next, at, id),
    addPlanned: (id, orders, lastRow) => addPlanned(id, orders, lastRow),
    planFinished: id => void planFinished.run(id),
    setTask: (id, taskID) => void task.run(taskID, id),
    setBatchSize: (id, accountId, next, at) => {
      size.run(next, id)
      learn.run(accountId, next, at)
    },
    learnedBatchSize: accountId => learned.get(accountId) ?? null,
    transaction: work => db.transaction(work)(),
  }
}

function asRecord(row: Row): SubmissionRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    userTaskID: row.user_task_id,
    taskID: row.task_id,
    taskName: row.task_name,
    listId: row.list_id,
    listName: row.list_name,
    draftId: row.draft_id,
    form: TaskForm.parse(JSON.parse(row.form)),
    state: row.state,
    total: row.total,
    planned: row.planned,
    lastRow: row.last_row,
    planDone: row.plan_done === 1,
    taskExists: row.task_exists === 1,
    batchSize: row.batch_size,
    problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
