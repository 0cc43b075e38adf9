import type { Db } from '../db/open.ts'
import type { StoredDelivery, Verdict } from './delivery.ts'

export interface DeliveryStore {
  /** All or none, on disk when it returns. */
  add(deliveries: readonly Omit<StoredDelivery, 'id' | 'verdict'>[]): void
  /** Oldest first, from behind `id`. */
  after(id: number, limit: number): StoredDelivery[]
  /** Those of one account that could not be checked yet, oldest first. */
  unchecked(accountId: string, after: number, limit: number): StoredDelivery[]
  /** Newest first, older than `before`. */
  page(before: number | null, limit: number): StoredDelivery[]
  setVerdicts(verdicts: readonly { id: number; verdict: Verdict }[]): void
  totals(): { received: number; lastAt: number | null }
}

interface Row {
  id: number
  received_at: number
  account_id: string
  kind: StoredDelivery['kind']
  headers: string
  body: Buffer
  verdict: Verdict
}

/** Deliveries in `inbox.db`. */
export function createDeliveryStore(db: Db): DeliveryStore {
  const add = db.prepare("INSERT INTO delivery (received_at, account_id, kind, headers, body, verdict) VALUES (?, ?, ?, ?, ?, 'unchecked')")
  const after = db.prepare('SELECT * FROM delivery WHERE id > ? ORDER BY id LIMIT ?')
  const unchecked = db.prepare("SELECT * FROM delivery WHERE account_id = ? AND id > ? AND verdict = 'unchecked' ORDER BY id LIMIT ?")
  const page = db.prepare('SELECT * FROM delivery WHERE id < ? ORDER BY id DESC LIMIT ?')
  const verdict = db.prepare('UPDATE delivery SET verdict = ? WHERE id = ?')
  const totals = db.prepare('SELECT count(*) AS received, max(received_at) AS last FROM delivery')
  const addAll = db.transaction((list: readonly Omit<StoredDelivery, 'id' | 'verdict'>[]) => {
    for (const d of list) add.run(d.receivedAt, d.accountId, d.kind, JSON.stringify(d.headers), d.body)
  })
  const setAll = db.transaction((list: readonly { id: number; verdict: Verdict }[]) => {
    for (const { id, verdict: value } of list) verdict.run(value, id)
  })
  const read = (rows: unknown[]) =>
    (rows as Row[]).map(row => ({
      id: row.id,
      receivedAt: row.received_at,
      accountId: row.account_id,
      kind: row.kind,
      headers: JSON.parse(row.headers) as Record<string, string>,
      body: row.body,
      verdict: row.verdict,
    }))
  return {
    add: list => addAll(list),
    after: (id, limit) => read(after.all(id, limit)),
    unchecked: (accountId, id, limit) => read(unchecked.all(accountId, id, limit)),
    page: (before, limit) => read(page.all(before ?? Number.MAX_SAFE_INTEGER, limit)),
    setVerdicts: list => setAll(list),
    totals() {
      const { received, last } = totals.get() as { received: number; last: number | null }
      return { received, lastAt: last }
    },
  }
}
