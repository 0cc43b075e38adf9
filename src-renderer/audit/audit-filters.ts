import type { AuditFilter } from '../../src-contract/model/audit.ts'

/** What the operator chose above the list: dates are days of this computer, "2026-04-02", or empty. */
export interface AuditChoice {
  readonly text: string
  readonly accountId: string | null
  readonly actions: readonly string[]
  readonly fromDay: string
  readonly toDay: string
}

export const noChoice: AuditChoice = { text: '', accountId: null, actions: [], fromDay: '', toDay: '' }

/** The filter of a choice: from the first moment of a day, to the last moment of one. */
export function filterOf({ text, accountId, actions, fromDay, toDay }: AuditChoice): AuditFilter {
  return { text: text.trim(), accountId, actions: [...actions], from: startOfDay(fromDay, 0), to: startOfDay(toDay, 1) }
}

/** True when it leaves lines out. */
export const isFiltered = (choice: AuditChoice): boolean => JSON.stringify(filterOf(choice)) !== JSON.stringify(filterOf(noChoice))

/** First moment of a day, or of one some days later, in the zone of this computer: days may have 23 or 25 hours. */
function startOfDay(day: string, daysLater: number): number | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date + daysLater).getTime()
}
