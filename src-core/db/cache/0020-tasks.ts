import type { Migration } from '../migrate.ts'

/** Tasks as the platform last told them, and the pulls that fill the cache. */
export const tasks: Migration = {
  version: 20,
  name: 'tasks',
  sql: `
    CREATE TABLE cached_task (
      account_id TEXT NOT NULL, user_task_id TEXT NOT NULL, task_id TEXT, task_name TEXT NOT NULL, scene_id TEXT NOT NULL,
      task_status INTEGER, created_at INTEGER, stat TEXT, raw TEXT NOT NULL DEFAULT '{}',
      -- Until then the task is polled even if the platform does not call it running (it was just launched here).
      watch_until INTEGER NOT NULL DEFAULT 0,
      fresh_at INTEGER, fresh_source TEXT,
      PRIMARY KEY (account_id, user_task_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cached_task_to_poll ON cached_task (task_status, watch_until);

    CREATE TABLE sync_job (
      id TEXT PRIMARY KEY, account_id TEXT NOT NULL, kind TEXT NOT NULL, user_task_id TEXT,
      state TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER, page INTEGER NOT NULL, size INTEGER NOT NULL,
      range_from INTEGER, range_to INTEGER,
      started_at INTEGER NOT NULL, finished_at INTEGER, problem TEXT
    ) STRICT;
    CREATE INDEX sync_job_by_start ON sync_job (started_at);
  `,
}
