import type { Db } from '../db/open.ts'

/** Reads and moves the id of the last delivery that the cache holds; in `cache.db`, so a rebuilt cache starts at 0. */
export function createCacheWatermark(cache: Db): { get(): number; set(id: number): void } {
  const read = cache.prepare('SELECT delivery_id FROM delivery_watermark WHERE one = 1').pluck()
  const move = cache.prepare('UPDATE delivery_watermark SET delivery_id = max(delivery_id, ?) WHERE one = 1')
  return { get: () => Number(read.get()), set: id => void move.run(id) }
}
