import type { Migration } from '../migrate.ts'

/** The tunnel's settings and its server's key, times in which webhooks may have been missed, requests by month, and the addresses submissions were sent with. */
export const tunnels: Migration = {
  version: 60,
  name: 'tunnels',
  sql: `
    CREATE TABLE tunnel (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      settings TEXT NOT NULL,
      secret_place TEXT CHECK (secret_place IN ('keychain', 'memory')),
      pinned TEXT,
      -- The last moment at which something is known to have come through; null before the first.
      good_at INTEGER
    ) STRICT;
    CREATE TABLE tunnel_gap (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      from_at INTEGER NOT NULL, to_at INTEGER,
      state TEXT NOT NULL CHECK (state IN ('open', 'repairing', 'repaired', 'failed')),
      repaired_at INTEGER, problem TEXT
    ) STRICT;
    CREATE TABLE tunnel_gap_task (
      gap_id INTEGER NOT NULL, account_id TEXT NOT NULL, user_task_id TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'repairing' CHECK (state IN ('repairing', 'repaired')),
      orders_pulled INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (gap_id, account_id, user_task_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tunnel_gap_task_by_task ON tunnel_gap_task (account_id, user_task_id, gap_id);
    -- Months in UTC, as YYYY-MM.
    CREATE TABLE tunnel_usage (
      month TEXT NOT NULL, provider TEXT NOT NULL, requests INTEGER NOT NULL,
      PRIMARY KEY (month, provider)
    ) STRICT, WITHOUT ROWID;
    -- The last public address a submission was sent with, and every one before it: some of its orders call back there.
    ALTER TABLE submission ADD COLUMN callback_url TEXT;
    CREATE TABLE submission_callback (
      submission_id TEXT NOT NULL, url TEXT NOT NULL,
      PRIMARY KEY (submission_id, url)
    ) STRICT, WITHOUT ROWID;
  `,
}
