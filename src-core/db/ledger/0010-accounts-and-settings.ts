import type { Migration } from '../migrate.ts'

/** Accounts without their secrets, and the operator's small choices. */
export const accountsAndSettings: Migration = {
  version: 10,
  name: 'accounts and settings',
  sql: `
    CREATE TABLE account (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('callbot', 'nxlink')),
      label TEXT NOT NULL,
      colour TEXT NOT NULL,
      identity TEXT NOT NULL,
      algorithm TEXT NOT NULL,
      region TEXT,
      tenant_id TEXT,
      base_url TEXT NOT NULL,
      simulator INTEGER NOT NULL,
      secret_place TEXT NOT NULL CHECK (secret_place IN ('keychain', 'memory')),
      webhook_token TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL,
      UNIQUE (kind, identity, base_url)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
