import type { Migration } from '../migrate.ts'

/** The audit: lines are only ever added, each carries the hash of the one before. */
export const audit: Migration = {
  version: 30,
  name: 'audit',
  sql: `
    CREATE TABLE audit_entry (
      -- AUTOINCREMENT remembers the highest number ever given, so that lines missing at the end are noticed.
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL, by TEXT NOT NULL,
      account_id TEXT, account_label TEXT NOT NULL,
      action TEXT NOT NULL, subject TEXT NOT NULL, outcome TEXT NOT NULL,
      before TEXT, after TEXT,
      request_id TEXT, response_id TEXT,
      previous_hash TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_entry_by_account ON audit_entry (account_id, id);
    CREATE INDEX audit_entry_by_action ON audit_entry (action, id);
    CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
    CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
  `,
}
