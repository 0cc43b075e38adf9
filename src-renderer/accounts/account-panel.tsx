import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView, ConnectionReport as Report } from '../../src-contract/model/account.ts'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useActiveAccount, useChooseAccount } from '../store/account-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { LiveTag } from '../ui/tag.tsx'
import { ReadOnlyTag } from '../writes/protection-tag.tsx'
import { AccountFields } from './account-fields.tsx'
import { AccountRulesSection } from './account-rules.tsx'
import type { AccountValues } from './account-values.ts'
import { draftOf, issuesOf, valuesOf } from './account-values.ts'
import { ConnectionReport } from './connection-report.tsx'
import { RemoveAccount } from './remove-account.tsx'

/** Adds or edits one account: fields, connection test, another secret, removal. */
export function AccountPanel({
  account,
  info,
  onClose,
  onSaved,
}: {
  account: AccountView | null
  info: SystemInfo
  onClose: () => void
  onSaved: (id: string) => void
}) {
  const { t } = useTranslation()
  const id = account?.id ?? null
  const [values, setValues] = useState<AccountValues>(() => valuesOf(account))
  const [asked, setAsked] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const test = useCommand('accounts.test')
  const save = useCommand('accounts.save')
  const active = useActiveAccount()
  const choose = useChooseAccount()
  const issues = issuesOf(values, id)
  const ready = () => {
    setAsked(true)
    return Object.keys(issues).length === 0
  }
  const onTest = async () => {
    if (!ready()) return
    setReport(null)
    const answer = await test.run(draftOf(values, id))
    if (answer.ok) setReport(answer.value)
  }
  const onSave = async () => {
    if (!ready()) return
    const answer = await save.run(draftOf(values, id))
    if (!answer.ok) return
    setValues(before => ({ ...before, secretKey: '', accessSecret: '' }))
    onSaved(answer.value.id)
  }
  return (
    <SidePanel
      name="accounts"
      width={400}
      label={account ? t('accounts.panel.label') : t('accounts.panel.new')}
      title={account?.label ?? t('accounts.panel.new')}
      onClose={onClose}
      subtitle={
        account ? (
          <>
            <LiveTag account={account} /> <ReadOnlyTag account={account} /> {t(`ui.kind.${account.kind}`)}{' '}
            <span className="cb-mono">{account.identity}</span>
          </>
        ) : undefined
      }
      actions={
        account && account.id !== active?.id ? (
          <Button variant="default" onClick={() => choose(account.id)}>
            {t('accounts.makeActive')}
          </Button>
        ) : undefined
      }
    >
      <PanelSection>
        <form
          className="cb-account-fields"
          onSubmit={event => {
            event.preventDefault()
            void onSave()
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void onSave()
          }}
        >
          {account?.simulator ? (
            <p className="cb-second">
              {t('accounts.simulatorNote')}{' '}
              {info.simulator.running
                ? t('accounts.simulatorState.running', { url: info.simulator.url ?? '' })
                : t('accounts.simulatorState.off')}
            </p>
          ) : null}
          <AccountFields
            values={values}
            issues={asked ? issues : {}}
            kept={account !== null}
            keychain={info.keychain.state === 'present'}
            lookOnly={account?.simulator ?? false}
            onChange={change => setValues(before => ({ ...before, ...change }))}
          />
          <div className="cb-form-actions">
            <Button type="submit" loading={save.running}>
              {t('accounts.save')}
            </Button>
            <Button type="button" variant="default" loading={test.running} onClick={() => void onTest()}>
              {t('accounts.test')}
            </Button>
          </div>
          {save.error ? <ErrorPanel compact error={save.error} /> : null}
        </form>
      </PanelSection>
      {report || test.error ? (
        <PanelSection title={t('accounts.report.title')}>
          {report ? <ConnectionReport report={report} /> : null}
          {test.error ? <ErrorPanel compact error={test.error} /> : null}
        </PanelSection>
      ) : null}
      {account ? <AccountRulesSection account={account} /> : null}
      {account && !account.simulator ? <ReplaceSecret account={account} /> : null}
      {account ? <RemoveAccount account={account} onRemoved={onClose} /> : null}
    </SidePanel>
  )
}

function ReplaceSecret({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const [done, setDone] = useState(false)
  const set = useCommand('accounts.setSecret')
  const onReplace = async () => {
    const answer = await set.run({ id: account.id, secret })
    if (answer.ok) setSecret('')
    setDone(answer.ok)
  }
  return (
    <PanelSection title={t('accounts.replace.title')} extra={<span className="cb-second">{t(`accounts.secret.${account.secret}`)}</span>}>
      <form
        className="cb-form-actions"
        onSubmit={event => {
          event.preventDefault()
          void onReplace()
        }}
      >
        <PasswordInput
          flex={1}
          aria-label={t('accounts.replace.field')}
          placeholder={t('accounts.replace.field')}
          value={secret}
          autoComplete="new-password"
          onChange={event => {
            setSecret(event.currentTarget.value)
            setDone(false)
          }}
        />
        <Button type="submit" variant="default" disabled={!secret.trim()} loading={set.running}>
          {t('accounts.replace.button')}
        </Button>
      </form>
      {done ? <StatusLine look={{ glyph: 'disc-check', hue: 'green' }}>{t('accounts.replace.done')}</StatusLine> : null}
      {set.error ? <ErrorPanel compact error={set.error} /> : null}
    </PanelSection>
  )
}
