import { useTranslation } from 'react-i18next'
import type { Withdrawal, WithdrawalOrder } from '../../src-contract/model/withdrawal.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { MaskedPhone } from '../ui/masked-phone.tsx'
import { withdrawalReason } from './withdrawal-reason.ts'

/** The orders of a withdrawal in one state, with the platform's words to each. */
export function WithdrawalOrders({ withdrawal, state }: { withdrawal: Withdrawal; state: WithdrawalOrder['state'] }) {
  const { t } = useTranslation()
  const { id } = withdrawal
  const rows = useRowPages('withdrawals.orders', { id, state }, { on: ['withdrawals'], id })
  const names = new Map(withdrawal.tasks.map(task => [task.userTaskID, task.taskName]))
  const columns: DataColumn<WithdrawalOrder>[] = [
    { id: 'phone', header: t('withdrawals.column.phone'), width: 160, render: row => <MaskedPhone phone={row.phone} /> },
    {
      id: 'task',
      header: t('withdrawals.column.task'),
      width: 180,
      grow: 1,
      render: row => <span className="cb-ellipsis">{names.get(row.userTaskID) ?? row.userTaskID}</span>,
    },
    {
      id: 'reason',
      header: t('withdrawals.column.reason'),
      width: 200,
      grow: 1,
      render: row => {
        const words = row.state === 'refused' ? withdrawalReason(t, row.reason) : row.reason
        return (
          <span className="cb-ellipsis" title={words}>
            {words}
          </span>
        )
      },
    },
    {
      id: 'order',
      header: t('withdrawals.column.order'),
      width: 140,
      render: row => <CopyText text={row.orderID} short={shortId(row.orderID)} what={t('withdrawals.column.order')} />,
    },
  ]
  if (rows.error && rows.total === null)
    return (
      <div className="submission-stuck">
        <ErrorPanel compact error={rows.error} />
      </div>
    )
  return (
    <DataTable<WithdrawalOrder>
      label={t(`withdrawals.orders.${state}`)}
      columns={columns}
      rowCount={rows.total ?? 0}
      rowAt={rows.rowAt}
      rowKey={row => row.orderID}
      onRange={rows.onRange}
      frozenFirst={false}
      loading={rows.total === null}
      empty={<p className="cb-quiet submission-empty">{t(`withdrawals.none.${state}`)}</p>}
    />
  )
}
