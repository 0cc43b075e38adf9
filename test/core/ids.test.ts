import { expect, test } from 'vitest'
import { newId, newIds } from '../../src-core/ids.ts'

test('the ids of a slice are UUIDs of version 7, all different, in their order, and of the present time', () => {
  const before = Date.now()
  const ids = [...newIds(2_000), ...newIds(2_000)]
  expect(new Set(ids).size).toBe(4_000)
  for (const id of [...ids.slice(0, 5), newId()]) expect(id).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  expect(ids.slice(0, 2_000)).toEqual(ids.slice(0, 2_000).toSorted())
  expect(Number.parseInt(ids[0]?.slice(0, 12) ?? '', 16)).toBeGreaterThanOrEqual(before)
})
