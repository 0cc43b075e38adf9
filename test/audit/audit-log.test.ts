import { userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { AuditFilter } from '../../src-contract/model/audit.ts'
import { NO_HASH, toEntry } from '../../src-core/audit/audit-line.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { wholeAudit } from '../../src-core/audit/read-audit.ts'
import { auditRig } from './audit-rig.ts'

const whole = wholeAudit

test('an audit begins with a line that says so, once, and every line carries the hash of the one before', () => {
  const rig = auditRig()
  rig.add(2)
  createAudit({ db: rig.db, clock: { now: () => 0 }, bus: { emit: () => {} } })
  const lines = rig.reader.after(0, 10).map(toEntry)
  expect(lines.map(({ id, action, by, outcome }) => [id, action, by, outcome])).toEqual([
    [1, 'audit.began', userInfo().username, 'done'],
    [2, 'setting.changed', userInfo().username, 'done'],
    [3, 'setting.changed', userInfo().username, 'done'],
  ])
  expect(lines.map(line => line.previousHash)).toEqual([NO_HASH, lines[0]?.hash, lines[1]?.hash])
  expect(lines[1]).toMatchObject({ before: 0, after: { now: 1 }, accountId: null, accountLabel: '', requestId: null })
  expect(rig.events).toEqual(['audit', 'audit', 'audit'])
})

test('a line stands and falls with the transaction it is added in, and the chain goes on without a gap', async () => {
  const rig = auditRig()
  rig.add(1)
  const undone = rig.db.transaction(() => {
    rig.add(3)
    throw new Error('undone')
  })
  expect(undone).toThrow('undone')
  rig.add(1)
  rig.db.transaction(() => {
    rig.add(1)
    expect(undone).toThrow('undone')
    rig.add(1)
  })()
  expect(await rig.verify()).toMatchObject({ state: 'intact', entries: 5 })
  expect(rig.reader.after(0, 10).map(row => row.id)).toEqual([1, 2, 3, 4, 5])
})

test('the account is named as it was called at the time', () => {
  const rig = auditRig()
  rig.db
    .prepare(
      `INSERT INTO account (id, kind, label, colour, identity, algorithm, base_url, simulator, secret_place, webhook_token, created_at)
       VALUES ('a', 'callbot', 'Floor 1', 'moss', 'u', 'MD5', 'https://x', 0, 'memory', 't', 0)`,
    )
    .run()
  rig.add(1, { accountId: 'a' })
  rig.db.prepare(`UPDATE account SET label = 'Floor 2'`).run()
  rig.add(1, { accountId: 'a' })
  rig.db.prepare('DELETE FROM account').run()
  rig.add(1, { accountId: 'a' })
  expect(rig.reader.after(1, 10).map(row => [row.account_id, row.account_label])).toEqual([
    ['a', 'Floor 1'],
    ['a', 'Floor 2'],
    ['a', ''],
  ])
})

test('lines with any text are intact when they are read again', async () => {
  const rig = auditRig()
  const texts = ['', '“ñ” 𝒳 电话', 'a\u0000b\u2028c\r\nd\te"f\\g', 'half \ud800 pair \udfff', '%_!\u007f', 'x'.repeat(100_000)]
  for (const text of texts)
    rig.audit.add({
      action: 'write.committed',
      accountId: text,
      subject: text,
      before: { [text]: [text, 1e21, -0, 0.1, null] },
      after: text,
      requestId: text,
      responseId: text,
    })
  expect(await rig.verify()).toMatchObject({ state: 'intact', entries: texts.length + 1 })
  expect(rig.reader.newest(whole, null, 1).map(toEntry)[0]?.after).toBe(texts.at(-1))
})

test('lines can be added by nobody but the audit: a change and a removal are refused by the file itself', () => {
  const rig = auditRig()
  const other = new Database(join(rig.dataDir, 'ledger.db'))
  expect(() => other.prepare('UPDATE audit_entry SET subject = 1').run()).toThrow('only added to')
  expect(() => other.prepare('DELETE FROM audit_entry').run()).toThrow('only added to')
  other.close()
})

test('lines are found by every filter, newest first, page by page, with the exact total', () => {
  const rig = auditRig()
  rig.add(1, { action: 'write.committed', accountId: 'a', subject: 'Cobranza Peña', requestId: 'Req-77', after: { orders: 80_000 } })
  rig.add(3, { action: 'account.rules', accountId: 'b', subject: '100%_sure', before: { words: 'a "quoted" \\ thing' } })
  rig.add(2, { accountId: 'b', subject: 'other', responseId: 'resp-9' })
  const found = (filter: Partial<AuditFilter>) => ({
    total: rig.reader.total({ ...whole, ...filter }),
    ids: rig.reader.newest({ ...whole, ...filter }, null, 2).map(row => row.id),
  })
  expect(found({})).toEqual({ total: 7, ids: [7, 6] })
  expect(rig.reader.newest(whole, 6, 2).map(row => row.id)).toEqual([5, 4])
  expect(found({ accountId: 'b', actions: ['account.rules', 'write.committed'] })).toEqual({ total: 3, ids: [5, 4] })
  for (const text of ['peña', 'req-77', '80000', ' Cobranza ']) expect(found({ text }), text).toEqual({ total: 1, ids: [2] })
  for (const text of ['0%_s', '"quoted" \\']) expect(found({ text }), text).toMatchObject({ total: 3 })
  for (const text of ['0_%', 'nothing of it', '!']) expect(found({ text }), text).toMatchObject({ total: 0 })
  expect(found({ text: 'resp-9' })).toEqual({ total: 2, ids: [7, 6] })
  expect(found({ text: userInfo().username }).total).toBe(7)
  const at = rig.reader.after(3, 1)[0]?.at ?? 0
  expect(found({ from: at })).toMatchObject({ total: 4 })
  expect(found({ to: at })).toMatchObject({ total: 3 })
})

test('while the audit is checked other work has its turn, and lines added meanwhile are checked too', async () => {
  const rig = auditRig()
  rig.add(5_000)
  let turns = 0
  const other = setInterval(() => {
    turns += 1
    if (turns === 3) rig.add(10)
  }, 0)
  const verdict = await rig.verify()
  clearInterval(other)
  expect(verdict).toMatchObject({ state: 'intact', entries: 5_011 })
  expect(turns).toBeGreaterThan(3)
})
