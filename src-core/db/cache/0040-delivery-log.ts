import type { Migration } from '../migrate.ts'

/** What is known of each delivery in `inbox.db`: what it is about, what became of it, and counts by minute. Made anew with the cache. */
export const deliveryLog: Migration = {
  version: 40,
  name: 'delivery log',
  sql: `
    CREATE TABLE delivery_fact (
      delivery_id INTEGER PRIMARY KEY,
      account_id TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      standing TEXT NOT NULL,
      effect TEXT NOT NULL,
      order_id TEXT,
      user_task_id TEXT,
      phone TEXT,
      status INTEGER,
      bytes INTEGER NOT NULL,
      request_id TEXT,
      http_status INTEGER,
      ret_code INTEGER,
      answer_ms REAL,
      clock_off_ms INTEGER,
      same_as INTEGER,
      -- what the same delivery sent twice has in common; null where no signature was verified
      repeat_key TEXT
    ) STRICT;
    CREATE INDEX delivery_fact_received ON delivery_fact (account_id, received_at);
    CREATE INDEX delivery_fact_order ON delivery_fact (order_id) WHERE order_id IS NOT NULL;
    CREATE INDEX delivery_fact_task ON delivery_fact (user_task_id) WHERE user_task_id IS NOT NULL;
    CREATE INDEX delivery_fact_phone ON delivery_fact (phone) WHERE phone IS NOT NULL;
    CREATE INDEX delivery_fact_repeat ON delivery_fact (repeat_key) WHERE repeat_key IS NOT NULL;
    CREATE INDEX delivery_fact_request ON delivery_fact (request_id) WHERE request_id IS NOT NULL;

    CREATE TABLE delivery_minute (
      account_id TEXT NOT NULL,
      minute INTEGER NOT NULL,
      standing TEXT NOT NULL,
      deliveries INTEGER NOT NULL,
      PRIMARY KEY (account_id, minute, standing)
    ) STRICT, WITHOUT ROWID;
  `,
}
