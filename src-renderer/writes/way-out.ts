import type { FormIssue } from '../../src-contract/model/task.ts'
import type { WritePreview } from '../../src-contract/model/write.ts'
import type { writesEn } from '../i18n/en/writes.ts'
import type { Screen } from '../store/screen-store.ts'

export interface WayOut {
  readonly name: keyof typeof writesEn.way
  readonly screen: Screen
}

/** Where a blocker is settled, when that is another screen than the one behind the dialog. */
export function wayOut({ code }: FormIssue, preview: Pick<WritePreview, 'accountId'>): WayOut | null {
  if (code === 'account_read_only') return { name: 'rules', screen: { name: 'accounts', edit: preview.accountId } }
  if (code.startsWith('secret_') || code.startsWith('keychain_'))
    return { name: 'account', screen: { name: 'accounts', edit: preview.accountId } }
  if (code.startsWith('list_')) return { name: 'contacts', screen: { name: 'contacts' } }
  if (code === 'listener_off') return { name: 'webhooks', screen: { name: 'webhooks' } }
  return null
}
