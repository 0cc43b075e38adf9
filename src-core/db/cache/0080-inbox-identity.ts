import type { Migration } from '../migrate.ts'

/** Of which inbox the watermark is: a replaced or restored `inbox.db` counts its deliveries anew. */
export const inboxIdentity: Migration = {
  version: 80,
  name: 'inbox identity',
  sql: `
    -- The nonce of that inbox; null until one was seen.
    ALTER TABLE delivery_watermark ADD COLUMN inbox_nonce TEXT;
    -- When another inbox was found in its place, UTC milliseconds; null when it never was.
    ALTER TABLE delivery_watermark ADD COLUMN inbox_replaced_at INTEGER;
  `,
}
