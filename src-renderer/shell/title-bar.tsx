import { Menu } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { AlertBell } from '../alerts/alert-bell.tsx'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useAccounts, useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { LiveTag } from '../ui/tag.tsx'
import { formatTime, hereZone, zoneCity } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { ReadOnlyTag } from '../writes/protection-tag.tsx'
import { AccountSquare } from './account-square.tsx'
import { ListenerState } from './listener-state.tsx'
import { SyncState } from './sync-state.tsx'
import './shell.css'

/** Where the system draws its own buttons over our bar. */
export function windowControls(host: 'desktop' | 'browser', platform: string): 'left' | 'right' | 'none' {
  if (host === 'browser') return 'none'
  return platform === 'darwin' ? 'left' : platform === 'win32' ? 'right' : 'none'
}

/** The account's band and the bar under it: account, search, listener, sync, clock. */
export function TitleBar({ account, info, onFind }: { account: AccountView; info: SystemInfo | null; onFind: () => void }) {
  const { t } = useTranslation()
  const bridge = useBridge()
  const now = useNow()
  return (
    <header className="cb-top">
      <div className="cb-band" data-look={account.simulator ? 'simulator' : 'live'} />
      <div className="cb-title-bar" data-controls={windowControls(bridge.host, info?.platform ?? '')}>
        <AccountSwitcher account={account} />
        <button type="button" className="cb-find" onClick={onFind} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={14} aria-hidden />
          <span className="cb-ellipsis">{t('shell.titleBar.find')}</span>
          <KeyHint keys="Mod+K" />
        </button>
        <div className="cb-top-state">
          <ListenerState />
          <SyncState account={account} />
          <AlertBell />
          <span className="cb-top-item">
            <strong>{formatTime(now)}</strong> {zoneCity(hereZone())}
          </span>
        </div>
      </div>
    </header>
  )
}

function AccountSwitcher({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const accounts = useAccounts() ?? []
  const choose = useChooseAccount()
  return (
    <Menu position="bottom-start" width={300} offset={4}>
      <Menu.Target>
        <button type="button" className="cb-switcher" aria-label={t('shell.titleBar.switchAccount', { label: account.label })}>
          <AccountSquare colour={account.colour} />
          <strong className="cb-ellipsis">{account.label}</strong>
          <LiveTag account={account} />
          <ReadOnlyTag account={account} />
          <span className="cb-second">{t(`ui.kind.${account.kind}`)}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.titleBar.accounts')}</Menu.Label>
        {accounts.map(other => (
          <Menu.Item
            key={other.id}
            onClick={() => choose(other.id)}
            aria-current={other.id === account.id || undefined}
            leftSection={<AccountSquare colour={other.colour} />}
            rightSection={
              <>
                <ReadOnlyTag account={other} /> <LiveTag account={other} />
              </>
            }
          >
            <span className={other.id === account.id ? 'cb-strong' : undefined}>{other.label}</span>{' '}
            <span className="cb-quiet">{t(`ui.kind.${other.kind}`)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => go({ name: 'accounts', edit: 'new' })}>{t('shell.titleBar.addAccount')}</Menu.Item>
        <Menu.Item onClick={() => go({ name: 'accounts' })}>{t('shell.titleBar.manageAccounts')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
