import type { Migration } from '../migrate.ts'

/** Withdrawn orders with their journal, and comparisons of a submission with the platform. */
export const withdrawals: Migration = {
  version: 50,
  name: 'withdrawals',
  sql: `
    CREATE TABLE withdrawal (
      id TEXT PRIMARY KEY, account_id TEXT NOT NULL, state TEXT NOT NULL, del_call INTEGER NOT NULL,
      total INTEGER NOT NULL, by TEXT NOT NULL, created_at INTEGER NOT NULL, finished_at INTEGER,
      tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER, problem TEXT
    ) STRICT;
    CREATE INDEX withdrawal_by_account ON withdrawal (account_id, created_at);
    CREATE TABLE withdrawal_order (
      withdrawal_id TEXT NOT NULL, seq INTEGER NOT NULL,
      user_task_id TEXT NOT NULL, order_id TEXT NOT NULL, phone TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sending', 'withdrawn', 'refused')),
      reason TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (withdrawal_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX withdrawal_order_by_state ON withdrawal_order (withdrawal_id, state, seq);

    CREATE TABLE reconciliation (
      submission_id TEXT PRIMARY KEY, state TEXT NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER,
      total INTEGER NOT NULL, asked INTEGER NOT NULL DEFAULT 0, same INTEGER NOT NULL DEFAULT 0,
      settled_at INTEGER, problem TEXT
    ) STRICT;
    -- What both sides agree on is only counted.
    CREATE TABLE reconciliation_difference (
      submission_id TEXT NOT NULL, kind TEXT NOT NULL, order_id TEXT NOT NULL,
      seq INTEGER, phone TEXT NOT NULL, row_number INTEGER, ours TEXT, call_status INTEGER, times INTEGER NOT NULL,
      PRIMARY KEY (submission_id, kind, order_id)
    ) STRICT, WITHOUT ROWID;
  `,
}
