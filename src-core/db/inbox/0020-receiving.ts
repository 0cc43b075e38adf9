import type { Migration } from '../migrate.ts'

/** What was answered, what marks a delivery carries, the rules it was received under, and the signatures seen where repeats are refused. */
export const receiving: Migration = {
  version: 20,
  name: 'receiving',
  sql: `
    -- 1 signed outside the tolerance, 2 refused as a repeat, 4 sent by ourselves as a test, 8 refused at first and taken by the operator
    ALTER TABLE delivery ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
    -- null where an earlier version answered
    ALTER TABLE delivery ADD COLUMN http_status INTEGER;
    ALTER TABLE delivery ADD COLUMN ret_code INTEGER;
    CREATE INDEX delivery_test ON delivery (account_id) WHERE marks & 4;

    -- nonce: the first half of every responseID, so that it leads back to its delivery; touched: written to find out whether the disk takes anything
    CREATE TABLE inbox_identity (one INTEGER PRIMARY KEY CHECK (one = 1), nonce TEXT NOT NULL, touched INTEGER NOT NULL) STRICT;
    INSERT INTO inbox_identity VALUES (1, lower(hex(randomblob(8))), 0);

    CREATE TABLE receiving_rules (account_id TEXT PRIMARY KEY, rules TEXT NOT NULL) STRICT;

    CREATE TABLE seen_signature (
      account_id TEXT NOT NULL,
      repeat_key TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, repeat_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX seen_signature_age ON seen_signature (account_id, received_at);
  `,
}
