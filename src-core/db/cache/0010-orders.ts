import type { Migration } from '../migrate.ts'

/**
 * Orders, their calls, the kept totals and the text index.
 * Accounts and tasks are numbered here, because their text ids would stand in every index of a million rows.
 */
export const orders: Migration = {
  version: 10,
  name: 'orders',
  sql: `
CREATE TABLE order_account (
  account_no INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE order_task (
  task_no INTEGER PRIMARY KEY,
  account_no INTEGER NOT NULL REFERENCES order_account,
  user_task_id TEXT NOT NULL,
  UNIQUE (account_no, user_task_id)
) STRICT;

CREATE TABLE orders (
  row_id INTEGER PRIMARY KEY,
  account_no INTEGER NOT NULL,
  task_no INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  scene_id TEXT NOT NULL,
  finish INTEGER NOT NULL,
  other TEXT NOT NULL,
  -- of the last call; null and '' when there is none
  call_id TEXT NOT NULL,
  call_status INTEGER,
  status_text TEXT,
  answered INTEGER NOT NULL,
  intent_id TEXT NOT NULL,
  intent_tag TEXT NOT NULL,
  intent_name TEXT NOT NULL,
  -- JSON of the second intent and those after it; null for nearly all
  more_intents TEXT,
  turns INTEGER,
  duration_seconds REAL,
  last_call_at INTEGER,
  ended_at INTEGER,
  sms INTEGER NOT NULL,
  calling_number TEXT NOT NULL,
  hangup_cause TEXT NOT NULL,
  agent TEXT NOT NULL,
  -- calls known to the cache, the last one included
  calls INTEGER NOT NULL,
  calls_pulled_at INTEGER,
  source TEXT NOT NULL,
  -- when what is shown was told, by its source's clock
  told_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  call_json TEXT,
  raw_json TEXT NOT NULL,
  UNIQUE (account_no, order_id)
) STRICT;

CREATE INDEX orders_newest ON orders (account_no, last_call_at);
CREATE INDEX orders_task ON orders (task_no, last_call_at);
CREATE INDEX orders_status ON orders (account_no, call_status, last_call_at);
CREATE INDEX orders_intent ON orders (account_no, intent_tag, last_call_at);
CREATE INDEX orders_phone ON orders (account_no, phone);
CREATE INDEX orders_more_intents ON orders (account_no) WHERE more_intents IS NOT NULL;

-- every known call that is not the order's last one
CREATE TABLE order_call (
  row_id INTEGER NOT NULL,
  call_id TEXT NOT NULL,
  start_at INTEGER,
  told_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  call_json TEXT NOT NULL,
  PRIMARY KEY (row_id, call_id)
) STRICT, WITHOUT ROWID;

-- call_status -1 stands for null, which a key cannot hold
CREATE TABLE order_total (
  task_no INTEGER NOT NULL,
  call_status INTEGER NOT NULL,
  finish INTEGER NOT NULL,
  intent_tag TEXT NOT NULL,
  intent_name TEXT NOT NULL,
  orders INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (task_no, call_status, finish, intent_tag, intent_name)
) STRICT, WITHOUT ROWID;

-- Holds trigrams only; what it finds is checked against the row, so an outdated entry can do no harm.
CREATE VIRTUAL TABLE order_text USING fts5(phone, name, order_id, other, intent_name, tokenize = 'trigram', content = '', contentless_delete = 1, detail = none);
-- Rows above this one are not in order_text yet, nor are those in order_text_late.
CREATE TABLE order_text_mark (one INTEGER PRIMARY KEY CHECK (one = 1), indexed_to INTEGER NOT NULL) STRICT;
INSERT INTO order_text_mark VALUES (1, 0);
CREATE TABLE order_text_late (row_id INTEGER PRIMARY KEY) STRICT;
`,
}
