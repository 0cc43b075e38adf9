import type { DeliverySummary, Standing } from '../../src-contract/model/webhook.ts'
import type { Db } from '../db/open.ts'
import type { DeliveryFact } from './delivery-facts.ts'

/** Everything that is known of deliveries, one line each, in `cache.db`: made again with the cache from what `inbox.db` holds. */
export interface DeliveryLog {
  /** Id of the newest delivery that has its line. */
  position(): number
  get(id: number): DeliveryFact | null
  /** Adds a line, or replaces the one `before`; called inside the transaction in which the delivery is applied. */
  put(fact: DeliveryFact, before: DeliveryFact | null): void
  /** Notes the milliseconds until the answer of deliveries that had their line before it was known. */
  noteAnswers(answerMs: ReadonlyMap<number, number>): void
  /** Writes the counts of what was put; called at the end of that transaction. */
  flush(): void
  /** The transaction was taken back. */
  rolledBack(): void
  /** The first delivery with that signature before `id`. */
  firstWith(accountId: string, repeatKey: string, id: number): number | null
  /** Drops the lines of an account's tests. */
  removeTests(accountId: string): number
  /** Drops the lines of a removed account; the position stays. */
  forgetAccount(accountId: string): void
  /** Drops every line, and the position with them: they are of an inbox that is not there any more. */
  forgetAll(): void
  /** Moves the position to a delivery that has no line, because its account was removed; called inside that transaction. */
  pass(id: number): void
  /** Ids of an account's deliveries received in a span, oldest first, from behind `after`. */
  idsIn(accountId: string, from: number, to: number | null, after: number, limit: number): number[]
  summary(accountId: string, since: number): DeliverySummary
  verifiedSince(accountId: string, since: number): number
}

export interface FactRow {
  delivery_id: number
  account_id: string
  received_at: number
  kind: DeliveryFact['kind']
  standing: Standing
  effect: DeliveryFact['effect']
  order_id: string | null
  user_task_id: string | null
  phone: string | null
  status: number | null
  bytes: number
  request_id: string | null
  http_status: number | null
  ret_code: number | null
  answer_ms: number | null
  clock_off_ms: number | null
  same_as: number | null
  repeat_key: string | null
}

const refused: readonly Standing[] = ['wrong', 'unsigned']

/** Opens the log over `cache.db`. */
export function createDeliveryLog(db: Db): DeliveryLog {
  const newest = db.prepare('SELECT max(delivery_id) FROM delivery_fact').pluck()
  const one = db.prepare('SELECT * FROM delivery_fact WHERE delivery_id = ?')
  const put = db.prepare('INSERT OR REPLACE INTO delivery_fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const answered = db.prepare('UPDATE delivery_fact SET answer_ms = ? WHERE delivery_id = ? AND answer_ms IS NULL')
  const first = db
    .prepare('SELECT min(delivery_id) FROM delivery_fact WHERE repeat_key = ? AND account_id = ? AND delivery_id < ? AND same_as IS NULL')
    .pluck()
  const count = db.prepare(
    'INSERT INTO delivery_minute VALUES (?, ?, ?, ?) ON CONFLICT (account_id, minute, standing) DO UPDATE SET deliveries = deliveries + excluded.deliveries',
  )
  const tests = db.prepare("SELECT * FROM delivery_fact WHERE account_id = ? AND standing = 'test'")
  const remove = db.prepare('DELETE FROM delivery_fact WHERE delivery_id = ?')
  const idsIn = db
    .prepare(
      'SELECT delivery_id FROM delivery_fact WHERE delivery_id > ? AND +account_id = ? AND received_at >= ? AND received_at < ? ORDER BY delivery_id LIMIT ?',
    )
    .pluck()
  // A mark is of no account and says nothing but how far the log is; one is enough.
  const mark = db.prepare(
    "INSERT OR IGNORE INTO delivery_fact (delivery_id, account_id, received_at, kind, standing, effect, bytes) VALUES (?, '', 0, 'task', 'unchecked', 'none', 0)",
  )
  const dropMarks = db.prepare("DELETE FROM delivery_fact WHERE account_id = '' AND delivery_id < ?")
  const minutes = db.prepare(
    'SELECT minute, standing, deliveries FROM delivery_minute WHERE account_id = ? AND minute >= ? ORDER BY minute',
  )

  const minuteOf = (at: number) => Math.floor(at / 60_000)
  const counts = new Map<string, { accountId: string; minute: number; standing: Standing; by: number }>()
  const add = ({ accountId, receivedAt, standing }: DeliveryFact, by: number) => {
    const minute = minuteOf(receivedAt)
    const key = `${accountId} ${minute} ${standing}`
    const known = counts.get(key)
    if (known) known.by += by
    else counts.set(key, { accountId, minute, standing, by })
  }
  const position = () => (newest.get() as number | null) ?? 0
  const pass = (id: number) => {
    dropMarks.run(id)
    mark.run(id)
  }
  const get = (id: number): DeliveryFact | null => {
    const row = one.get(id) as FactRow | undefined
    return row ? factOf(row) : null
  }
  return {
    position,
    get,
    put(fact, before) {
      if (before) add(before, -1)
      add(fact, 1)
      put.run(
        fact.id,
        fact.accountId,
        fact.receivedAt,
        fact.kind,
        fact.standing,
        fact.effect,
        fact.orderID,
        fact.userTaskID,
        fact.phone,
        fact.status,
        fact.bytes,
        fact.requestId,
        fact.httpStatus,
        fact.retCode,
        fact.answerMs,
        fact.clockOffMs,
        fact.sameAs,
        fact.repeatKey,
      )
    },
    noteAnswers: db.transaction((answerMs: ReadonlyMap<number, number>) => {
      for (const [id, ms] of answerMs) answered.run(ms, id)
    }),
    flush() {
      for (const { accountId, minute, standing, by } of counts.values()) if (by !== 0) count.run(accountId, minute, standing, by)
      counts.clear()
    },
    rolledBack: () => counts.clear(),
    firstWith: (accountId, repeatKey, id) => first.get(repeatKey, accountId, id) as number | null,
    removeTests: db.transaction((accountId: string) => {
      const rows = (tests.all(accountId) as FactRow[]).map(factOf)
      for (const fact of rows) {
        count.run(fact.accountId, minuteOf(fact.receivedAt), fact.standing, -1)
        remove.run(fact.id)
      }
      return rows.length
    }),
    forgetAccount: db.transaction((accountId: string) => {
      const at = position()
      db.prepare('DELETE FROM delivery_fact WHERE account_id = ?').run(accountId)
      db.prepare('DELETE FROM delivery_minute WHERE account_id = ?').run(accountId)
      // The position must not fall back.
      if (position() < at) pass(at)
    }),
    forgetAll() {
      db.prepare('DELETE FROM delivery_fact').run()
      db.prepare('DELETE FROM delivery_minute').run()
    },
    pass,
    idsIn: (accountId, from, to, after, limit) => idsIn.all(after, accountId, from, to ?? Number.MAX_SAFE_INTEGER, limit) as number[],
    summary(accountId, since) {
      const byStanding = new Map<Standing, number>()
      const byMinute = new Map<number, { minute: number; count: number; refused: number }>()
      for (const row of minutes.all(accountId, minuteOf(since)) as { minute: number; standing: Standing; deliveries: number }[]) {
        if (row.deliveries === 0) continue
        byStanding.set(row.standing, (byStanding.get(row.standing) ?? 0) + row.deliveries)
        const of = byMinute.get(row.minute) ?? { minute: row.minute, count: 0, refused: 0 }
        of.count += row.deliveries
        if (refused.includes(row.standing)) of.refused += row.deliveries
        byMinute.set(row.minute, of)
      }
      const told = [...byStanding].map(([standing, of]) => ({ standing, count: of }))
      return { since, total: told.reduce((sum, each) => sum + each.count, 0), byStanding: told, minutes: [...byMinute.values()] }
    },
    verifiedSince: (accountId, since) =>
      (minutes.all(accountId, minuteOf(since)) as { standing: Standing; deliveries: number }[])
        .filter(row => !refused.includes(row.standing) && row.standing !== 'unchecked')
        .reduce((sum, row) => sum + row.deliveries, 0),
  }
}

/** A row of `delivery_fact` as a line of the log. */
export const factOf = (row: FactRow): DeliveryFact => ({
  id: row.delivery_id,
  accountId: row.account_id,
  receivedAt: row.received_at,
  kind: row.kind,
  standing: row.standing,
  effect: row.effect,
  orderID: row.order_id,
  userTaskID: row.user_task_id,
  phone: row.phone,
  status: row.status,
  bytes: row.bytes,
  requestId: row.request_id,
  httpStatus: row.http_status,
  retCode: row.ret_code,
  answerMs: row.answer_ms,
  clockOffMs: row.clock_off_ms,
  sameAs: row.same_as,
  repeatKey: row.repeat_key,
})
