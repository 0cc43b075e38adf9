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
  /** When the platform said that it has no such task; null again after any later word on it or its orders. */
  readonly unknownAt: number | null
}

/** What a source told about a task; empty texts and nulls mean "not told". */
export interface TaskReport extends Omit<CachedTask, 'freshAt' | 'freshSource' | 'unknownAt'> {
  /** The element as the platform wrote it, JSON. */
  readonly raw: string
}

export interface TaskStore {
  list(accountId: string): CachedTask[]
  get(accountId: string, userTaskID: string): CachedTask | null
  /**
   * Takes reports in one transaction; an older one never replaces a newer one, but for one of a clock that was ahead of now. A task that
   * comes to its end by it has to be read once more.
   */
  upsert(reports: readonly TaskReport[], source: Source, at: number): void
  setStatus(accountId: string, userTaskID: string, taskStatus: number | null, at: number): void
  /** A task launched here: visible at once, polled until `watchUntil` whatever its status. */
  launched(
    task: Pick<CachedTask, 'accountId' | 'userTaskID' | 'taskID' | 'taskName' | 'sceneID'> & { at: number; watchUntil: number },
  ): void
  watch(accountId: string, userTaskID: string, until: number): void
  /**
   * Tasks worth polling now: running ones, those watched, waiting or paused ones not heard of since `quietSince`, and ended ones whose orders
   * have to be read once more. One that the platform does not know is polled only while it is watched.
   */
  toPoll(now: number, quietSince: number): { accountId: string; userTaskID: string; taskStatus: number | null }[]
  /** The platform said so. */
  markUnknown(accountId: string, userTaskID: string, at: number): void
  /** How often the orders of an ended task may still be tried to be read; 0 when that was done, or is not needed. */
  lastTries(accountId: string, userTaskID: string): number
  setLastTries(accountId: string, userTaskID: string, left: number): void
  /** NXLink tells no task status: tasks without one that were launched or watched since then, or have a call that began since. */
  tasksOfRecords(since: number): { accountId: string; userTaskID: string; createdAt: number }[]
  /** Up to when the account's call records were read; null when none were. */
  recordsReadTo(accountId: string): number | null
  setRecordsReadTo(accountId: string, at: number): void
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
  unknown_now: number | null
}

/** Readings of an ended task that fail before it is left as it is. */
export const LAST_TRIES = 5
/** An order that was told of later shows the task alive. */
const UNKNOWN = `iif(unknown_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM order_account JOIN order_task USING (account_no)
  WHERE order_account.account_id = cached_task.account_id AND order_task.user_task_id = cached_task.user_task_id AND told_at > unknown_at), unknown_at, NULL)`
/** `last_tries` after a status was told. */
const triesAfter = (told: string) =>
  `CASE WHEN ${told} IS NULL THEN last_tries WHEN ${told} NOT IN (3, 4) THEN 0 WHEN task_status IS ${told} THEN last_tries ELSE ${LAST_TRIES} END`

/** Reads and writes `cached_task` and `record_watermark` in `cache.db`. `now`: UTC milliseconds, by which a time lies in the future. */
export function createTaskStore(db: Db, now: () => number = Date.now): TaskStore {
  const select = `SELECT *, ${UNKNOWN} AS unknown_now FROM cached_task WHERE account_id = ?`
  const all = db.prepare<[string], Row>(`${select} ORDER BY created_at DESC, user_task_id DESC`)
  const one = db.prepare<[string, string], Row>(`${select} AND user_task_id = ?`)
  const upsert = db.prepare(`
    INSERT INTO cached_task (account_id, user_task_id, task_id, task_name, scene_id, task_status, created_at, stat, raw, fresh_at, fresh_source)
    VALUES (@accountId, @userTaskID, @taskID, @taskName, @sceneID, @taskStatus, @createdAt, @stat, @raw, @at, @source)
    ON CONFLICT (account_id, user_task_id) DO UPDATE SET
      task_id = coalesce(excluded.task_id, task_id),
      task_name = CASE WHEN excluded.task_name = '' THEN task_name ELSE excluded.task_name END,
      scene_id = CASE WHEN excluded.scene_id = '' THEN scene_id ELSE excluded.scene_id END,
      task_status = coalesce(excluded.task_status, task_status),
      created_at = coalesce(excluded.created_at, created_at),
      stat = coalesce(excluded.stat, stat), raw = excluded.raw, fresh_at = excluded.fresh_at, fresh_source = excluded.fresh_source,
      unknown_at = NULL, last_tries = ${triesAfter('excluded.task_status')}
    WHERE fresh_at IS NULL OR fresh_at <= excluded.fresh_at OR fresh_at > @now`)
  const status = db.prepare(`
    UPDATE cached_task SET task_status = coalesce(@taskStatus, task_status), fresh_at = @at, fresh_source = 'pulled', unknown_at = NULL,
      last_tries = ${triesAfter('@taskStatus')}
    WHERE account_id = @accountId AND user_task_id = @userTaskID`)
  const launched = db.prepare(`
    INSERT INTO cached_task (account_id, user_task_id, task_id, task_name, scene_id, created_at, watch_until, fresh_at, fresh_source)
    VALUES (@accountId, @userTaskID, @taskID, @taskName, @sceneID, @at, @watchUntil, @at, 'submission')
    ON CONFLICT (account_id, user_task_id) DO UPDATE SET task_id = coalesce(excluded.task_id, task_id),
      watch_until = max(watch_until, excluded.watch_until), unknown_at = NULL`)
  const watch = db.prepare('UPDATE cached_task SET watch_until = max(watch_until, ?) WHERE account_id = ? AND user_task_id = ?')
  const toPoll = db.prepare<{ now: number; quietSince: number }, { accountId: string; userTaskID: string; taskStatus: number | null }>(`
    SELECT account_id AS accountId, user_task_id AS userTaskID, task_status AS taskStatus FROM cached_task
    WHERE watch_until > @now
      OR (task_status = 2 OR last_tries > 0 OR (task_status IN (1, 5) AND (fresh_at < @quietSince OR fresh_at > @now))) AND ${UNKNOWN} IS NULL`)
  const markUnknown = db.prepare('UPDATE cached_task SET unknown_at = ?, watch_until = 0 WHERE account_id = ? AND user_task_id = ?')
  const lastTries = db
    .prepare<[string, string], number>('SELECT last_tries FROM cached_task WHERE account_id = ? AND user_task_id = ?')
    .pluck()
  const setLastTries = db.prepare('UPDATE cached_task SET last_tries = ? WHERE account_id = ? AND user_task_id = ?')
  const ofRecords = db.prepare<{ since: number }, { accountId: string; userTaskID: string; createdAt: number }>(`
    SELECT account_id AS accountId, user_task_id AS userTaskID, coalesce(created_at, @since) AS createdAt FROM cached_task
    WHERE task_status IS NULL AND (created_at > @since OR watch_until > @since OR EXISTS (
      SELECT 1 FROM order_account JOIN order_task USING (account_no) JOIN orders USING (task_no)
      WHERE order_account.account_id = cached_task.account_id AND order_task.user_task_id = cached_task.user_task_id AND last_call_at > @since))`)
  const readTo = db.prepare<[string], number>('SELECT read_to FROM record_watermark WHERE account_id = ?').pluck()
  const setReadTo = db.prepare('INSERT INTO record_watermark VALUES (?, ?) ON CONFLICT DO UPDATE SET read_to = excluded.read_to')
  const forget = [
    db.prepare('DELETE FROM cached_task WHERE account_id = ?'),
    db.prepare('DELETE FROM record_watermark WHERE account_id = ?'),
  ]
  return {
    list: accountId => all.all(accountId).map(asTask),
    get: (accountId, userTaskID) => {
      const row = one.get(accountId, userTaskID)
      return row ? asTask(row) : null
    },
    upsert: db.transaction((reports: readonly TaskReport[], source: Source, at: number) => {
      for (const report of reports) upsert.run({ ...report, stat: report.stat && JSON.stringify(report.stat), source, at, now: now() })
    }),
    setStatus: (accountId, userTaskID, taskStatus, at) => void status.run({ accountId, userTaskID, taskStatus, at }),
    launched: task => void launched.run(task),
    watch: (accountId, userTaskID, until) => void watch.run(until, accountId, userTaskID),
    toPoll: (at, quietSince) => toPoll.all({ now: at, quietSince }),
    markUnknown: (accountId, userTaskID, at) => void markUnknown.run(at, accountId, userTaskID),
    lastTries: (accountId, userTaskID) => lastTries.get(accountId, userTaskID) ?? 0,
    setLastTries: (accountId, userTaskID, left) => void setLastTries.run(left, accountId, userTaskID),
    tasksOfRecords: since => ofRecords.all({ since }),
    recordsReadTo: accountId => readTo.get(accountId) ?? null,
    setRecordsReadTo: (accountId, at) => void setReadTo.run(accountId, at),
    forgetAccount(accountId) {
      for (const statement of forget) statement.run(accountId)
    },
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
    unknownAt: row.unknown_now,
  }
}
