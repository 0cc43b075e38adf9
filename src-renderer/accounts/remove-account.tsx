import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { useCommand } from '../bridge/use-command.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { PanelSection } from '../ui/panel-section.tsx'

/** Removes an account after its label was typed. */
export function RemoveAccount({ account, onRemoved }: { account: AccountView; onRemoved: () => void }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const remove = useCommand('accounts.remove')
  const onConfirm = async () => {
    const answer = await remove.run({ id: account.id, confirmLabel: account.label })
    if (!answer.ok) return
    setAsking(false)
    onRemoved()
  }
  return (
    <PanelSection title={t('accounts.remove.title')}>
      <p className="cb-second">{t('accounts.remove.text')}</p>
      <Button mt={8} variant="default" className="cb-danger" onClick={() => setAsking(true)}>
        {t('accounts.remove.button')}
      </Button>
      <ConfirmDialog
        account={account}
        opened={asking}
        title={t('accounts.remove.ask', { label: account.label })}
        typed={account.label}
        safeLabel={t('accounts.remove.keep')}
        dangerLabel={t('accounts.remove.confirm', { label: account.label })}
        running={remove.running}
        onCancel={() => setAsking(false)}
        onConfirm={() => void onConfirm()}
        problem={remove.error ? <ErrorPanel compact error={remove.error} /> : undefined}
      >
        <p>{t('accounts.remove.askText')}</p>
      </ConfirmDialog>
    </PanelSection>
  )
}
