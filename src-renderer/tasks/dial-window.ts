import { Temporal } from 'temporal-polyfill'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { isZone } from '../setup/task-clock.ts'

/** Whether a task may dial at an instant, and when that changes next (UTC milliseconds; null: never within eight days). */
export type DialWindow =
  | { readonly state: 'open'; readonly changesAt: number | null }
  | { readonly state: 'closed'; readonly changesAt: number }
  | { readonly state: 'never' }

const HALF_HOURS_OF_EIGHT_DAYS = 8 * 48

/** The dial window of a form at `now`: weekdays (1 = Monday) times half-hours (0 to 47) in the task's zone. */
export function dialWindow(form: Pick<CallbotForm, 'timeZone' | 'weekdays' | 'halfHours'>, now: number): DialWindow {
  if (form.weekdays.length === 0 || form.halfHours.length === 0 || !isZone(form.timeZone)) return { state: 'never' }
  const days = new Set(form.weekdays)
  const cells = new Set(form.halfHours)
  const isOpen = (at: Temporal.ZonedDateTime) => days.has(at.dayOfWeek) && cells.has(at.hour * 2 + (at.minute >= 30 ? 1 : 0))

  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(form.timeZone)
  const openNow = isOpen(start)
  let at = start.with({ minute: start.minute >= 30 ? 30 : 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  for (let step = 0; step < HALF_HOURS_OF_EIGHT_DAYS; step += 1) {
    at = at.add({ minutes: 30 })
    if (isOpen(at) !== openNow) return { state: openNow ? 'open' : 'closed', changesAt: at.epochMilliseconds }
  }
  return openNow ? { state: 'open', changesAt: null } : { state: 'never' }
}
