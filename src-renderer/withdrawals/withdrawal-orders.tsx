import { useTranslation } from 'react-i18next'
import type { Withdrawal, WithdrawalOrder } from '../../src-contract/model/withdrawal.ts'
import { useRowPages } from '../bridge/use-row-pages.ts'
import type { DataColumn } from '../ui/data-table.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { orderColumn, phoneColumn, wordsColumn } from '../ui/list-columns.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { hereZone } from '../ui/time-format.ts'
import { withdrawalReason } from './withdrawal-reason.ts'

/** The orders of a withdrawal in one state, with the platform's words to each, and how many of all they are. */
export function WithdrawalOrders({ withdrawal, state }: { withdrawal: Withdrawal; state: WithdrawalOrder['state'] }) {
  const { t } = useTranslation()
  const { id, totals } = withdrawal
  const rows = useRowPages('withdrawals.orders', { id, state }, { on: ['withdrawals'], id })
  const names = new Map(withdrawal.tasks.map(task => [task.userTaskID, task.taskName]))
  const columns: DataColumn<WithdrawalOrder>[] = [
    phoneColumn(t('withdrawals.column.phone')),
    wordsColumn('task', t('withdrawals.column.task'), 180, row => names.get(row.userTaskID) ?? row.userTaskID),
    wordsColumn('reason', t('withdrawals.column.reason'), 200, row =>
      row.state === 'refused' ? withdrawalReason(t, row.reason) : row.reason,
    ),
    orderColumn(t('withdrawals.column.order')),
  ]
  return (
    <>
      <PagedTable
        rows={rows}
        rowKey={row => row.orderID}
        label={t(`withdrawals.orders.${state}`)}
        columns={columns}
        empty={t(`withdrawals.none.${state}`)}
      />
      <FooterBar right={t('ui.timesHere', { zone: hereZone() })}>
        <span>{rows.total === null ? '' : t('withdrawals.footer.rows', { shown: rows.total, count: totals.total })}</span>
        <span className="cb-quiet">{t('withdrawals.footer.final')}</span>
      </FooterBar>
    </>
  )
}
