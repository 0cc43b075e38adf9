import type { Db } from '../db/open.ts'
import type { Incoming, Judgement, Verdict } from './delivery.ts'

export type ToStore = Incoming & Judgement

export interface DeliveryStore {
  /** All or none, on disk when it returns; the ids run on from the one returned. */
  add(deliveries: readonly ToStore[]): number
  seenSince(accountId: string, repeatKey: string, since: number): boolean
  /** Notes the signatures of what came in since then, for an account that refuses repeats from now on. */
  rememberSignatures(accountId: string, since: number, keyOf: (headers: Record<string, string>) => string): void
  /** Drops signatures older than that. */
  forgetSignatures(accountId: string, before: number): void
  setVerdicts(verdicts: readonly { id: number; verdict: Verdict; marks: number }[]): void
  /** Deletes the tests of an account; nothing else ever is while the account is there. */
  removeTests(accountId: string): number
  totals(): { received: number; lastAt: number | null }
  /** First half of every responseID. */
  nonce(): string
  /** Throws what a delivery would run into now. */
  tryDisk(): void
}

/** Deliveries in `inbox.db`: the listener thread's own, its one writer. */
export function createDeliveryStore(db: Db): DeliveryStore {
  const add = db.prepare(
    'INSERT INTO delivery (received_at, account_id, kind, headers, body, verdict, marks, http_status, ret_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const remember = db.prepare(
    'INSERT INTO seen_signature VALUES (?, ?, ?) ON CONFLICT (account_id, repeat_key) DO UPDATE SET received_at = max(received_at, excluded.received_at)',
  )
  const seen = db.prepare('SELECT 1 FROM seen_signature WHERE account_id = ? AND repeat_key = ? AND received_at >= ?').pluck()
  const forget = db.prepare('DELETE FROM seen_signature WHERE account_id = ? AND received_at < ?')
  const recent = db.prepare(
    "SELECT id, received_at, headers FROM delivery WHERE account_id = ? AND id > ? AND verdict = 'verified' AND ret_code = 0 ORDER BY id LIMIT 1000",
  )
  const newestBefore = db.prepare('SELECT id, received_at FROM delivery WHERE id <= ? ORDER BY id DESC LIMIT 1')
  const verdict = db.prepare('UPDATE delivery SET verdict = ?, marks = ? WHERE id = ?')
  const removeTests = db.prepare("DELETE FROM delivery WHERE account_id = ? AND marks & 4 AND verdict = 'verified'")
  const highest = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'").pluck()
  const last = db.prepare('SELECT received_at FROM delivery ORDER BY id DESC LIMIT 1').pluck()
  const nonce = db.prepare('SELECT nonce FROM inbox_identity').pluck()
  const touch = db.prepare('UPDATE inbox_identity SET touched = touched + 1')

  const addAll = db.transaction((list: readonly ToStore[]) => {
    let first = 0
    for (const d of list) {
      const headers = JSON.stringify(d.headers)
      const { lastInsertRowid } = add.run(d.receivedAt, d.accountId, d.kind, headers, d.body, d.verdict, d.marks, d.httpStatus, d.retCode)
      first ||= Number(lastInsertRowid)
      if (d.repeatKey !== null) remember.run(d.accountId, d.repeatKey, d.receivedAt)
    }
    return first
  })
  const setAll = db.transaction((list: readonly { id: number; verdict: Verdict; marks: number }[]) => {
    for (const one of list) verdict.run(one.verdict, one.marks, one.id)
  })
  /** The first id that may be of that moment: times grow with the ids but for changes of the clock, so a day more is looked at. */
  const idAt = (moment: number): number => {
    let [low, high] = [0, Number(highest.get() ?? 0)]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const found = newestBefore.get(middle) as { id: number; received_at: number } | undefined
      if (!found || found.received_at < moment - 86_400_000) low = middle + 1
      else high = found.id - 1
    }
    return Math.max(0, low - 1)
  }
  return {
    add: list => addAll(list),
    seenSince: (accountId, repeatKey, since) => seen.get(accountId, repeatKey, since) !== undefined,
    rememberSignatures: db.transaction((accountId: string, since: number, keyOf: (headers: Record<string, string>) => string) => {
      let rows: { id: number; received_at: number; headers: string }[]
      for (let after = idAt(since); ; after = rows.at(-1)?.id ?? after) {
        rows = recent.all(accountId, after) as typeof rows
        if (rows.length === 0) return
        for (const row of rows) if (row.received_at >= since) remember.run(accountId, keyOf(JSON.parse(row.headers)), row.received_at)
      }
    }),
    forgetSignatures: (accountId, before) => void forget.run(accountId, before),
    setVerdicts: list => setAll(list),
    removeTests: accountId => removeTests.run(accountId).changes,
    totals: () => ({ received: Number(highest.get() ?? 0), lastAt: (last.get() as number | undefined) ?? null }),
    nonce: () => nonce.get() as string,
    tryDisk: () => void touch.run(),
  }
}
