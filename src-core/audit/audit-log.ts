import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'
import type { Audit, AuditFact, AuditValue } from './audit.ts'
import { type AuditRow, hashOf, NO_HASH } from './audit-line.ts'
import { loginName } from './login-name.ts'

export interface AuditDeps {
  /** `ledger.db`, the connection its areas write with, so that a line is part of their transactions. */
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly bus: Pick<EventBus, 'emit'>
}

/** Key of the setting that holds the profile name. */
export const PROFILE_NAME = 'profile.name'

/**
 * The audit in `ledger.db`. Each line takes the hash of the line before it from the table, not from memory, so a
 * transaction that was rolled back leaves no trace in the chain. A new ledger begins with the line `audit.began`.
 */
export function createAudit({ db, clock, bus }: AuditDeps): Audit {
  const last = db.prepare('SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1')
  const highest = db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'`).pluck()
  const insert = db.prepare(`
    INSERT INTO audit_entry (id, at, by, account_id, account_label, action, subject, outcome, before, after, request_id, response_id, previous_hash, hash)
    VALUES (@id, @at, @by, @account_id, @account_label, @action, @subject, @outcome, @before, @after, @request_id, @response_id, @previous_hash, @hash)`)
  const label = db.prepare('SELECT label FROM account WHERE id = ?').pluck()
  const profile = db.prepare('SELECT value FROM setting WHERE key = ?').pluck()
  const login = clean(loginName())

  const who = () => {
    const kept = profile.get(PROFILE_NAME) as string | undefined
    const name: unknown = kept === undefined ? null : JSON.parse(kept)
    return typeof name === 'string' && name.trim() !== '' ? clean(name.trim()) : login
  }
  const add = (fact: AuditFact) => {
    const before = last.get() as { id: number; hash: string } | undefined
    // Above the highest number ever given: where lines were taken out of the end, the gap stays visible.
    const id = Math.max(before?.id ?? 0, (highest.get() as number | undefined) ?? 0) + 1
    const row: Omit<AuditRow, 'hash'> = {
      id,
      at: clock.now(),
      by: who(),
      account_id: cleanOrNull(fact.accountId),
      account_label: fact.accountId === null ? '' : ((label.get(fact.accountId) as string | undefined) ?? ''),
      action: fact.action,
      subject: clean(fact.subject),
      outcome: fact.outcome ?? 'done',
      before: valueText(fact.before),
      after: valueText(fact.after),
      request_id: cleanOrNull(fact.requestId),
      response_id: cleanOrNull(fact.responseId),
      previous_hash: before?.hash ?? NO_HASH,
    }
    insert.run({ ...row, hash: hashOf(row) })
    bus.emit('audit')
  }

  if (highest.get() === undefined) add({ action: 'audit.began', accountId: null, subject: '' })
  return { add, who }
}

const valueText = (value: AuditValue | undefined) => (value == null ? null : JSON.stringify(value))

/** SQLite keeps text as UTF-8, which has no half pairs; the hash is made of what is kept. */
const clean = (text: string) => Buffer.from(text).toString()

const cleanOrNull = (text: string | null | undefined) => (text == null ? null : clean(text))
