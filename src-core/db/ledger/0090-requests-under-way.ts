import type { Migration } from '../migrate.ts'

/** Requests outside a submission that change something at the platform are written down before they leave. */
export const requestsUnderWay: Migration = {
  version: 90,
  name: 'requests-under-way',
  sql: `
    -- A row stays until the line of the audit that tells its outcome is written, in the same transaction. What a start finds here nobody heard an
    -- answer to: the console ended in the middle, or the disk was full.
    CREATE TABLE request_under_way (
      request_id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL, user_task_id TEXT NOT NULL,
      endpoint TEXT NOT NULL, del_call INTEGER NOT NULL,
      -- The line of the audit for that case, as JSON.
      fact TEXT NOT NULL,
      sent_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX request_under_way_by_task ON request_under_way (account_id, user_task_id);
  `,
}
