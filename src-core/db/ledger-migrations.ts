import { accountsAndSettings } from './ledger/0010-accounts-and-settings.ts'
import { tasksAndSubmissions } from './ledger/0020-tasks-and-submissions.ts'
import { audit } from './ledger/0030-audit.ts'
import { rulesAndModes } from './ledger/0040-rules-and-modes.ts'
import { withdrawals } from './ledger/0050-withdrawals.ts'
import { tunnels } from './ledger/0060-tunnels.ts'
import { alerts } from './ledger/0070-alerts.ts'
import { pauses } from './ledger/0080-pauses.ts'
import { requestsUnderWay } from './ledger/0090-requests-under-way.ts'
import type { Migration } from './migrate.ts'

/** The history of `ledger.db`, oldest first. */
export const ledgerMigrations: readonly Migration[] = [
  accountsAndSettings,
  tasksAndSubmissions,
  audit,
  rulesAndModes,
  withdrawals,
  tunnels,
  alerts,
  pauses,
  requestsUnderWay,
]
