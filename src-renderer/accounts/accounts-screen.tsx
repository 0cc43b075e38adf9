import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { AccountSquare } from '../shell/account-square.tsx'
import { useAccounts, useActiveAccount } from '../store/account-store.ts'
import { go, replaceScreen } from '../store/screen-store.ts'
import type { DataColumn } from '../ui/data-table.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { LiveTag } from '../ui/tag.tsx'
import { formatDate } from '../ui/time-format.ts'
import { ProtectionTag } from '../writes/protection-tag.tsx'
import { AccountPanel } from './account-panel.tsx'

const secretLooks: Record<AccountView['secret'], { glyph: Glyph; hue: Hue }> = {
  keychain: { glyph: 'disc-check', hue: 'green' },
  memory: { glyph: 'clock', hue: 'amber' },
  locked: { glyph: 'warning', hue: 'amber' },
  missing: { glyph: 'cross', hue: 'red' },
}

/** Every account of this computer; the panel adds, edits, tests and removes one. */
export function AccountsScreen({ edit, info }: { edit: string | null; info: SystemInfo }) {
  const { t } = useTranslation()
  const accounts = useAccounts() ?? []
  const active = useActiveAccount()
  const opened = edit === 'new' ? null : (accounts.find(account => account.id === edit) ?? null)
  const close = () => replaceScreen({ name: 'accounts' })
  const columns: DataColumn<AccountView>[] = [
    {
      id: 'label',
      header: t('accounts.column.label'),
      width: 300,
      grow: 2,
      render: account => (
        <span className="cb-status">
          <AccountSquare colour={account.colour} />
          <span className="cb-strong cb-ellipsis">{account.label}</span>
          <LiveTag account={account} />
          <ProtectionTag account={account} />
          {account.id === active?.id ? <span className="cb-second">{t('accounts.active')}</span> : null}
        </span>
      ),
    },
    { id: 'kind', header: t('accounts.column.kind'), width: 80, render: account => t(`ui.kind.${account.kind}`) },
    {
      id: 'identity',
      header: t('accounts.column.identity'),
      width: 160,
      grow: 1,
      render: account => <span className="cb-mono">{account.identity}</span>,
    },
    {
      id: 'baseUrl',
      header: t('accounts.column.baseUrl'),
      width: 200,
      grow: 1,
      render: account => <span className="cb-quiet">{account.baseUrl}</span>,
    },
    {
      id: 'secret',
      header: t('accounts.column.secret'),
      width: 180,
      render: account =>
        account.simulator ? (
          <span className="cb-quiet">{t('accounts.secret.simulator')}</span>
        ) : (
          <StatusLine look={secretLooks[account.secret]}>{t(`accounts.secret.${account.secret}`)}</StatusLine>
        ),
    },
    {
      id: 'createdAt',
      header: t('accounts.column.createdAt'),
      width: 100,
      render: account => <span className="cb-quiet">{formatDate(account.createdAt)}</span>,
    },
  ]
  return (
    <div className="cb-columns">
      <div className="cb-column">
        <PageHead
          title={t('accounts.title')}
          actions={
            <Button leftSection={<IconPlus size={14} />} onClick={() => go({ name: 'accounts', edit: 'new' })}>
              {t('accounts.add')}
            </Button>
          }
        />
        <DataTable
          label={t('accounts.title')}
          columns={columns}
          rowCount={accounts.length}
          rowAt={at => accounts[at]}
          rowKey={account => account.id}
          selectedKey={opened?.id ?? null}
          onOpen={account => replaceScreen({ name: 'accounts', edit: account.id })}
          empty={<EmptyState title={t('accounts.empty.title')}>{t('accounts.empty.text')}</EmptyState>}
        />
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('webhooks.hint.move') },
            { keys: ['Enter'], label: t('webhooks.hint.open') },
            { keys: ['?'], label: t('shell.shortcuts.title').toLowerCase() },
          ]}
        >
          {t('accounts.count', { count: accounts.length })}
        </FooterBar>
      </div>
      {opened || edit === 'new' ? (
        <AccountPanel
          key={edit}
          account={opened}
          info={info}
          onClose={close}
          onSaved={id => replaceScreen({ name: 'accounts', edit: id })}
        />
      ) : null}
    </div>
  )
}
