/** Keys of the weekdays' names in the catalogue, Monday first. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Clock time of a half-hour boundary, 0 to 48; 48 is the midnight that ends the day. */
export function clockOfHalfHour(boundary: number): string {
  return `${String(Math.floor(boundary / 2)).padStart(2, '0')}:${boundary % 2 === 0 ? '00' : '30'}`
}

/** Neighbouring numbers of a set as first and last of each run. */
function runs(numbers: readonly number[]): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const open = found.at(-1)
    if (open && open.last === number - 1) open.last = number
    else found.push({ first: number, last: number })
  }
  return found
}

/** Painted half-hours as clock windows: `09:00–13:00, 15:00–19:30`. Empty when nothing is painted. */
export function windowWords(halfHours: readonly number[]): string {
  return runs(halfHours)
    .map(({ first, last }) => `${clockOfHalfHour(first)}–${clockOfHalfHour(last + 1)}`)
    .join(', ')
}

/** Words a sentence of weekdays is built from; the names stand Monday first. */
export interface WeekdayWords {
  readonly names: readonly string[]
  readonly every: string
  readonly range: (first: string, last: string) => string
}

/** Weekdays (1 = Monday … 7 = Sunday) as `Mon to Fri`, `Mon, Wed`, `Mon to Wed, Sat`. */
export function weekdayWords(weekdays: readonly number[], words: WeekdayWords): string {
  const name = (day: number) => words.names[day - 1] ?? String(day)
  const found = runs(weekdays)
  if (found.length === 1 && found[0]?.first === 1 && found[0].last === 7) return words.every
  return found
    .map(({ first, last }) =>
      first === last ? name(first) : last === first + 1 ? `${name(first)}, ${name(last)}` : words.range(name(first), name(last)),
    )
    .join(', ')
}
