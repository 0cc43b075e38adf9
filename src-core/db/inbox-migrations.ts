import { deliveries } from './inbox/0010-deliveries.ts'
import type { Migration } from './migrate.ts'

/** The history of `inbox.db`, oldest first. */
export const inboxMigrations: readonly Migration[] = [deliveries]
