import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { formatMoment, hereZone } from '../ui/time-format.ts'
import { WithdrawalState } from './withdrawal-look.tsx'
import './withdrawals.css'

/** Every withdrawal of the account, newest first. */
export function WithdrawalsScreen() {
  const { t } = useTranslation()
  const account = useActiveAccount()
  const accountId = account?.id ?? ''
  const list = useQuery('withdrawals.list', account ? { accountId } : null, { on: ['withdrawals'], accountId })
  const rows = list.outdated ? [] : (list.data ?? [])
  const number = (id: 'total' | 'withdrawn' | 'refused' | 'left'): DataColumn<Withdrawal> => ({
    id,
    header: t(`withdrawals.column.${id}`),
    width: 88,
    align: 'right',
    render: row => <span className={row.totals[id] === 0 ? 'cb-quiet' : undefined}>{formatCount(row.totals[id])}</span>,
  })
  const columns: DataColumn<Withdrawal>[] = [
    { id: 'when', header: t('withdrawals.column.when'), width: 124, render: row => formatMoment(row.createdAt) },
    { id: 'state', header: t('withdrawals.column.state'), width: 132, render: row => <WithdrawalState state={row.state} /> },
    {
      id: 'tasks',
      header: t('withdrawals.column.tasks'),
      width: 200,
      grow: 1,
      render: row => <span className="cb-ellipsis">{row.tasks.map(task => task.taskName).join(', ')}</span>,
    },
    number('total'),
    number('withdrawn'),
    number('refused'),
    number('left'),
    { id: 'by', header: t('withdrawals.column.by'), width: 140, render: row => <span className="cb-ellipsis">{row.by}</span> },
  ]
  return (
    <div className="cb-column">
      <PageHead title={t('withdrawals.listTitle')} />
      {list.error ? (
        <div className="cb-section">
          <ErrorPanel compact error={list.error} />
        </div>
      ) : null}
      <DataTable<Withdrawal>
        label={t('withdrawals.listTitle')}
        columns={columns}
        rowCount={rows.length}
        rowAt={at => rows[at]}
        rowKey={row => row.id}
        onOpen={row => go({ name: 'withdrawal', id: row.id })}
        loading={list.loading && list.data === null}
        empty={
          <EmptyState
            sketch
            title={t('withdrawals.empty.title')}
            actions={<Button onClick={() => go({ name: 'orders' })}>{t('withdrawals.empty.action')}</Button>}
          >
            {t('withdrawals.empty.text')}
          </EmptyState>
        }
      />
      <FooterBar>
        <span>{t('withdrawals.footer.final')}</span>
        <span>{t('ui.timesHere', { zone: hereZone() })}</span>
      </FooterBar>
    </div>
  )
}
