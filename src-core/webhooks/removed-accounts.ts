import type { Db } from '../db/open.ts'

/** Whether a slice left more to do, waits for somebody who still reads, or was the last. */
export type Slice = 'more' | 'waits' | 'done'

/**
 * What has to leave `inbox.db`. An account is noted before the ledger lets it go, so a console that ends in between knows at its next
 * start; and nothing is deleted of an account that was not noted, so an account list that is not whole deletes nothing.
 */
export interface RemovedAccounts {
  /** On disk when it returns. */
  note(accountId: string, at: number): void
  /** The noted ones that are not among the present accounts. The first call drops notes of accounts that are still there: their removal did not happen. */
  among(present: readonly string[]): string[]
  /** Deletes some of what a noted account left, in one commit; its note goes with the last of it. */
  deleteSome(accountId: string): Slice
}

/** Deliveries that one slice deletes, and their bytes: overwriting as many of the largest would take a second. */
const DELETED = 500
const DELETED_BYTES = 1024 * 1024
/** Deliveries that one slice looks at; there is no index by account, because every delivery that comes in would pay for it. */
const LOOKED_AT = 2_000

/** Opens the notes over the listener thread's connection, which overwrites what it deletes (`secure_delete`). */
export function createRemovedAccounts(db: Db): RemovedAccounts {
  const note = db.prepare('INSERT OR IGNORE INTO removed_account (account_id, removed_at) VALUES (?, ?)')
  const noted = db.prepare('SELECT account_id FROM removed_account ORDER BY removed_at').pluck()
  const drop = db.prepare('DELETE FROM removed_account WHERE account_id = ?')
  const lookedTo = db.prepare('SELECT looked_to FROM removed_account WHERE account_id = ?').pluck()
  const moveTo = db.prepare('UPDATE removed_account SET looked_to = ? WHERE account_id = ?')
  const next = db.prepare(
    `SELECT id, account_id, octet_length(headers) + octet_length(body) AS bytes FROM delivery WHERE id > ? ORDER BY id LIMIT ${LOOKED_AT}`,
  )
  const remove = db.prepare('DELETE FROM delivery WHERE id IN (SELECT value FROM json_each(?))')
  const removeSignatures = db.prepare(
    `DELETE FROM seen_signature WHERE account_id = @id AND repeat_key IN (SELECT repeat_key FROM seen_signature WHERE account_id = @id LIMIT ${DELETED})`,
  )
  const removeRules = db.prepare('DELETE FROM receiving_rules WHERE account_id = ?')

  let isFirst = true
  /** Where looking goes on; on disk with the next deletion, because where nothing was deleted looking again costs little. */
  const reached = new Map<string, number>()

  const removeDeliveries = db.transaction((accountId: string, ids: readonly number[], to: number) => {
    remove.run(JSON.stringify(ids))
    moveTo.run(to, accountId)
  })
  /** False when there is no delivery left to look at. */
  const deleteDeliveries = (accountId: string): boolean => {
    const from = reached.get(accountId) ?? Number(lookedTo.get(accountId) ?? 0)
    const ids: number[] = []
    let to = from
    let bytes = 0
    for (const row of next.iterate(from) as IterableIterator<{ id: number; account_id: string; bytes: number }>) {
      to = row.id
      if (row.account_id !== accountId) continue
      ids.push(row.id)
      bytes += row.bytes
      if (ids.length === DELETED || bytes > DELETED_BYTES) break
    }
    if (to === from) return false
    if (ids.length > 0) removeDeliveries(accountId, ids, to)
    reached.set(accountId, to)
    return true
  }
  /** Takes what was deleted out of the write-ahead log as well; false while somebody reads an older state, which is not waited for. */
  const emptyLog = (): boolean => {
    const patience = db.pragma('busy_timeout', { simple: true }) as number
    db.pragma('busy_timeout = 0')
    try {
      const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return busy === 0
    } finally {
      db.pragma(`busy_timeout = ${patience}`)
    }
  }
  return {
    note: (accountId, at) => void note.run(accountId, at),
    among: db.transaction((present: readonly string[]) => {
      const isPresent = new Set(present)
      if (isFirst) for (const id of noted.all() as string[]) if (isPresent.has(id)) drop.run(id)
      isFirst = false
      return (noted.all() as string[]).filter(id => !isPresent.has(id))
    }),
    deleteSome(accountId) {
      if (deleteDeliveries(accountId)) return 'more'
      if (removeSignatures.run({ id: accountId }).changes > 0) return 'more'
      removeRules.run(accountId)
      if (!emptyLog()) return 'waits'
      drop.run(accountId)
      reached.delete(accountId)
      return 'done'
    },
  }
}
