import type { Migration } from '../migrate.ts'

/**
 * What the board counts: calls by minute, orders by SMS and agent, and when each task's orders were last told of.
 * All of it is kept in the transaction of the rows it counts, so a million orders are never gone through for a number.
 */
export const board: Migration = {
  version: 50,
  name: 'board',
  sql: `
    -- State of the last call's newest SMS (callbot-v3.md 5.4); null when there is none or none was told.
    ALTER TABLE orders ADD COLUMN sms_status INTEGER;
    UPDATE orders SET sms_status = CASE
        WHEN call_json IS NOT NULL AND json_valid(call_json) THEN call_json ->> '$.sms[#-1].status'
        WHEN json_valid(raw_json) AND typeof(raw_json ->> '$.callInfoDetail.sms[#-1].smsSendStatus') = 'integer' THEN raw_json ->> '$.callInfoDetail.sms[#-1].smsSendStatus'
        WHEN json_valid(raw_json) AND typeof(raw_json ->> '$.callInfoDetail.sms[#-1].smsSendTs') = 'integer'
          AND raw_json ->> '$.callInfoDetail.sms[#-1].smsSendTs' BETWEEN 0 AND 4 THEN raw_json ->> '$.callInfoDetail.sms[#-1].smsSendTs'
      END
    WHERE sms > 0;
    CREATE INDEX orders_agent ON orders (account_no, agent, last_call_at) WHERE agent <> '';
    CREATE INDEX orders_sms ON orders (account_no, sms_status, last_call_at) WHERE sms > 0;

    -- Newest word on any order of the task, also one that changed nothing.
    ALTER TABLE order_task ADD COLUMN told_at INTEGER;
    ALTER TABLE order_task ADD COLUMN told_source TEXT;
    UPDATE order_task SET (told_source, told_at) = (SELECT source, max(told_at) FROM orders WHERE orders.task_no = order_task.task_no);

    -- By the minute since 1970 in which they began: all calls, and the orders whose last call is among them.
    CREATE TABLE call_minute (
      task_no INTEGER NOT NULL,
      minute INTEGER NOT NULL,
      calls INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      orders INTEGER NOT NULL,
      finished INTEGER NOT NULL,
      PRIMARY KEY (task_no, minute)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO call_minute
      SELECT task_no, last_call_at / 60000, count(*),
        sum(iif(call_status IS NULL, ended_at IS NOT NULL, call_status > 5)), sum(answered), count(*), sum(finish)
      FROM orders WHERE last_call_at IS NOT NULL GROUP BY 1, 2;
    INSERT INTO call_minute
      SELECT orders.task_no, start_at / 60000, count(*),
        sum(iif(order_call.call_json ->> '$.callStatus' IS NULL, order_call.call_json ->> '$.endAt' IS NOT NULL, order_call.call_json ->> '$.callStatus' > 5)),
        sum(coalesce(order_call.call_json ->> '$.answered', 0)), 0, 0
      FROM order_call JOIN orders USING (row_id) WHERE start_at IS NOT NULL GROUP BY 1, 2
      ON CONFLICT (task_no, minute) DO UPDATE SET calls = calls + excluded.calls, ended = ended + excluded.ended, answered = answered + excluded.answered;

    -- part is sms (none, untold or the state) or agent (the name, empty for none)
    CREATE TABLE order_part_total (
      task_no INTEGER NOT NULL,
      part TEXT NOT NULL,
      value TEXT NOT NULL,
      orders INTEGER NOT NULL,
      PRIMARY KEY (task_no, part, value)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO order_part_total
      SELECT task_no, 'sms', CASE WHEN sms = 0 THEN 'none' WHEN sms_status IS NULL THEN 'untold' ELSE CAST(sms_status AS TEXT) END, count(*) FROM orders GROUP BY 1, 3;
    INSERT INTO order_part_total SELECT task_no, 'agent', agent, count(*) FROM orders GROUP BY 1, 3;
  `,
}
