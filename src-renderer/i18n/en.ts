import { accountsEn } from './en/accounts.ts'
import { alertsEn } from './en/alerts.ts'
import { auditEn } from './en/audit.ts'
import { contactsEn } from './en/contacts.ts'
import { errorsEn } from './en/errors.ts'
import { firstStartEn } from './en/first-start.ts'
import { ordersEn } from './en/orders.ts'
import { reconciliationEn } from './en/reconciliation.ts'
import { retCodesEn } from './en/ret-codes.ts'
import { settingsEn } from './en/settings.ts'
import { setupEn } from './en/setup.ts'
import { shellEn } from './en/shell.ts'
import { statusEn } from './en/status.ts'
import { submissionsEn } from './en/submissions.ts'
import { tasksEn } from './en/tasks.ts'
import { tunnelEn } from './en/tunnel.ts'
import { uiEn } from './en/ui.ts'
import { wallboardEn } from './en/wallboard.ts'
import { webhooksEn } from './en/webhooks.ts'
import { withdrawalsEn } from './en/withdrawals.ts'
import { writesEn } from './en/writes.ts'

/** The English catalogue. Keys are typed from it, so a missing word is a type error. */
export const en = {
  shell: shellEn,
  ui: uiEn,
  errors: errorsEn,
  retCodes: retCodesEn,
  status: statusEn,
  accounts: accountsEn,
  firstStart: firstStartEn,
  webhooks: webhooksEn,
  settings: settingsEn,
  contacts: contactsEn,
  setup: setupEn,
  tasks: tasksEn,
  tunnel: tunnelEn,
  wallboard: wallboardEn,
  alerts: alertsEn,
  submissions: submissionsEn,
  withdrawals: withdrawalsEn,
  reconciliation: reconciliationEn,
  audit: auditEn,
  orders: ordersEn,
  writes: writesEn,
} as const
