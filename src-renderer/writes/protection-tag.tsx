import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { Tag } from '../ui/tag.tsx'

/** The protection level of an account as a small tag. */
export function ProtectionTag({ account }: { account: Pick<AccountView, 'rules'> }) {
  const { t } = useTranslation()
  return <Tag look="neutral">{t(`writes.protection.${account.rules.protection}.tag`)}</Tag>
}

/** READ ONLY, for an account whose rules refuse every write; nothing for any other. */
export function ReadOnlyTag({ account }: { account: Pick<AccountView, 'rules'> }) {
  return account.rules.protection === 'readOnly' ? <ProtectionTag account={account} /> : null
}
