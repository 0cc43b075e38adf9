import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextClockChange, readWallClock, zoneExists, zoneSecondAt } from '../../src-core/tasks/zone-time.ts'

const at = (text: string) => Date.parse(text)
const zones = [
  'America/Santiago',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
]

test('zoneSecond is seconds east of UTC at that instant', () => {
  expect(zoneSecondAt('Asia/Shanghai', 0)).toBe(28_800)
  expect(zoneSecondAt('America/Santiago', at('2026-04-02T12:00:00Z'))).toBe(-10_800)
  expect(zoneSecondAt('America/Santiago', at('2026-04-10T12:00:00Z'))).toBe(-14_400)
  expect(zoneSecondAt('Asia/Kathmandu', 0)).toBe(19_800)
  expect(zoneSecondAt('Asia/Kathmandu', at('2026-01-01T00:00:00Z'))).toBe(20_700)
})

test('the clock change of Chile in April 2026 is found with its direction, and none where there is none', () => {
  expect(nextClockChange('America/Santiago', at('2026-04-02T12:00:00Z'), 60)).toEqual({
    at: at('2026-04-05T03:00:00Z'),
    fromZoneSecond: -10_800,
    toZoneSecond: -14_400,
  })
  expect(nextClockChange('America/Santiago', at('2026-04-02T12:00:00Z'), 2)).toBeNull()
  expect(nextClockChange('Asia/Shanghai', at('2026-04-02T12:00:00Z'), 400)).toBeNull()
})

test('a wall clock that a zone skips is refused, one that it shows twice is the first and says so', () => {
  expect(readWallClock('2026-03-29T02:30', 'Europe/Berlin')).toEqual({ state: 'skipped' })
  expect(readWallClock('2026-10-25T02:30', 'Europe/Berlin')).toEqual({ state: 'found', at: at('2026-10-25T00:30:00Z'), twice: true })
  expect(readWallClock('2026-10-25T03:00', 'Europe/Berlin')).toEqual({ state: 'found', at: at('2026-10-25T02:00:00Z'), twice: false })
  expect(readWallClock('2026-02-30T02:30', 'Europe/Berlin')).toEqual({ state: 'unreadable' })
  expect(readWallClock('tomorrow', 'Europe/Berlin')).toEqual({ state: 'unreadable' })
})

test('in the weeks around a clock change, a wall clock that is found reads back as itself in every zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: at('2024-01-01T00:00:00Z') / 900_000, max: at('2032-01-01T00:00:00Z') / 900_000 }),
      (zone, quarter) => {
        const change = nextClockChange(zone, quarter * 900_000, 400)
        const near = (change?.at ?? quarter * 900_000) + ((quarter % 48) - 24) * 900_000
        // What the wall of that zone shows at `near`, to the minute.
        const shown = new Date(near + zoneSecondAt(zone, near) * 1000).toISOString().slice(0, 16)
        const read = readWallClock(shown, zone)
        expect(read.state).toBe('found')
        if (read.state !== 'found') return
        expect(new Date(read.at + zoneSecondAt(zone, read.at) * 1000).toISOString().slice(0, 16)).toBe(shown)
        expect(read.at).toBeLessThanOrEqual(near)
        expect(read.twice || read.at === near).toBe(true)
      },
    ),
  )
})

test('zone names are IANA names; offsets and inventions are not', () => {
  expect([...zones, 'UTC', '+08:00', 'Mars/Olympus', ''].map(zoneExists)).toEqual([...zones.map(() => true), true, false, false, false])
})
