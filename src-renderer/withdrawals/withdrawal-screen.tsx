import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Withdrawal, WithdrawalOrder } from '../../src-contract/model/withdrawal.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { WithdrawalActions } from './withdrawal-actions.tsx'
import { WithdrawalEquation } from './withdrawal-equation.tsx'
import { withdrawalName } from './withdrawal-look.tsx'
import { WithdrawalOrders } from './withdrawal-orders.tsx'
import { WithdrawalStrip } from './withdrawal-strip.tsx'
import '../submissions/submissions.css'
import './withdrawals.css'

type OrderState = WithdrawalOrder['state']

/** One withdrawal: where every order of it is, what the platform said to each, and what can be done about it. */
export function WithdrawalScreen({ id }: { id: string }) {
  const { t } = useTranslation()
  const withdrawal = useQuery('withdrawals.get', { id }, { on: ['withdrawals'], id })
  const pause = useCommand('withdrawals.pause')
  const resume = useCommand('withdrawals.resume')
  const [chosen, setChosen] = useState<OrderState | null>(null)
  const data = withdrawal.data
  if (!data)
    return withdrawal.error ? (
      <div className="submission-stuck">
        <ErrorPanel error={withdrawal.error} />
      </div>
    ) : null
  // What was refused has to be read; as long as nothing was, the withdrawn ones are what there is.
  const shown = chosen ?? (data.totals.refused > 0 ? 'refused' : 'withdrawn')
  const problem = pause.error ?? resume.error
  return (
    <div className="submission-screen">
      <div className="submission-main">
        <PageHead title={t('withdrawals.title')} actions={<WithdrawalActions withdrawal={data} pause={pause} resume={resume} />}>
          <span className="cb-quiet cb-ellipsis submission-name">{withdrawalName(t, data)}</span>
        </PageHead>
        <WithdrawalEquation withdrawal={data} />
        <WithdrawalStrip withdrawal={data} resume={resume} />
        {problem ? (
          <div className="submission-stuck">
            <ErrorPanel compact error={problem} />
          </div>
        ) : null}
        <div className="cb-filter-row">
          <Segmented
            small
            label={t('withdrawals.orders.label')}
            value={shown}
            onChange={setChosen}
            options={[
              { value: 'withdrawn', label: t('withdrawals.orders.withdrawn'), count: formatCount(data.totals.withdrawn) },
              { value: 'refused', label: t('withdrawals.orders.refused'), count: formatCount(data.totals.refused) },
              { value: 'planned', label: t('withdrawals.orders.planned') },
              { value: 'sending', label: t('withdrawals.orders.sending') },
            ]}
          />
        </div>
        <WithdrawalOrders key={shown} withdrawal={data} state={shown} />
      </div>
      <WithdrawalPanel withdrawal={data} />
    </div>
  )
}

function WithdrawalPanel({ withdrawal }: { withdrawal: Withdrawal }) {
  const { t } = useTranslation()
  const started = formatMoment(withdrawal.createdAt)
  return (
    <SidePanel name="withdrawal" width={360} label={t('withdrawals.title')} title={t('withdrawals.panel.facts')}>
      <PanelSection>
        <Facts
          rows={[
            [
              t('withdrawals.panel.started'),
              withdrawal.by ? t('withdrawals.panel.startedBy', { time: started, by: withdrawal.by }) : started,
            ],
            ...(withdrawal.finishedAt === null ? [] : [[t('withdrawals.panel.finished'), formatMoment(withdrawal.finishedAt)] as const]),
            [t('withdrawals.panel.way'), t(withdrawal.delCall === 1 ? 'withdrawals.deletes' : 'withdrawals.keeps')],
          ]}
        />
      </PanelSection>
      <PanelSection title={t('withdrawals.panel.tasks')} extra={<b>{formatCount(withdrawal.tasks.length)}</b>}>
        <ul className="reason-list">
          {withdrawal.tasks.map(task => (
            <li key={task.userTaskID}>
              <button type="button" className="cb-link cb-ellipsis" onClick={() => go({ name: 'tasks', userTaskID: task.userTaskID })}>
                {task.taskName}
              </button>
              <span>{formatCount(task.count)}</span>
            </li>
          ))}
        </ul>
      </PanelSection>
    </SidePanel>
  )
}
