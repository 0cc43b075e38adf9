import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { go } from '../store/screen-store.ts'
import { Notice } from '../ui/notice.tsx'

/** Why nothing can be committed for an account, and where that is decided. */
export function ReadOnlyNotice({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  return (
    <Notice icon={<IconLock size={14} />} title={t('writes.readOnly.title', { account: account.label })}>
      {t('writes.readOnly.text')}{' '}
      <button type="button" className="cb-link" onClick={() => go({ name: 'accounts', edit: account.id })}>
        {t('writes.readOnly.link')}
      </button>
    </Notice>
  )
}
