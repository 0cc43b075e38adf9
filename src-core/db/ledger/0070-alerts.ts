import type { Migration } from '../migrate.ts'

/** Alerts and the rules by which they ring. */
export const alerts: Migration = {
  version: 70,
  name: 'alerts',
  sql: `
    CREATE TABLE alert (
      id INTEGER PRIMARY KEY,
      -- What rings once: the kind, and what it is about.
      cause TEXT NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      account_id TEXT,
      user_task_id TEXT,
      task_name TEXT NOT NULL,
      params TEXT NOT NULL,
      filter TEXT,
      notified_at INTEGER,
      seen_at INTEGER,
      ended_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX alert_open ON alert (cause) WHERE ended_at IS NULL;
    CREATE INDEX alert_by_cause ON alert (cause, id);

    CREATE TABLE alert_rules (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      rules TEXT NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT;
  `,
}
