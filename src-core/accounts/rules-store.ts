import { type AccountRules, defaultRules } from '../../src-contract/model/account.ts'
import type { Db } from '../db/open.ts'

/** The operator's rules of writing, by account. */
export interface RulesStore {
  /** The defaults of the contract until some were kept. */
  of(accountId: string): AccountRules
  put(accountId: string, rules: AccountRules, at: number): void
  remove(accountId: string): void
}

/** Rules in `ledger.db`, JSON by account. */
export function createRulesStore(db: Db): RulesStore {
  const find = db.prepare('SELECT rules FROM account_rules WHERE account_id = ?').pluck()
  const put = db.prepare(`
    INSERT INTO account_rules (account_id, rules, changed_at) VALUES (?, ?, ?)
    ON CONFLICT (account_id) DO UPDATE SET rules = excluded.rules, changed_at = excluded.changed_at`)
  const remove = db.prepare('DELETE FROM account_rules WHERE account_id = ?')
  return {
    of(accountId) {
      const kept = find.get(accountId) as string | undefined
      return kept === undefined ? defaultRules : { ...defaultRules, ...(JSON.parse(kept) as Partial<AccountRules>) }
    },
    put: (accountId, rules, at) => void put.run(accountId, JSON.stringify(rules), at),
    remove: accountId => void remove.run(accountId),
  }
}
