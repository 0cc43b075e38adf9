import type { SyncJob } from '../../src-contract/model/system.ts'
import { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import type { PageProgress } from './pull-orders.ts'

/** A pull as the cache keeps it, so that a later one can go on where it ended. Range in UTC milliseconds, for records only. */
export interface JobRecord extends SyncJob {
  readonly size: number
  readonly rangeFrom: number | null
  readonly rangeTo: number | null
}

export interface JobStore {
  insert(job: JobRecord): void
  progress(id: string, progress: PageProgress): void
  finish(id: string, state: 'done' | 'cancelled' | 'failed', at: number, problem: WireError | null): void
  /** The newest job of this kind for the account and task. */
  last(accountId: string, kind: SyncJob['kind'], userTaskID: string | null): JobRecord | null
  /** The newest hundred. */
  list(): JobRecord[]
  get(id: string): JobRecord | null
  /** Jobs of a run that ended without closing: they count as cancelled. */
  closeLeftOver(at: number): void
}

interface Row {
  id: string
  account_id: string
  kind: SyncJob['kind']
  user_task_id: string | null
  state: SyncJob['state']
  done: number
  total: number | null
  page: number
  size: number
  range_from: number | null
  range_to: number | null
  started_at: number
  finished_at: number | null
  problem: string | null
}

/** Reads and writes `sync_job` in `cache.db`. */
export function createJobStore(db: Db): JobStore {
  const insert = db.prepare(`
    INSERT INTO sync_job (id, account_id, kind, user_task_id, state, done, total, page, size, range_from, range_to, started_at)
    VALUES (@id, @accountId, @kind, @userTaskID, @state, @done, @total, @page, @size, @rangeFrom, @rangeTo, @startedAt)`)
  const progress = db.prepare('UPDATE sync_job SET page = @page, size = @size, done = @done, total = @total WHERE id = @id')
  const finish = db.prepare('UPDATE sync_job SET state = ?, finished_at = ?, problem = ? WHERE id = ?')
  const last = db.prepare<[string, string, string | null], Row>(
    'SELECT * FROM sync_job WHERE account_id = ? AND kind = ? AND user_task_id IS ? ORDER BY started_at DESC, id DESC LIMIT 1',
  )
  const list = db.prepare<[], Row>('SELECT * FROM sync_job ORDER BY started_at DESC, id DESC LIMIT 100')
  const one = db.prepare<[string], Row>('SELECT * FROM sync_job WHERE id = ?')
  const leftOver = db.prepare(`UPDATE sync_job SET state = 'cancelled', finished_at = ? WHERE state = 'running'`)
  return {
    insert: ({ finishedAt: _finishedAt, problem: _problem, ...job }) => void insert.run(job),
    progress: (id, { page, size, done, total }) => void progress.run({ id, page, size, done, total }),
    finish: (id, state, at, problem) => void finish.run(state, at, problem && JSON.stringify(problem), id),
    last: (accountId, kind, userTaskID) => {
      const row = last.get(accountId, kind, userTaskID)
      return row ? asJob(row) : null
    },
    list: () => list.all().map(asJob),
    get: id => {
      const row = one.get(id)
      return row ? asJob(row) : null
    },
    closeLeftOver: at => void leftOver.run(at),
  }
}

function asJob(row: Row): JobRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    userTaskID: row.user_task_id,
    state: row.state,
    done: row.done,
    total: row.total,
    page: row.page,
    size: row.size,
    rangeFrom: row.range_from,
    rangeTo: row.range_to,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    problem: row.problem === null ? null : WireError.parse(JSON.parse(row.problem)),
  }
}
