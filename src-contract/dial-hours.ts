/** The hours a task may dial: the same half-hours (0 = 00:00 to 00:30 … 47) on every chosen weekday (1 = Monday … 7 = Sunday). */
export interface DialHours {
  readonly weekdays: readonly number[]
  readonly halfHours: readonly number[]
}

/** The three comma lists of callbot-v3.md 3.4: an hour h in the first is h:00 to h:30, in the second h:30 to (h+1):00. */
export interface DialFields {
  readonly dialAtWeekDay: string
  readonly dialAtUpHour: string
  readonly dialAtDownHour: string
}

/** A stretch of half-hours without a break; `to` is exclusive and may lie beyond 48 when it runs past midnight. */
export interface DialBand {
  readonly from: number
  readonly to: number
}

const HALF_HOUR_MS = 1_800_000
const SLOTS_A_DAY = 48
const SLOTS_A_WEEK = 7 * SLOTS_A_DAY

/** Writes the hours the way the platform takes them. */
export function toDialFields(hours: DialHours): DialFields {
  const slots = sorted(hours.halfHours)
  return {
    dialAtWeekDay: sorted(hours.weekdays).join(','),
    dialAtUpHour: slots
      .filter(slot => slot % 2 === 0)
      .map(slot => slot / 2)
      .join(','),
    dialAtDownHour: slots
      .filter(slot => slot % 2 === 1)
      .map(slot => (slot - 1) / 2)
      .join(','),
  }
}

/** Reads the platform's three comma lists back; numbers out of range are left out. */
export function fromDialFields(fields: DialFields): DialHours {
  const up = numbers(fields.dialAtUpHour, 0, 23).map(hour => hour * 2)
  const down = numbers(fields.dialAtDownHour, 0, 23).map(hour => hour * 2 + 1)
  return { weekdays: sorted(numbers(fields.dialAtWeekDay, 1, 7)), halfHours: sorted([...up, ...down]) }
}

/** Whether the window is open at this instant, on the fixed offset the platform keeps. */
export function isOpenAt(hours: DialHours, zoneSecond: number, at: number): boolean {
  return opens(asSets(hours), localSlot(zoneSecond, at))
}

/** The first instant from `at` on at which the window is open; null when it never is. */
export function nextOpening(hours: DialHours, zoneSecond: number, at: number): number | null {
  const sets = asSets(hours)
  const first = localSlot(zoneSecond, at)
  if (opens(sets, first)) return at
  for (let slot = first + 1; slot <= first + SLOTS_A_WEEK; slot += 1) if (opens(sets, slot)) return slotStart(zoneSecond, slot)
  return null
}

/** When an open window shuts; null when it is shut now or never shuts. */
export function nextClosing(hours: DialHours, zoneSecond: number, at: number): number | null {
  const sets = asSets(hours)
  const first = localSlot(zoneSecond, at)
  if (!opens(sets, first)) return null
  for (let slot = first + 1; slot <= first + SLOTS_A_WEEK; slot += 1) if (!opens(sets, slot)) return slotStart(zoneSecond, slot)
  return null
}

/** The half-hours as stretches; one that touches midnight from both sides is one stretch, 22:00 to 02:00 reads 44 to 52. */
export function bandsOf(halfHours: readonly number[]): DialBand[] {
  const slots = sorted(halfHours)
  const bands: { from: number; to: number }[] = []
  for (const slot of slots) {
    const last = bands.at(-1)
    if (last?.to === slot) last.to = slot + 1
    else bands.push({ from: slot, to: slot + 1 })
  }
  const [first, last] = [bands[0], bands.at(-1)]
  if (!first || !last || first === last || first.from !== 0 || last.to !== SLOTS_A_DAY) return bands
  return [...bands.slice(1, -1), { from: last.from, to: SLOTS_A_DAY + first.to }]
}

interface Sets {
  readonly days: ReadonlySet<number>
  readonly slots: ReadonlySet<number>
}
const asSets = (hours: DialHours): Sets => ({ days: new Set(hours.weekdays), slots: new Set(hours.halfHours) })

/** Half-hours since 1970-01-01 00:00 of the local clock. An offset of 5 h 45 min shifts the grid with it. */
const localSlot = (zoneSecond: number, at: number): number => Math.floor((at + zoneSecond * 1000) / HALF_HOUR_MS)
const slotStart = (zoneSecond: number, slot: number): number => slot * HALF_HOUR_MS - zoneSecond * 1000

function opens(sets: Sets, slot: number): boolean {
  const day = Math.floor(slot / SLOTS_A_DAY)
  // 1970-01-01 was a Thursday, weekday 4.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1
  return sets.days.has(weekday) && sets.slots.has(slot - day * SLOTS_A_DAY)
}

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)

function numbers(list: string, low: number, high: number): number[] {
  return list
    .split(',')
    .map(part => part.trim())
    .filter(part => /^\d+$/.test(part))
    .map(Number)
    .filter(value => value >= low && value <= high)
}
