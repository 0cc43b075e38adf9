import { accountsAndSettings } from './ledger/0010-accounts-and-settings.ts'
import { tasksAndSubmissions } from './ledger/0020-tasks-and-submissions.ts'
import type { Migration } from './migrate.ts'

/** The history of `ledger.db`, oldest first. */
export const ledgerMigrations: readonly Migration[] = [accountsAndSettings, tasksAndSubmissions]
