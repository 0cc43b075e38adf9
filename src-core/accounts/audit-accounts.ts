import type { AccountRules } from '../../src-contract/model/account.ts'
import type { Audit } from '../audit/audit.ts'
import type { AccountRecord } from './account-store.ts'

/** What the audit is told of accounts. */
export interface AccountFacts {
  /** `before` null for a new account. A secret that came along is named in a line of its own. */
  saved(before: AccountRecord | null, after: AccountRecord, withSecret: boolean): void
  secret(account: AccountRecord): void
  /** The same rules again say nothing. */
  rules(account: AccountRecord, before: AccountRules, after: AccountRules): void
  removed(account: AccountRecord): void
}

/** Tells the audit field by field what is no secret: never a key, and not the unguessable part of the webhook addresses. */
export function auditAccounts(audit: Audit): AccountFacts {
  const secret = ({ id, label, secretPlace }: AccountRecord, words: string) =>
    audit.add({ action: 'account.secret', accountId: id, subject: label, after: { secret: words, keptIn: secretPlace } })
  return {
    saved(before, after, withSecret) {
      const values = { before: before && openValues(before), after: openValues(after) }
      if (JSON.stringify(values.before) !== JSON.stringify(values.after))
        audit.add({ action: 'account.saved', accountId: after.id, subject: after.label, ...values })
      if (withSecret) secret(after, before ? 'secret replaced' : 'secret given')
    },
    secret: account => secret(account, 'secret replaced'),
    rules({ id, label }, before, after) {
      const values = { before: { ...before }, after: { ...after } }
      if (JSON.stringify(sorted(values.before)) === JSON.stringify(sorted(values.after))) return
      audit.add({ action: 'account.rules', accountId: id, subject: label, ...values })
    },
    removed: account =>
      audit.add({ action: 'account.removed', accountId: account.id, subject: account.label, before: openValues(account) }),
  }
}

const openValues = ({ kind, label, colour, identity, algorithm, region, tenantId, baseUrl, simulator }: AccountRecord) => ({
  kind,
  label,
  colour,
  identity,
  algorithm,
  region,
  tenantId,
  baseUrl,
  simulator,
})

const sorted = (rules: AccountRules) => Object.entries(rules).sort()
