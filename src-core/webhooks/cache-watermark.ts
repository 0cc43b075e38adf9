import type { Db } from '../db/open.ts'

/** How far the deliveries of which inbox are in the cache; in `cache.db`, so a rebuilt cache starts at 0. */
export interface CacheWatermark {
  /** Id of the last delivery that the cache holds. */
  get(): number
  set(id: number): void
  /** The nonce of the inbox whose ids these are; null when it was never noted. */
  inbox(): string | null
  /** The inbox that is there is the one the ids are of. */
  noteInbox(nonce: string): void
  /** Another inbox was found at `at`, UTC milliseconds: begins anew at 0. */
  restart(nonce: string, at: number): void
  /** When that was the last time, UTC milliseconds; null when it never was. */
  replacedAt(): number | null
}

/** Opens the watermark over `cache.db`. */
export function createCacheWatermark(cache: Db): CacheWatermark {
  const read = cache.prepare('SELECT delivery_id FROM delivery_watermark WHERE one = 1').pluck()
  const move = cache.prepare('UPDATE delivery_watermark SET delivery_id = max(delivery_id, ?) WHERE one = 1')
  const inbox = cache.prepare('SELECT inbox_nonce FROM delivery_watermark WHERE one = 1').pluck()
  const noteInbox = cache.prepare('UPDATE delivery_watermark SET inbox_nonce = ? WHERE one = 1')
  const restart = cache.prepare('UPDATE delivery_watermark SET delivery_id = 0, inbox_nonce = ?, inbox_replaced_at = ? WHERE one = 1')
  const replacedAt = cache.prepare('SELECT inbox_replaced_at FROM delivery_watermark WHERE one = 1').pluck()
  return {
    get: () => Number(read.get()),
    set: id => void move.run(id),
    inbox: () => inbox.get() as string | null,
    noteInbox: nonce => void noteInbox.run(nonce),
    restart: (nonce, at) => void restart.run(nonce, at),
    replacedAt: () => replacedAt.get() as number | null,
  }
}
