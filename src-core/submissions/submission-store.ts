import type { SubmissionMode, SubmissionState } from '../../src-contract/model/submission.ts'
import { TaskForm } from '../../src-contract/model/task.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import type { OrderToSend } from '../tasks/build-create-and-call.ts'
import { sentZoneSecond } from '../tasks/task-facts.ts'
import { isAddition } from './mode-rules.ts'
import type { Pace } from './pace.ts'

/** A submission as the ledger keeps it. */
export interface SubmissionRecord {
  readonly id: string
  readonly accountId: string
  readonly kind: 'callbot' | 'nxlink'
  readonly mode: SubmissionMode
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
  /** Profile name of who launched it. */
  readonly launchedBy: string
  /** The draft one row of which it tries; null for everything else. */
  readonly trialOf: string | null
  /** Rows left out while planning because the task has their phone already. */
  readonly skipped: number
  readonly problem: WireError | null
  readonly createdAt: number
  readonly finishedAt: number | null
}

export type NewSubmission = Pick<
  SubmissionRecord,
  | 'id'
  | 'accountId'
  | 'kind'
  | 'mode'
  | 'userTaskID'
  | 'taskID'
  | 'taskName'
  | 'listId'
  | 'listName'
  | 'draftId'
  | 'form'
  | 'total'
  | 'taskExists'
  | 'batchSize'
  | 'launchedBy'
  | 'trialOf'
  | 'createdAt'
>

/** An order of the journal: its id was made before anything is sent. */
export interface JournalledOrder extends OrderToSend {
  readonly seq: number
  readonly rowNumber: number | null
}

/** What this console did with a task. */
export interface LaunchedWith {
  /** Its last submission made here, whatever its way. */
  readonly id: string
  /** Null for a task that was made elsewhere and only got more orders from here. */
  readonly launch: Launch | null
}

export interface Launch {
  readonly form: TaskForm
  /** UTC milliseconds. */
  readonly at: number
  /** The offset it was sent with, seconds east of UTC; null where none was sent. */
  readonly zoneSecond: number | null
}

export interface SubmissionStore {
  insert(submission: NewSubmission): void
  get(id: string): SubmissionRecord | null
  list(accountId: string): SubmissionRecord[]
  /** Every submission to one task, newest first. */
  toTask(accountId: string, userTaskID: string): SubmissionRecord[]
  /** Ids of everything that is not finished, oldest first. */
  unfinished(): string[]
  /** What was done here with a task; null when nothing was. */
  ofTask(accountId: string, userTaskID: string): LaunchedWith | null
  /** Accepted orders of a task that are still on their way into the cache. */
  notInCache(accountId: string, userTaskID: string): number
  setState(id: string, state: SubmissionState, problem: WireError | null): void
  finish(id: string, state: 'done' | 'stopped', at: number): void
  /** Orders of it can be sent again: it goes on, also when it was finished. */
  reopen(id: string): void
  /** `skipped`: rows up to `lastRow` that were left out, since the last call. */
  addPlanned(id: string, orders: readonly JournalledOrder[], lastRow: number, skipped?: number): void
  /** Every order is written down; from now on the total is what was planned. */
  planFinished(id: string): void
  setTask(id: string, taskID: string | null): void
  /** What the account taught us about the length of a list; null when nothing. */
  learnedPace(accountId: string): Pace | null
  /** Sets the size of the next request of this submission, and keeps what the account taught us. */
  setPace(id: string, accountId: string, pace: Pace, at: number): void
  transaction<T>(work: () => T): T
}

interface Row {
  id: string
  account_id: string
  kind: 'callbot' | 'nxlink'
  mode: SubmissionMode
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
  launched_by: string
  trial_of: string | null
  skipped: number
  problem: string | null
  created_at: number
  finished_at: number | null
}

/** Reads and writes `submission` and the planning of `submission_order` in `ledger.db`. */
export function createSubmissionStore(db: Db): SubmissionStore {
  const insert = db.prepare(`
    INSERT INTO submission (
      id, account_id, kind, mode, user_task_id, task_id, task_name, list_id, list_name, draft_id, form,
      state, total, task_exists, batch_size, launched_by, trial_of, created_at
    ) VALUES (
      @id, @accountId, @kind, @mode, @userTaskID, @taskID, @taskName, @listId, @listName, @draftId, @form,
      'planning', @total, @taskExists, @batchSize, @launchedBy, @trialOf, @createdAt
    )`)
  const one = db.prepare<[string], Row>('SELECT * FROM submission WHERE id = ?')
  const all = db.prepare<[string], Row>('SELECT * FROM submission WHERE account_id = ? ORDER BY created_at DESC, id DESC')
  const open = db.prepare<[], string>('SELECT id FROM submission WHERE finished_at IS NULL ORDER BY created_at, id').pluck()
  const toTask = db.prepare<[string, string], Row>(
    'SELECT * FROM submission WHERE account_id = ? AND user_task_id = ? ORDER BY created_at DESC, id DESC',
  )
  const modesOf = db.prepare<[string, string], Pick<Row, 'id' | 'mode'>>(
    'SELECT id, mode FROM submission WHERE account_id = ? AND user_task_id = ? ORDER BY created_at DESC, id DESC',
  )
  // What a task was launched with never changes, and lists of hundreds of tasks ask for it with every webhook.
  const launches = new Map<string, Launch>()
  const launchOf = (id: string): Launch | null => {
    const known = launches.get(id)
    if (known) return known
    const row = one.get(id)
    if (!row) return null
    const form = formOf(row)
    const launch = { form, at: row.created_at, zoneSecond: sentZoneSecond(form, row.created_at) }
    launches.set(id, launch)
    return launch
  }
  const notInCache = db
    .prepare<[string, string], number>(`
    SELECT coalesce(sum(accepted), 0) FROM submission JOIN batch ON submission_id = submission.id AND cached_at IS NULL AND accepted > 0
    WHERE account_id = ? AND user_task_id = ?`)
    .pluck()
  const state = db.prepare('UPDATE submission SET state = ?, problem = ? WHERE id = ?')
  const reopen = db.prepare(`UPDATE submission SET state = 'sending', finished_at = NULL, problem = NULL WHERE id = ?`)
  const finish = db.prepare('UPDATE submission SET state = ?, finished_at = ?, problem = NULL WHERE id = ?')
  const order = db.prepare(`
    INSERT INTO submission_order (submission_id, seq, order_id, row_number, phone, name, customer_name, other, params)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const planned = db.prepare('UPDATE submission SET planned = planned + ?, last_row = ?, skipped = skipped + ? WHERE id = ?')
  const planFinished = db.prepare('UPDATE submission SET plan_done = 1, total = planned WHERE id = ?')
  const task = db.prepare('UPDATE submission SET task_id = coalesce(?, task_id), task_exists = 1 WHERE id = ?')
  const size = db.prepare('UPDATE submission SET batch_size = ? WHERE id = ?')
  const learn = db.prepare(`
    INSERT INTO account_pace (account_id, batch_size, too_many, streak, learned_at) VALUES (@accountId, @batchSize, @tooMany, @streak, @at)
    ON CONFLICT (account_id) DO UPDATE SET
      batch_size = excluded.batch_size, too_many = excluded.too_many, streak = excluded.streak, learned_at = excluded.learned_at`)
  const pace = db.prepare<[string], Pace>(
    'SELECT batch_size AS batchSize, too_many AS tooMany, streak FROM account_pace WHERE account_id = ?',
  )
  const addPlanned = db.transaction((id: string, orders: readonly JournalledOrder[], lastRow: number, skipped: number) => {
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
    planned.run(orders.length, lastRow, skipped, id)
  })
  return {
    insert: submission =>
      void insert.run({ ...submission, taskExists: submission.taskExists ? 1 : 0, form: JSON.stringify(submission.form) }),
    get: id => {
      const row = one.get(id)
      return row ? asRecord(row) : null
    },
    list: accountId => all.all(accountId).map(asRecord),
    unfinished: () => open.all(),
    toTask: (accountId, userTaskID) => toTask.all(accountId, userTaskID).map(asRecord),
    ofTask: (accountId, userTaskID) => {
      const rows = modesOf.all(accountId, userTaskID)
      const launch = rows.find(row => !isAddition(row.mode))
      return rows[0] ? { id: rows[0].id, launch: launch ? launchOf(launch.id) : null } : null
    },
    notInCache: (accountId, userTaskID) => notInCache.get(accountId, userTaskID) ?? 0,
    setState: (id, next, problem) => void state.run(next, problem && JSON.stringify(problem), id),
    reopen: id => void reopen.run(id),
    finish: (id, next, at) => void finish.run(next, at, id),
    addPlanned: (id, orders, lastRow, skipped = 0) => addPlanned(id, orders, lastRow, skipped),
    planFinished: id => void planFinished.run(id),
    setTask: (id, taskID) => void task.run(taskID, id),
    learnedPace: accountId => pace.get(accountId) ?? null,
    setPace: (id, accountId, learned, at) => {
      size.run(learned.batchSize, id)
      learn.run({ accountId, at, ...learned })
    },
    transaction: work => db.transaction(work)(),
  }
}

const formOf = (row: Row): TaskForm => TaskForm.parse(JSON.parse(row.form))

function asRecord(row: Row): SubmissionRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    mode: row.mode,
    userTaskID: row.user_task_id,
    taskID: row.task_id,
    taskName: row.task_name,
    listId: row.list_id,
    listName: row.list_name,
    draftId: row.draft_id,
    form: formOf(row),
    state: row.state,
    total: row.total,
    planned: row.planned,
    lastRow: row.last_row,
    planDone: row.plan_done === 1,
    taskExists: row.task_exists === 1,
    batchSize: row.batch_size,
    launchedBy: row.launched_by,
    trialOf: row.trial_of,
    skipped: row.skipped,
    problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
