import type { Migration } from '../migrate.ts'

/** Rules of writing by account, ways of sending, and what an account taught us about its pace. */
export const rulesAndModes: Migration = {
  version: 40,
  name: 'rules-and-modes',
  sql: `
    -- No row: the defaults of the contract.
    CREATE TABLE account_rules (account_id TEXT PRIMARY KEY, rules TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;

    ALTER TABLE submission ADD COLUMN mode TEXT NOT NULL DEFAULT 'createAndCall';
    UPDATE submission SET mode = 'createandcall' WHERE kind = 'nxlink';
    ALTER TABLE submission ADD COLUMN launched_by TEXT NOT NULL DEFAULT '';
    -- The draft one row of which was tried.
    ALTER TABLE submission ADD COLUMN trial_of TEXT;
    -- Rows left out because the task has their phone already.
    ALTER TABLE submission ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;

    -- The batch it is half of, after a refusal of the whole.
    ALTER TABLE batch ADD COLUMN parent INTEGER;
    -- When its accepted orders were put into the cache; null until then.
    ALTER TABLE batch ADD COLUMN cached_at INTEGER;
    ALTER TABLE batch ADD COLUMN decided_by TEXT;
    UPDATE batch SET cached_at = sent_at;
    DROP INDEX batch_open;
    CREATE INDEX batch_open ON batch (submission_id, number) WHERE state IN ('queued', 'sending', 'unknown', 'backoff');
    CREATE INDEX batch_to_cache ON batch (submission_id, number) WHERE cached_at IS NULL AND accepted > 0;

    -- Smallest list that was answered with 4001, and full requests accepted in a row since the last change of size.
    ALTER TABLE account_pace ADD COLUMN too_many INTEGER;
    ALTER TABLE account_pace ADD COLUMN streak INTEGER NOT NULL DEFAULT 0;
  `,
}
