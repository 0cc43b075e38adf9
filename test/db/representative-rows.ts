import type { DatabaseName } from '../../src-core/db/open-ours.ts'

/** Rows as they stand in a database at a version, one statement each; a new step adds the rows that it has to keep. */
export const representativeRows: Readonly<Record<DatabaseName, Readonly<Record<number, readonly string[]>>>> = {
  ledger: {
    10: [
      `INSERT INTO account VALUES ('a1', 'callbot', 'Pacífico "Crédito"', 'cobalt', 'uuid-1', 'SHA256', NULL, NULL, 'https://nxbot.nxcloud.com', 0, 'keychain', 'token-1', 1711929600000)`,
      `INSERT INTO account VALUES ('a2', 'nxlink', '牛信', 'plum', 'AK-2', 'MD5', 'HK', '144', 'https://api-hk.nxlink.ai', 0, 'memory', 'token-2', 1711929600001)`,
      `INSERT INTO setting VALUES ('active.account', '"a1"', 1711929600002)`,
    ],
    20: [
      `INSERT INTO draft VALUES ('d1', 'a1', 'l1', '{"kind":"callbot"}', 1, 2)`,
      `INSERT INTO submission (id, account_id, kind, user_task_id, task_id, task_name, list_id, list_name, draft_id, form, state, total, batch_size, created_at) VALUES ('s1', 'a1', 'callbot', 'u1', '9007199254740993', 'Wave', 'l1', 'April', 'd1', '{}', 'sending', 2, 1000, 3)`,
      `INSERT INTO submission_order (submission_id, seq, order_id, row_number, phone, name, customer_name, other, params) VALUES ('s1', 1, 'o1', 1, '8615600000000', 'Ana', '', '', '[]'), ('s1', 2, 'o2', 2, '8615600000001', '', '', '', '[]')`,
      `INSERT INTO batch (submission_id, number, state, endpoint, orders, request_id, sent_at) VALUES ('s1', 1, 'unknown', 'createAndCall', 2, 'r1', 4)`,
      `INSERT INTO journal_entry VALUES (1, 's1', 1, 5, 'sent', '{}')`,
      `INSERT INTO account_pace (account_id, batch_size, learned_at) VALUES ('a1', 500, 6)`,
    ],
    30: [
      `INSERT INTO audit_entry (at, by, account_id, account_label, action, subject, outcome, before, after, request_id, response_id, previous_hash, hash) VALUES (7, 'M. Rojas', 'a1', 'Pacífico', 'write.committed', 'Wave', 'done', 'null', '{"count":2}', 'r1', 's1', '', 'ab')`,
    ],
    40: [
      `INSERT INTO account_rules VALUES ('a1', '{"protection":"strict"}', 8)`,
      `UPDATE batch SET parent = 1, decided_by = 'M. Rojas' WHERE submission_id = 's1'`,
    ],
    50: [
      `INSERT INTO withdrawal (id, account_id, state, del_call, total, by, created_at) VALUES ('w1', 'a1', 'running', 0, 1, 'M. Rojas', 9)`,
      `INSERT INTO withdrawal_order VALUES ('w1', 1, 'u1', 'o1', '8615600000000', 'planned', '')`,
      `INSERT INTO reconciliation (submission_id, state, started_at, total) VALUES ('s1', 'done', 10, 2)`,
      `INSERT INTO reconciliation_difference VALUES ('s1', 'missing', 'o1', 1, '8615600000000', 1, 'accepted', NULL, 0)`,
    ],
    60: [
      `INSERT INTO tunnel VALUES (1, '{"provider":"none"}', 'keychain', 'SHA256:abc', 11)`,
      `INSERT INTO tunnel_gap VALUES (1, 12, NULL, 'open', NULL, NULL)`,
      `INSERT INTO tunnel_gap_task (gap_id, account_id, user_task_id) VALUES (1, 'a1', 'u1')`,
      `INSERT INTO tunnel_usage VALUES ('2026-11', 'ssh', 12000)`,
      `UPDATE submission SET callback_url = 'https://hooks.example' WHERE id = 's1'`,
      `INSERT INTO submission_callback VALUES ('s1', 'https://hooks.example')`,
    ],
    70: [
      `INSERT INTO alert (cause, kind, at, account_id, user_task_id, task_name, params, filter) VALUES ('silence a1 u1', 'silence', 13, 'a1', 'u1', 'Wave', '{"minutes":10}', '{"accountId":"a1"}')`,
      `INSERT INTO alert_rules VALUES (1, '{"quietFrom":1320}', 14)`,
    ],
    80: [`INSERT INTO account_pause VALUES ('a1', 3, 15, 16)`],
    90: [
      `INSERT INTO request_under_way VALUES ('r2', 'a1', 'u1', 'mgrTaskStatus', 1, '{"action":"write.refused","accountId":"a1","subject":"Wave"}', 17)`,
    ],
  },
  cache: {
    10: [
      `INSERT INTO order_account VALUES (1, 'a1')`,
      `INSERT INTO order_task (task_no, account_no, user_task_id) VALUES (1, 1, 'u1')`,
      `INSERT INTO orders (row_id, account_no, task_no, order_id, task_id, phone, name, scene_id, finish, other, call_id, call_status, answered, intent_id, intent_tag, intent_name, sms, calling_number, hangup_cause, agent, calls, source, told_at, updated_at, raw_json)
        VALUES (7, 1, 1, 'o1', '9007199254740993', '8615600000000', 'Ana', 'scene', 1, '', 'c1', 99, 1, 'i', 'A', 'yes', 0, '', '', '', 1, 'sync', 1, 2, '{"orderID":9007199254740993}')`,
      `INSERT INTO order_call VALUES (7, 'c0', 1, 1, 'sync', '{}')`,
      `INSERT INTO order_total VALUES (1, 99, 1, 'A', 'yes', 1, 1)`,
      `INSERT INTO order_text (rowid, phone, name, order_id, other, intent_name) VALUES (7, '8615600000000', 'Ana', 'o1', '', 'yes')`,
      'UPDATE order_text_mark SET indexed_to = 7',
    ],
    20: [
      `INSERT INTO cached_task (account_id, user_task_id, task_name, scene_id, task_status, raw) VALUES ('a1', 'u1', 'Wave', 'scene', 77, '{"taskStatus":77}')`,
      `INSERT INTO sync_job VALUES ('j1', 'a1', 'orders', 'u1', 'running', 200, 5000, 3, 100, NULL, NULL, 1, NULL, NULL)`,
    ],
    30: ['UPDATE delivery_watermark SET delivery_id = 12'],
    40: [
      `INSERT INTO delivery_fact (delivery_id, account_id, received_at, kind, standing, effect, order_id, bytes) VALUES (12, 'a1', 1, 'order', 'verified', 'changed', '9007199254740993', 2)`,
      `INSERT INTO delivery_minute VALUES ('a1', 0, 'verified', 1)`,
    ],
    50: [
      `UPDATE orders SET sms = 1, sms_status = 2, agent = 'Ren' WHERE row_id = 7`,
      `UPDATE order_task SET told_at = 2, told_source = 'webhook' WHERE task_no = 1`,
      'INSERT INTO call_minute VALUES (1, 29833333, 2, 2, 1, 1, 1)',
      `INSERT INTO order_part_total VALUES (1, 'agent', 'Ren', 1)`,
    ],
    60: [`INSERT INTO order_gone VALUES (1, 'o2', 1, 3)`, `INSERT INTO task_to_sweep VALUES ('a1', 'u1', 3)`],
    70: [
      `UPDATE cached_task SET unknown_at = 4, last_tries = 2 WHERE user_task_id = 'u1'`,
      `INSERT INTO record_watermark VALUES ('a2', 5)`,
    ],
    80: [`UPDATE delivery_watermark SET inbox_nonce = '00ff00ff00ff00ff', inbox_replaced_at = 6`],
  },
  contacts: {
    10: [
      `INSERT INTO contact_list (list_no, id, name, file_name, size_bytes, encoding, delimiter, line_end, has_header, columns, mapping, state, row_count, ready_count, by_reason, blank_cells, next_byte, next_line, file_path, file_modified_at, fingerprint, created_at)
        VALUES (1, 'l1', 'April', 'april.csv', 10, 'utf-8', ',', '\n', 1, '["phone"]', '{}', 'importing', 2, 1, '{"phone_empty":1}', '[0]', 10, 3, '/tmp/april.csv', 1, 'f', 1)`,
      'INSERT INTO contact_slice VALUES (1, 1, 2, 1, \'{"phone_empty":1}\')',
      `INSERT INTO contact_row VALUES (4294967297, 1, NULL, '8615600000000', 'CN', NULL, NULL, '["+86 156"]'), (4294967298, 1, 'phone_empty', NULL, NULL, 0, '', '[""]')`,
    ],
  },
  inbox: {
    10: [
      `INSERT INTO delivery (id, received_at, account_id, kind, headers, body, verdict) VALUES (3, 1, 'a1', 'order', '{"sign":"AB"}', x'7b7d00ff', 'unchecked')`,
    ],
    20: [
      `INSERT INTO delivery (id, received_at, account_id, kind, headers, body, verdict, marks, http_status, ret_code) VALUES (4, 2, 'a1', 'call', '{}', x'7b7d', 'verified', 5, 401, 4)`,
      `INSERT INTO receiving_rules VALUES ('a1', '{"repeated":"refuse"}')`,
      `INSERT INTO seen_signature VALUES ('a1', 'AB', 2)`,
    ],
    30: [`INSERT INTO removed_account VALUES ('a2', 3, 4)`],
  },
}
