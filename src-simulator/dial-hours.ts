import type { TaskSetting } from './model.ts'

const HALF_HOUR = 1800
const WEEK_SLOTS = 7 * 48

/** Numbers of a comma list; undefined when one of them is not a whole number within the range. */
export function numberList(text: string, low: number, high: number): number[] | undefined {
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  const numbers = parts.map(Number)
  return parts.every(part => /^\d+$/.test(part)) && numbers.every(each => each >= low && each <= high) ? numbers : undefined
}

/**
 * Whether a task may dial at this instant (callbot-v3.md 3.4): dialAtUpHour holds the first half-hours,
 * dialAtDownHour the second ones, in the zone zoneSecond east of UTC. An empty list is no restriction.
 */
export function mayDial(setting: TaskSetting, stampMs: number): boolean {
  const local = Math.floor(stampMs / 1000) + setting.zoneSecond
  const day = Math.floor(local / 86_400)
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1
  const slot = Math.floor((local - day * 86_400) / HALF_HOUR)
  const days = numberList(setting.dialAtWeekDay, 1, 7) ?? []
  const up = numberList(setting.dialAtUpHour, 0, 23) ?? []
  const down = numberList(setting.dialAtDownHour, 0, 23) ?? []
  if (days.length > 0 && !days.includes(weekday)) return false
  if (up.length + down.length === 0) return true
  return (slot % 2 === 0 ? up : down).includes(slot >> 1)
}

/** The next instant at which the task may dial, or undefined when there is none in a week. */
export function nextDialMs(setting: TaskSetting, stampMs: number): number | undefined {
  if (mayDial(setting, stampMs)) return stampMs
  const localSecond = Math.floor(stampMs / 1000) + setting.zoneSecond
  const firstSlot = Math.floor(localSecond / HALF_HOUR) + 1
  for (let slot = firstSlot; slot <= firstSlot + WEEK_SLOTS; slot++) {
    const nextMs = (slot * HALF_HOUR - setting.zoneSecond) * 1000
    if (mayDial(setting, nextMs)) return nextMs
  }
  return undefined
}
