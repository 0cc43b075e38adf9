import type { AuditFilter } from '../../src-contract/model/audit.ts'
import type { Db } from '../db/open.ts'
import type { AuditRow } from './audit-line.ts'

/** Reads the lines of `audit_entry`; the console's own connection, or one that only reads. */
export interface AuditReader {
  /** Lines of a filter below a number, newest first. */
  newest(filter: AuditFilter, below: number | null, count: number): AuditRow[]
  /** Lines of a filter above a number and up to another, oldest first. */
  oldest(filter: AuditFilter, above: number, upTo: number, count: number): AuditRow[]
  /** Lines above a number, oldest first. */
  after(id: number, count: number): AuditRow[]
  total(filter: AuditFilter, upTo?: number): number
  /** Highest number that was ever given to a line, 0 when there was none. */
  highestId(): number
}

/** The filter that leaves every line. */
export const wholeAudit: AuditFilter = { text: '', accountId: null, actions: [], from: null, to: null }

/** Whether a filter leaves every line. */
export const isWhole = (filter: AuditFilter) => where(filter).sql === '1'

/** Prepares reading; the table must be there. */
export function createAuditReader(db: Db): AuditReader {
  const after = db.prepare('SELECT * FROM audit_entry WHERE id > ? ORDER BY id LIMIT ?')
  const highest = db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'`).pluck()
  const select = (filter: AuditFilter, rest: string, values: readonly number[]) => {
    const { sql, params } = where(filter)
    return db.prepare(`SELECT * FROM audit_entry WHERE ${sql} ${rest}`).all(...params, ...values) as AuditRow[]
  }
  return {
    newest: (filter, below, count) => select(filter, 'AND id < ? ORDER BY id DESC LIMIT ?', [below ?? Number.MAX_SAFE_INTEGER, count]),
    oldest: (filter, above, upTo, count) => select(filter, 'AND id > ? AND id <= ? ORDER BY id LIMIT ?', [above, upTo, count]),
    after: (id, count) => after.all(id, count) as AuditRow[],
    total(filter, upTo = Number.MAX_SAFE_INTEGER) {
      const { sql, params } = where(filter)
      return db
        .prepare(`SELECT count(*) FROM audit_entry WHERE ${sql} AND id <= ?`)
        .pluck()
        .get(...params, upTo) as number
    },
    highestId: () => (highest.get() as number | undefined) ?? 0,
  }
}

const SEARCHED = ['by', 'account_label', 'subject', 'request_id', 'response_id', 'before', 'after'] as const

function where({ text, accountId, actions, from, to }: AuditFilter): { sql: string; params: (string | number)[] } {
  const parts: string[] = []
  const params: (string | number)[] = []
  const add = (sql: string, ...values: readonly (string | number)[]) => {
    parts.push(sql)
    params.push(...values)
  }
  if (accountId !== null) add('account_id = ?', accountId)
  if (actions.length > 0) add(`action IN (${actions.map(() => '?').join(', ')})`, ...actions)
  if (from !== null) add('at >= ?', from)
  if (to !== null) add('at < ?', to)
  const wanted = text.trim()
  // Values are JSON, where a quote or a backslash is written differently.
  const patterns = SEARCHED.map(name => likePattern(name === 'before' || name === 'after' ? JSON.stringify(wanted).slice(1, -1) : wanted))
  if (wanted !== '') add(`(${SEARCHED.map(name => `${name} LIKE ? ESCAPE '!'`).join(' OR ')})`, ...patterns)
  return { sql: parts.join(' AND ') || '1', params }
}

const likePattern = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`
