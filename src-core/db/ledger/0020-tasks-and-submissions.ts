import type { Migration } from '../migrate.ts'

/** Drafts of the task form, and the journal of every submission: written before anything is sent. */
export const tasksAndSubmissions: Migration = {
  version: 20,
  name: 'tasks-and-submissions',
  sql: `
    CREATE TABLE draft (
      id TEXT PRIMARY KEY, account_id TEXT NOT NULL, list_id TEXT, form TEXT NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX draft_by_account ON draft (account_id, updated_at);

    CREATE TABLE submission (
      id TEXT PRIMARY KEY, account_id TEXT NOT NULL, kind TEXT NOT NULL,
      user_task_id TEXT NOT NULL, task_id TEXT, task_name TEXT NOT NULL,
      list_id TEXT NOT NULL, list_name TEXT NOT NULL, draft_id TEXT, form TEXT NOT NULL,
      state TEXT NOT NULL,
      -- Orders the operator agreed to; how many are written down so far, and up to which row of the list.
      total INTEGER NOT NULL, planned INTEGER NOT NULL DEFAULT 0, last_row INTEGER NOT NULL DEFAULT 0, plan_done INTEGER NOT NULL DEFAULT 0,
      -- 1 once the platform is known to have the task: batches then go by addBatchCall.
      task_exists INTEGER NOT NULL DEFAULT 0,
      batch_size INTEGER NOT NULL,
      problem TEXT, created_at INTEGER NOT NULL, finished_at INTEGER
    ) STRICT;
    CREATE INDEX submission_by_account ON submission (account_id, created_at);
    CREATE INDEX submission_by_task ON submission (account_id, user_task_id, created_at);
    CREATE INDEX submission_open ON submission (state) WHERE finished_at IS NULL;

    CREATE TABLE submission_order (
      submission_id TEXT NOT NULL, seq INTEGER NOT NULL, order_id TEXT NOT NULL,
      row_number INTEGER, phone TEXT NOT NULL, name TEXT NOT NULL, customer_name TEXT NOT NULL, other TEXT NOT NULL, params TEXT NOT NULL,
      batch_number INTEGER,
      state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sending', 'accepted', 'refused', 'unknown')),
      reason TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (submission_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX submission_order_by_id ON submission_order (order_id);
    CREATE INDEX submission_order_by_batch ON submission_order (submission_id, batch_number, seq) WHERE batch_number IS NOT NULL;
    CREATE INDEX submission_order_to_send ON submission_order (submission_id, seq) WHERE state = 'planned' AND batch_number IS NULL;
    CREATE INDEX submission_order_refused ON submission_order (submission_id, seq) WHERE state = 'refused';

    CREATE TABLE batch (
      submission_id TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, endpoint TEXT NOT NULL,
      orders INTEGER NOT NULL, accepted INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, found INTEGER NOT NULL DEFAULT 0,
      request_id TEXT NOT NULL, response_id TEXT, ret_code INTEGER, ret_msg TEXT, bytes INTEGER NOT NULL DEFAULT 0,
      sent_at INTEGER NOT NULL, answered_at INTEGER, tries INTEGER NOT NULL DEFAULT 1,
      -- Of a batch in back-off: when it is tried again. Of an unknown one: when the platform is asked next; null when asking is over.
      next_at INTEGER,
      unknown_since INTEGER, rounds INTEGER NOT NULL DEFAULT 0,
      problem TEXT,
      PRIMARY KEY (submission_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_open ON batch (submission_id, number) WHERE state IN ('sending', 'unknown', 'backoff');

    CREATE TABLE journal_entry (
      id INTEGER PRIMARY KEY, submission_id TEXT NOT NULL, batch_number INTEGER,
      at INTEGER NOT NULL, event TEXT NOT NULL, params TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_entry_by_batch ON journal_entry (submission_id, batch_number, id);

    -- What an account taught us: the longest list of orders it takes (after retCode 4001).
    CREATE TABLE account_pace (account_id TEXT PRIMARY KEY, batch_size INTEGER NOT NULL, learned_at INTEGER NOT NULL) STRICT;
  `,
}
