import { deliveries } from './inbox/0010-deliveries.ts'
import { receiving } from './inbox/0020-receiving.ts'
import { removedAccounts } from './inbox/0030-removed-accounts.ts'
import type { Migration } from './migrate.ts'

/** The history of `inbox.db`, oldest first. */
export const inboxMigrations: readonly Migration[] = [deliveries, receiving, removedAccounts]
