import type { Migration } from '../migrate.ts'

/** The pause of an account after trouble outlives the console, and halves of a refused batch are found without reading all batches. */
export const pauses: Migration = {
  version: 80,
  name: 'pauses',
  sql: `
    -- No row: nothing went wrong since the last answer. Instants in UTC milliseconds.
    CREATE TABLE account_pause (
      account_id TEXT PRIMARY KEY,
      -- Troubles in a row; the pause grows with them.
      failures INTEGER NOT NULL,
      failed_at INTEGER NOT NULL,
      held_until INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX batch_by_parent ON batch (submission_id, parent) WHERE parent IS NOT NULL;
  `,
}
