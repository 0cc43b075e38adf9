import type { Migration } from '../migrate.ts'

/** Orders the platform deleted, and the tasks in which such orders are still to be looked for. */
export const goneOrders: Migration = {
  version: 60,
  name: 'gone orders',
  sql: `
    -- What was taken out of orders because the platform does not list it any more, and the moment it was asked.
    CREATE TABLE order_gone (
      account_no INTEGER NOT NULL, order_id TEXT NOT NULL, task_no INTEGER NOT NULL, gone_at INTEGER NOT NULL,
      PRIMARY KEY (account_no, order_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX order_gone_by_task ON order_gone (task_no);

    -- A request that deletes orders of the task has left; until the task was read to its end its counts are too high.
    CREATE TABLE task_to_sweep (
      account_id TEXT NOT NULL, user_task_id TEXT NOT NULL, since INTEGER NOT NULL,
      PRIMARY KEY (account_id, user_task_id)
    ) STRICT, WITHOUT ROWID;

    -- What is deleted from the text index is only marked; rewriting its segments for it would hold the thread for most of a second.
    INSERT INTO order_text (order_text, rank) VALUES ('deletemerge', 0);
  `,
}
