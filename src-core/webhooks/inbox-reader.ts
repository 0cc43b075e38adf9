import { join } from 'node:path'
import { type Db, openForReading } from '../db/open.ts'
import type { StoredDelivery } from './delivery.ts'

/** Reads deliveries beside the listener thread, which writes them and must not wait for anybody. */
export interface InboxReader {
  /** Oldest first, from behind `id`; fewer than `limit` when their bodies are large, and none only where there is none. */
  after(id: number, limit: number): StoredDelivery[]
  one(id: number): StoredDelivery | null
  /** Those of one account that could not be checked yet, oldest first. */
  unchecked(accountId: string, after: number, limit: number): StoredDelivery[]
  /** Ids below `before`, newest first, whose payload contains the text; looks at `limit` deliveries and says where it stopped. */
  containing(text: string, accountId: string, before: number, limit: number): { ids: number[]; stoppedAt: number | null; at: number | null }
  /** Id of the newest delivery ever stored. */
  newestId(): number
  /** What tells this inbox from every other one. */
  nonce(): string
  close(): void
}

interface Row {
  id: number
  received_at: number
  account_id: string
  kind: StoredDelivery['kind']
  headers: string
  body: Buffer
  verdict: StoredDelivery['verdict']
  marks: number
  http_status: number | null
  ret_code: number | null
}

/** Opens `inbox.db` to read when it is first needed; the listener thread has made it by then. */
export function createInboxReader(dataDir: string): InboxReader {
  let opened: ReturnType<typeof prepare> | null = null
  const db = () => {
    if (opened) return opened
    const reading = openForReading(join(dataDir, 'inbox.db'))
    // Deliveries are read once, in their order; their pages are not worth 32 MB.
    reading.pragma('cache_size = -2000')
    opened = prepare(reading)
    return opened
  }
  return {
    after: (id, limit) => upToBytes(db().after.iterate(id, limit) as IterableIterator<Row>),
    one(id) {
      const row = db().one.get(id) as Row | undefined
      return row ? toDelivery(row) : null
    },
    unchecked: (accountId, after, limit) => (db().unchecked.all(accountId, after, limit) as Row[]).map(toDelivery),
    containing(text, accountId, before, limit) {
      const rows = db().payloads.all(text, before, limit) as { id: number; received_at: number; account_id: string; found: number }[]
      const last = rows.at(-1)
      return {
        ids: rows.filter(row => row.found === 1 && row.account_id === accountId).map(row => row.id),
        stoppedAt: rows.length < limit ? null : (last?.id ?? null),
        at: last?.received_at ?? null,
      }
    },
    newestId: () => Number(db().newest.get() ?? 0),
    nonce: () => db().nonce.get() as string,
    close() {
      opened?.db.close()
      opened = null
    },
  }
}

function prepare(db: Db) {
  return {
    db,
    after: db.prepare('SELECT * FROM delivery WHERE id > ? ORDER BY id LIMIT ?'),
    one: db.prepare('SELECT * FROM delivery WHERE id = ?'),
    unchecked: db.prepare("SELECT * FROM delivery WHERE account_id = ? AND id > ? AND verdict = 'unchecked' ORDER BY id LIMIT ?"),
    payloads: db.prepare(
      'SELECT id, received_at, account_id, instr(body, CAST(? AS BLOB)) > 0 AS found FROM delivery WHERE id < ? ORDER BY id DESC LIMIT ?',
    ),
    newest: db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'").pluck(),
    nonce: db.prepare('SELECT nonce FROM inbox_identity').pluck(),
  }
}

/** A thousand ordinary deliveries; as many of the largest would be 256 MB. */
const MOST_BYTES = 1024 * 1024

function upToBytes(rows: Iterable<Row>): StoredDelivery[] {
  const read: StoredDelivery[] = []
  let bytes = 0
  for (const row of rows) {
    read.push(toDelivery(row))
    bytes += row.body.length
    if (bytes > MOST_BYTES) break
  }
  return read
}

const toDelivery = (row: Row): StoredDelivery => ({
  id: row.id,
  receivedAt: row.received_at,
  accountId: row.account_id,
  kind: row.kind,
  headers: JSON.parse(row.headers) as Record<string, string>,
  body: row.body,
  verdict: row.verdict,
  marks: row.marks,
  httpStatus: row.http_status,
  retCode: row.ret_code,
})
