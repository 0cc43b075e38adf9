import { useTranslation } from 'react-i18next'
import type { DeafTask, TunnelView } from '../../src-contract/model/tunnel.ts'
import { useAccounts, useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatSpan } from '../ui/time-format.ts'

/** Tasks whose callback address does not lead here any more, by name, and what happens to them. */
export function DeafList({ view }: { view: TunnelView }) {
  const { t } = useTranslation()
  const accounts = useAccounts() ?? []
  const choose = useChooseAccount()
  const open = (task: DeafTask) => {
    choose(task.accountId)
    go({ name: 'tasks', userTaskID: task.userTaskID })
  }
  return (
    <PanelSection
      title={<StatusLine look={{ glyph: 'warning', hue: 'amber' }}>{t('tunnel.deaf.title', { count: view.deaf.length })}</StatusLine>}
    >
      <p className="cb-second">{t('tunnel.deaf.text', { every: formatSpan(view.pollMs) })}</p>
      <table className="tunnel-table">
        <thead>
          <tr>
            <th>{t('tunnel.deaf.task')}</th>
            <th>{t('tunnel.deaf.account')}</th>
            <th>{t('tunnel.deaf.address')}</th>
          </tr>
        </thead>
        <tbody>
          {view.deaf.map(task => (
            <tr key={`${task.accountId} ${task.userTaskID}`}>
              <td>
                <button
                  type="button"
                  className="cb-link"
                  aria-label={t('tunnel.deaf.open', { task: task.taskName })}
                  onClick={() => open(task)}
                >
                  {task.taskName || task.userTaskID}
                </button>
              </td>
              <td>{accounts.find(account => account.id === task.accountId)?.label ?? UNKNOWN}</td>
              <td className="cb-mono tunnel-address">{task.callbackUrl}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PanelSection>
  )
}
