import type { Migration } from '../migrate.ts'

/** How far the deliveries of `inbox.db` have been applied to this cache; a new cache starts at none and replays them all. */
export const watermark: Migration = {
  version: 30,
  name: 'watermark',
  sql: `
    CREATE TABLE delivery_watermark (one INTEGER PRIMARY KEY CHECK (one = 1), delivery_id INTEGER NOT NULL) STRICT;
    INSERT INTO delivery_watermark VALUES (1, 0);
  `,
}
