import { ReceivingRules } from '../../src-contract/model/webhook.ts'
import type { Db } from '../db/open.ts'

/** The careful reading of a platform that documents no tolerance: everything signed is taken, and what is odd is marked. */
const callbotRules: ReceivingRules = {
  // Five minutes either way, as Standard Webhooks has it.
  toleranceSeconds: 300,
  stale: 'mark',
  replayWindowSeconds: 86_400,
  repeated: 'mark',
  refuseWith: 'http401',
}

/** What holds until the operator says otherwise; NXLink documents 60 s for its signed time (nxlink-cc.md 6). */
export const defaultReceivingRules = (kind: 'callbot' | 'nxlink'): ReceivingRules =>
  kind === 'nxlink' ? { ...callbotRules, toleranceSeconds: 60 } : callbotRules

export interface ReceivingRulesStore {
  get(accountId: string, kind: 'callbot' | 'nxlink'): ReceivingRules
  set(accountId: string, rules: ReceivingRules): void
}

/** The rules by account in `inbox.db`; the listener thread writes and obeys them. */
export function createReceivingRulesStore(db: Db): ReceivingRulesStore {
  const read = db.prepare('SELECT rules FROM receiving_rules WHERE account_id = ?').pluck()
  const put = db.prepare(
    'INSERT INTO receiving_rules (account_id, rules) VALUES (?, ?) ON CONFLICT (account_id) DO UPDATE SET rules = excluded.rules',
  )
  const known = new Map<string, ReceivingRules | null>()
  return {
    get(accountId, kind) {
      let rules = known.get(accountId)
      if (rules === undefined) {
        const text = read.get(accountId) as string | undefined
        const parsed = text === undefined ? null : ReceivingRules.safeParse(JSON.parse(text))
        rules = parsed?.success ? parsed.data : null
        known.set(accountId, rules)
      }
      return rules ?? defaultReceivingRules(kind)
    },
    set(accountId, rules) {
      put.run(accountId, JSON.stringify(rules))
      known.set(accountId, rules)
    },
  }
}
