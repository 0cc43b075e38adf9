import type { Alert } from '../../src-contract/model/board.ts'

/**
 * Alerts the operator has been told of since the last look. The first look (`known` null) tells of nothing: what was there
 * when the page opened is in the list, not news.
 */
export function newlyNotified(alerts: readonly Alert[], known: ReadonlySet<number> | null): { fresh: Alert[]; known: ReadonlySet<number> } {
  const told = alerts.filter(alert => alert.notifiedAt !== null)
  const fresh = known === null ? [] : told.filter(alert => !known.has(alert.id) && alert.seenAt === null)
  return { fresh, known: new Set([...(known ?? []), ...told.map(alert => alert.id)]) }
}
