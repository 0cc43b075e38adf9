import type { Migration } from '../migrate.ts'

/** Every webhook request as it came: what the platform was told we have. */
export const deliveries: Migration = {
  version: 10,
  name: 'deliveries',
  sql: `
    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      received_at INTEGER NOT NULL,
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('task', 'order', 'call', 'nxlink')),
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('verified', 'wrong', 'unsigned', 'unchecked'))
    ) STRICT;
    CREATE INDEX delivery_unchecked ON delivery (account_id, id) WHERE verdict = 'unchecked';
  `,
}
