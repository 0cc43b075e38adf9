import { isOpenAt, nextClosing, nextOpening } from '../../src-contract/dial-hours.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'

/** Whether a task may dial at an instant, and when that changes next (UTC milliseconds; null: never). */
export type DialWindow =
  | { readonly state: 'open'; readonly changesAt: number | null }
  | { readonly state: 'closed'; readonly changesAt: number }
  | { readonly state: 'never' }

/** The dial window at `now`, on the fixed offset the platform keeps for the task, whatever the clocks of its zone do meanwhile. */
export function dialWindow(hours: Pick<CallbotForm, 'weekdays' | 'halfHours'>, zoneSecond: number, now: number): DialWindow {
  if (isOpenAt(hours, zoneSecond, now)) return { state: 'open', changesAt: nextClosing(hours, zoneSecond, now) }
  const changesAt = nextOpening(hours, zoneSecond, now)
  return changesAt === null ? { state: 'never' } : { state: 'closed', changesAt }
}
