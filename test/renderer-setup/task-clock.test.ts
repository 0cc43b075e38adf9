import { expect, test } from 'vitest'
import { instantOfWall, wallOfInstant, zoneNames, zoneSecondAt } from '../../src-renderer/setup/task-clock.ts'

test('a wall clock time in a zone is one instant, and comes back the same', () => {
  const at = instantOfWall('2026-04-02T15:00', 'America/Santiago')
  expect(at).toBe(Date.UTC(2026, 3, 2, 18, 0))
  expect(wallOfInstant(at ?? 0, 'America/Santiago')).toBe('2026-04-02T15:00')
})

test('the offset of a zone follows its clock change', () => {
  expect(zoneSecondAt('America/Santiago', Date.UTC(2026, 3, 2))).toBe(-10_800)
  expect(zoneSecondAt('America/Santiago', Date.UTC(2026, 3, 8))).toBe(-14_400)
  expect(zoneSecondAt('Asia/Kathmandu', 0)).toBe(19_800)
})

test('an unknown zone or a half-typed time is no instant', () => {
  expect(zoneSecondAt('Mars/Olympus', 0)).toBeNull()
  expect(instantOfWall('2026-04-02T15', 'Mars/Olympus')).toBeNull()
  expect(instantOfWall('2026-04', 'UTC')).toBeNull()
})

test('the zone list always holds the zone of the form', () => {
  expect(zoneNames(['America/Santiago', 'nonsense'])).toEqual(expect.arrayContaining(['America/Santiago', 'UTC', 'Asia/Shanghai']))
  expect(zoneNames(['nonsense'])).not.toContain('nonsense')
})
