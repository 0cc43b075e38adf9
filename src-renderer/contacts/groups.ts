import type { ContactList, RefusalReason } from '../../src-contract/model/contact.ts'

export interface ReasonCount {
  readonly reason: RefusalReason
  readonly count: number
}

/** Reasons that occurred, most frequent first. */
export function reasonCounts(list: Pick<ContactList, 'byReason'>): ReasonCount[] {
  return (Object.entries(list.byReason) as [RefusalReason, number][])
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason))
}

/** Rows left out for any reason. */
export function problemCount(list: Pick<ContactList, 'byReason'>): number {
  return reasonCounts(list).reduce((sum, { count }) => sum + count, 0)
}
