import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { useCommand } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { useSetting } from '../store/settings-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'

/** What keeps the active account from working, above every screen, until it is settled: keychain, secret, simulator. */
export function AccountNotices({ account, info, onCheckAgain }: { account: AccountView; info: SystemInfo; onCheckAgain: () => void }) {
  const { t } = useTranslation()
  const [understood, setUnderstood] = useSetting<boolean>('notice.noKeychain', false)
  const simulator = useCommand('simulator.start')
  const enter = () => go({ name: 'accounts', edit: account.id })

  if (account.simulator) {
    if (info.simulator.running) return null
    return (
      <>
        <Notice
          inline
          title={t('shell.keychain.simulatorTitle')}
          actions={
            <Button size="xs" loading={simulator.running} onClick={() => void simulator.run({})}>
              {t('shell.keychain.startSimulator')}
            </Button>
          }
        >
          {t('shell.keychain.simulatorText')}
        </Notice>
        {simulator.error ? (
          <div className="cb-section">
            <ErrorPanel compact error={simulator.error} />
          </div>
        ) : null}
      </>
    )
  }
  if (account.secret === 'locked' || (info.keychain.state === 'locked' && account.secret !== 'memory')) {
    return (
      <Notice
        inline
        icon={<IconLock size={14} />}
        title={t('shell.keychain.lockedTitle')}
        actions={
          <>
            <Button size="xs" onClick={enter}>
              {t('shell.keychain.enterForRun')}
            </Button>
            <Button size="xs" variant="default" onClick={onCheckAgain}>
              {t('shell.keychain.checkAgain')}
            </Button>
          </>
        }
      >
        {t('shell.keychain.lockedText', { account: account.label })}
      </Notice>
    )
  }
  if (account.secret === 'missing') {
    return (
      <Notice
        inline
        icon={<IconLock size={14} />}
        title={t('shell.keychain.missingTitle', { account: account.label })}
        actions={
          <Button size="xs" onClick={enter}>
            {t('shell.keychain.enter')}
          </Button>
        }
      >
        {t('shell.keychain.missingText')}
      </Notice>
    )
  }
  if (info.keychain.state === 'none' && !understood) {
    return (
      <Notice
        inline
        icon={<IconLock size={14} />}
        title={t('shell.keychain.noneTitle')}
        actions={
          <Button size="xs" variant="default" onClick={() => setUnderstood(true)}>
            {t('shell.keychain.understood')}
          </Button>
        }
      >
        {t('shell.keychain.noneText')}
      </Notice>
    )
  }
  return null
}
