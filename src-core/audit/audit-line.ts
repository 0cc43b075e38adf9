import { createHash } from 'node:crypto'
import type { AuditEntry, AuditOutcome } from '../../src-contract/model/audit.ts'

/** A line of `audit_entry` as SQLite gives it; `before` and `after` are JSON text. */
export interface AuditRow {
  readonly id: number
  readonly at: number
  readonly by: string
  readonly account_id: string | null
  readonly account_label: string
  readonly action: string
  readonly subject: string
  readonly outcome: AuditOutcome
  readonly before: string | null
  readonly after: string | null
  readonly request_id: string | null
  readonly response_id: string | null
  readonly previous_hash: string
  readonly hash: string
}

/** What the first line has for the hash of the line before it. */
export const NO_HASH = '0'.repeat(64)

/** Raised when the text below changes; a verifier finds it as the first field of every exported line. */
const RECIPE = 1

/**
 * The text a line's hash is made of: JSON without blanks, these fields in this order, `before` and `after` as they were
 * written. An exported line is this text with the hash added as its last field (docs/audit.md).
 */
function hashedText(row: Omit<AuditRow, 'hash'>): string {
  const text = (value: string | null) => JSON.stringify(value)
  return (
    `{"v":${RECIPE},"id":${row.id},"at":${row.at},"by":${text(row.by)},"accountId":${text(row.account_id)},` +
    `"accountLabel":${text(row.account_label)},"action":${text(row.action)},"subject":${text(row.subject)},` +
    `"outcome":${text(row.outcome)},"before":${row.before ?? 'null'},"after":${row.after ?? 'null'},` +
    `"requestId":${text(row.request_id)},"responseId":${text(row.response_id)},"previousHash":${text(row.previous_hash)}}`
  )
}

/** SHA-256 of a line's text in UTF-8, 64 hex digits. */
export const hashOf = (row: Omit<AuditRow, 'hash'>): string => sha256(hashedText(row))

/** SHA-256 of a text in UTF-8, or of bytes, 64 hex digits. */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** The line as an export has it, without the line end. */
export const exportedLine = (row: AuditRow): string => `${hashedText(row).slice(0, -1)},"hash":${JSON.stringify(row.hash)}}`

/** Whether a line is as it was written. Values that are no JSON could pass a border between fields, so they never are. */
export const isAsWritten = (row: AuditRow): boolean => isJson(row.before) && isJson(row.after) && hashOf(row) === row.hash

/** The line as the page gets it. A value somebody broke by hand is shown as the text it is. */
export function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    by: row.by,
    accountId: row.account_id,
    accountLabel: row.account_label,
    action: row.action,
    subject: row.subject,
    outcome: row.outcome,
    before: valueFrom(row.before),
    after: valueFrom(row.after),
    requestId: row.request_id,
    responseId: row.response_id,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

function valueFrom(text: string | null): AuditEntry['before'] {
  if (text === null) return null
  return isJson(text) ? (JSON.parse(text) as AuditEntry['before']) : text
}

function isJson(text: string | null): boolean {
  if (text === null) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
