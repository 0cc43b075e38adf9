import type { Db } from '../db/open.ts'
import type { Log } from '../log.ts'

/** The pause of an account after trouble; instants in UTC milliseconds. */
export interface Pause {
  /** Troubles in a row. */
  readonly failures: number
  readonly failedAt: number
  readonly heldUntil: number
}

/** Keeps pauses over a restart, so that a console that comes back does not knock at a platform in trouble at once. */
export interface PauseStore {
  get(accountId: string): Pause | null
  /** Null: the account answers again. Never throws: a pause that cannot be kept (the disk is full) still holds in this run. */
  set(accountId: string, pause: Pause | null): void
}

/** Reads and writes `account_pause` of `ledger.db`. */
export function createPauseStore({ ledger, log }: { ledger: Db; log: Log }): PauseStore {
  const one = ledger.prepare<[string], Pause>(
    'SELECT failures, failed_at AS failedAt, held_until AS heldUntil FROM account_pause WHERE account_id = ?',
  )
  const put = ledger.prepare(`
    INSERT INTO account_pause (account_id, failures, failed_at, held_until) VALUES (@accountId, @failures, @failedAt, @heldUntil)
    ON CONFLICT (account_id) DO UPDATE SET
      failures = excluded.failures, failed_at = excluded.failed_at, held_until = excluded.held_until`)
  const drop = ledger.prepare('DELETE FROM account_pause WHERE account_id = ?')
  return {
    get: accountId => one.get(accountId) ?? null,
    set(accountId, pause) {
      try {
        if (pause === null) drop.run(accountId)
        else put.run({ accountId, ...pause })
      } catch (error) {
        log.write('warn', 'the pause of an account could not be kept', { error, account: accountId })
      }
    },
  }
}
