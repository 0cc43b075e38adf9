import { accountsEn } from './en/accounts.ts'
import { contactsEn } from './en/contacts.ts'
import { errorsEn } from './en/errors.ts'
import { firstStartEn } from './en/first-start.ts'
import { ordersEn } from './en/orders.ts'
import { retCodesEn } from './en/ret-codes.ts'
import { settingsEn } from './en/settings.ts'
import { setupEn } from './en/setup.ts'
import { shellEn } from './en/shell.ts'
import { statusEn } from './en/status.ts'
import { submissionsEn } from './en/submissions.ts'
import { tasksEn } from './en/tasks.ts'
import { uiEn } from './en/ui.ts'
import { webhooksEn } from './en/webhooks.ts'

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
  submissions: submissionsEn,
  orders: ordersEn,
} as const
