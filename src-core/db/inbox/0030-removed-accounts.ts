import type { Migration } from '../migrate.ts'

/** Accounts that the operator removed and whose deliveries are not all deleted yet. */
export const removedAccounts: Migration = {
  version: 30,
  name: 'removed accounts',
  sql: `
    CREATE TABLE removed_account (
      account_id TEXT PRIMARY KEY,
      removed_at INTEGER NOT NULL,
      -- none of its deliveries are left up to this id
      looked_to INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
  `,
}
