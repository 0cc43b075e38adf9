import { type Source, TaskStat } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'

/** A task as the cache keeps it. Instants in UTC milliseconds. */
export interface CachedTask {
  readonly accountId: string
  readonly userTaskID: string
  readonly taskID: string | null
  readonly taskName: string
  readonly sceneID: string
  readonly taskStatus: number | null
  readonly createdAt: number | null
  readonly stat: TaskStat | null
  readonly freshAt: number | null
  readonly freshSource: Source | null
}

/** What a source told about a task; empty texts and nulls mean "not told". */
export interface TaskReport extends Omit<CachedTask, 'freshAt' | 'freshSource'> {
  /** The element as the platform wrote it, JSON. */
  readonly raw: string
}

export interface TaskStore {
  list(accountId: string): CachedTask[]
  get(accountId: string, userTaskID: string): CachedTask | null
  /** Takes reports in one transaction; an older one never replaces a newer one. */
  upsert(reports: readonly TaskReport[], source: Source, at: number): void
  setStatus(accountId: string, userTaskID: string, taskStatus: number | null, at: number): void
  /** A task launched here: visible at once, polled until `watchUntil` whatever its status. */
  launched(
    task: Pick<CachedTask, 'accountId' | 'userTaskID' | 'taskID' | 'taskName' | 'sceneID'> & { at: number; watchUntil: number },
  ): void
  watch(accountId: string, userTaskID: string, until: number): void
  /** Tasks worth polling now: running ones, those watched, and waiting or paused ones not heard of since `quietSince`. */
  toPoll(now: number, quietSince: number): { accountId: string; userTaskID: string; taskStatus: number | null }[]
  forgetAccount(accountId: string): void
}

interface Row {
  account_id: string
  user_task_id: string
  task_id: string | null
  task_name: string
  scene_id: string
  task_status: number | null
  created_at: number | null
  stat: string | null
  fresh_at: number | null
  fresh_source: Source | null
}

/** Reads and writes `cached_task` in `cache.db`. */
export function createTaskStore(db: Db): TaskStore {
  const all = db.prepare<[string], Row>('SELECT * FROM cached_task WHERE account_id = ? ORDER BY created_at DESC, user_task_id DESC')
  const one = db.prepare<[string, string], Row>('SELECT * FROM cached_task WHERE account_id = ? AND user_task_id = ?')
  const upsert = db.prepare(`
    INSERT INTO cached_task (account_id, user_task_id, task_id, task_name, scene_id, task_status, created_at, stat, raw, fresh_at, fresh_source)
    VALUES (@accountId, @userTaskID, @taskID, @taskName, @sceneID, @taskStatus, @createdAt, @stat, @raw, @at, @source)
    ON CONFLICT (account_id, user_task_id) DO UPDATE SET
      task_id = coalesce(excluded.task_id, task_id),
      task_name = CASE WHEN excluded.task_name = '' THEN task_name ELSE excluded.task_name END,
      scene_id = CASE WHEN excluded.scene_id = '' THEN scene_id ELSE excluded.scene_id END,
      task_status = coalesce(excluded.task_status, task_status),
      created_at = coalesce(excluded.created_at, created_at),
      stat = coalesce(excluded.stat, stat), raw = excluded.raw, fresh_at = excluded.fresh_at, fresh_source = excluded.fresh_source
    WHERE fresh_at IS NULL OR fresh_at <= excluded.fresh_at`)
  const status = db.prepare(
    `UPDATE cached_task SET task_status = coalesce(?, task_status), fresh_at = ?, fresh_source = 'pulled' WHERE account_id = ? AND user_task_id = ?`,
  )
  const launched = db.prepare(`
    INSERT INTO cached_task (account_id, user_task_id, task_id, task_name, scene_id, created_at, watch_until, fresh_at, fresh_source)
    VALUES (@accountId, @userTaskID, @taskID, @taskName, @sceneID, @at, @watchUntil, @at, 'submission')
    ON CONFLICT (account_id, user_task_id) DO UPDATE SET task_id = coalesce(excluded.task_id, task_id), watch_until = max(watch_until, excluded.watch_until)`)
  const watch = db.prepare('UPDATE cached_task SET watch_until = max(watch_until, ?) WHERE account_id = ? AND user_task_id = ?')
  const toPoll = db.prepare<[number, number], { accountId: string; userTaskID: string; taskStatus: number | null }>(`
    SELECT account_id AS accountId, user_task_id AS userTaskID, task_status AS taskStatus FROM cached_task WHERE task_status = 2 OR watch_until > ? OR (task_status IN (1, 5) AND fresh_at < ?)`)
  const forget = db.prepare('DELETE FROM cached_task WHERE account_id = ?')
  return {
    list: accountId => all.all(accountId).map(asTask),
    get: (accountId, userTaskID) => {
      const row = one.get(accountId, userTaskID)
      return row ? asTask(row) : null
    },
    upsert: db.transaction((reports: readonly TaskReport[], source: Source, at: number) => {
      for (const report of reports) upsert.run({ ...report, stat: report.stat && JSON.stringify(report.stat), source, at })
    }),
    setStatus: (accountId, userTaskID, taskStatus, at) => void status.run(taskStatus, at, accountId, userTaskID),
    launched: task => void launched.run(task),
    watch: (accountId, userTaskID, until) => void watch.run(until, accountId, userTaskID),
    toPoll: (now, quietSince) => toPoll.all(now, quietSince),
    forgetAccount: accountId => void forget.run(accountId),
  }
}

function asTask(row: Row): CachedTask {
  return {
    accountId: row.account_id,
    userTaskID: row.user_task_id,
    taskID: row.task_id,
    taskName: row.task_name,
    sceneID: row.scene_id,
    taskStatus: row.task_status,
    createdAt: row.created_at,
    stat: row.stat === null ? null : TaskStat.parse(JSON.parse(row.stat)),
    freshAt: row.fresh_at,
    freshSource: row.fresh_source,
  }
}
