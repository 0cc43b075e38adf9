import { Alert } from '../../src-contract/model/board.ts'
import type { Db } from '../db/open.ts'

/** Something that ought to be known, before it has rung. */
export interface Finding extends Pick<Alert, 'kind' | 'accountId' | 'userTaskID' | 'taskName' | 'params' | 'filter'> {
  /** Rings once while it lasts. */
  readonly cause: string
}

export interface AlertStore {
  /** Newest first. */
  list(count: number): Alert[]
  /** Alerts that have not ended, by cause. */
  open(): Map<string, Alert>
  /** Those of the ids that are still kept, oldest first. */
  some(ids: readonly number[]): Alert[]
  /** When the operating system was last told of one of this kind, UTC milliseconds; null when it never was. */
  toldAt(kind: Alert['kind']): number | null
  /**
   * Writes an alert down and answers it. `moment`: it is over as it comes, like the end of a task. One of the same cause that ended since
   * `endedSince` goes on instead, and null is answered: what flickers rings once.
   */
  raise(finding: Finding, at: number, how: { moment?: boolean; endedSince?: number }): Alert | null
  end(id: number, at: number): void
  notified(id: number, at: number): void
  seen(ids: readonly number[], at: number): void
  forgetAccount(accountId: string): void
}

interface Row {
  id: number
  cause: string
  kind: string
  at: number
  account_id: string | null
  user_task_id: string | null
  task_name: string
  params: string
  filter: string | null
  notified_at: number | null
  seen_at: number | null
  ended_at: number | null
}

/** Older ones that are over are dropped. */
const KEPT = 2000

/** Alerts in `ledger.db`: what was seen stays seen. */
export function createAlertStore(db: Db): AlertStore {
  const newest = db.prepare<[number], Row>('SELECT * FROM alert ORDER BY id DESC LIMIT ?')
  const open = db.prepare<[], Row>('SELECT * FROM alert WHERE ended_at IS NULL ORDER BY id')
  const some = db.prepare<[string], Row>('SELECT * FROM alert WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id')
  const toldAt = db.prepare<[string], number | null>('SELECT max(notified_at) FROM alert WHERE kind = ?').pluck()
  const goesOn = db.prepare(
    'UPDATE alert SET ended_at = NULL WHERE id = (SELECT max(id) FROM alert WHERE cause = ?) AND ended_at >= ? RETURNING id',
  )
  const insert = db.prepare<unknown[], Row>(`
    INSERT INTO alert (cause, kind, at, account_id, user_task_id, task_name, params, filter, ended_at)
    VALUES (@cause, @kind, @at, @accountId, @userTaskID, @taskName, @params, @filter, @endedAt) RETURNING *`)
  const trim = db.prepare('DELETE FROM alert WHERE ended_at IS NOT NULL AND id <= (SELECT max(id) FROM alert) - ?')
  const end = db.prepare('UPDATE alert SET ended_at = ? WHERE id = ? AND ended_at IS NULL')
  const notified = db.prepare('UPDATE alert SET notified_at = ? WHERE id = ?')
  const seen = db.prepare('UPDATE alert SET seen_at = ? WHERE seen_at IS NULL AND id IN (SELECT value FROM json_each(?))')
  const forget = db.prepare('DELETE FROM alert WHERE account_id = ?')

  const raise = db.transaction((finding: Finding, at: number, how: { moment?: boolean; endedSince?: number }): Alert | null => {
    if (how.endedSince !== undefined && goesOn.get(finding.cause, how.endedSince) !== undefined) return null
    const row = insert.get({
      ...finding,
      at,
      params: JSON.stringify(finding.params),
      filter: finding.filter && JSON.stringify(finding.filter),
      endedAt: how.moment ? at : null,
    })
    trim.run(KEPT)
    return row ? toAlert(row) : null
  })
  return {
    list: count => newest.all(count).map(toAlert),
    open: () => new Map(open.all().map(row => [row.cause, toAlert(row)])),
    some: ids => (ids.length === 0 ? [] : some.all(JSON.stringify(ids)).map(toAlert)),
    toldAt: kind => toldAt.get(kind) ?? null,
    raise: (finding, at, how) => raise.immediate(finding, at, how),
    end: (id, at) => void end.run(at, id),
    notified: (id, at) => void notified.run(at, id),
    seen: (ids, at) => void seen.run(at, JSON.stringify(ids)),
    forgetAccount: accountId => void forget.run(accountId),
  }
}

function toAlert(row: Row): Alert {
  return Alert.parse({
    id: row.id,
    kind: row.kind,
    at: row.at,
    accountId: row.account_id,
    userTaskID: row.user_task_id,
    taskName: row.task_name,
    params: JSON.parse(row.params),
    filter: row.filter === null ? null : JSON.parse(row.filter),
    notifiedAt: row.notified_at,
    seenAt: row.seen_at,
    endedAt: row.ended_at,
  })
}
