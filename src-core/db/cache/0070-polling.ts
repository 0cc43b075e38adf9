import type { Migration } from '../migrate.ts'

/** What polling has to remember over a restart: tasks the platform forgot, tasks to read once more, calls under way, and how far call records were read. */
export const polling: Migration = {
  version: 70,
  name: 'polling',
  sql: `
    -- When the platform said that it has no such task; a later word on the task or its orders takes it back.
    ALTER TABLE cached_task ADD COLUMN unknown_at INTEGER;
    -- How often the orders of an ended task may still be tried to be read; 0 once they were read after its end, and while it goes on.
    ALTER TABLE cached_task ADD COLUMN last_tries INTEGER NOT NULL DEFAULT 0;
    -- Whether such a task of before was read is not known. Those with orders that are not finished may be behind.
    UPDATE cached_task SET last_tries = 5 WHERE task_status IN (3, 4) AND EXISTS (
      SELECT 1 FROM order_account JOIN order_task USING (account_no) JOIN order_total USING (task_no)
      WHERE order_account.account_id = cached_task.account_id AND order_task.user_task_id = cached_task.user_task_id
        AND order_total.finish = 0 AND order_total.orders > 0);

    -- Calls under way (callbot-v3.md 5.3): few at a time, asked for with every look at their task.
    CREATE INDEX orders_under_way ON orders (task_no) WHERE call_status IN (2, 3, 4, 5);

    -- NXLink: records of calls that began before this moment were read, but for calls that were still under way.
    CREATE TABLE record_watermark (account_id TEXT PRIMARY KEY, read_to INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
}
