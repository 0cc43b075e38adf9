import type { TFunction } from 'i18next'
import { OrderColumn, type OrderRow } from '../../src-contract/model/order.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { shortId } from '../ui/copy-text.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { formatMoment } from '../ui/time-format.ts'

/** Columns in the order they are offered, the contract's; the first ten are the usual ones. */
export const orderColumnIds: readonly OrderColumn[] = OrderColumn.options
export const usualColumns: readonly OrderColumn[] = orderColumnIds.slice(0, 10)

/** The only callStatus that reads as answered (callbot-v3.md 5.3). */
const ANSWERED = 6

/** "1:12" of seconds; a dash when unknown. */
export function callTime(seconds: number | null): string {
  return seconds === null ? UNKNOWN : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

type Look = Omit<DataColumn<OrderRow>, 'id' | 'header' | 'sortable'>

function lookOf(t: TFunction, id: OrderColumn): Look {
  const text = (width: number, pick: (row: OrderRow) => string, grow?: number): Look => ({
    width,
    ...(grow ? { grow } : {}),
    render: row => <span className="cb-ellipsis">{pick(row) || <span className="cb-quiet">{UNKNOWN}</span>}</span>,
  })
  switch (id) {
    case 'phone':
      return { width: 132, render: row => <b className="order-phone">{maskPhone(row.phone)}</b> }
    case 'callStatus':
      return { width: 164, render: row => <CallStatus code={row.callStatus} statusText={row.statusText} /> }
    case 'intent':
      return {
        width: 160,
        grow: 1,
        render: row =>
          row.intentName || row.intentTag ? (
            <span className="cb-ellipsis">
              <span className="cb-quiet">{row.intentTag}</span> {row.intentName}
            </span>
          ) : (
            <span className="cb-quiet">{UNKNOWN}</span>
          ),
      }
    case 'turns':
      return { width: 60, align: 'right', render: row => formatCount(row.turns) }
    case 'durationSeconds':
      return {
        width: 60,
        align: 'right',
        render: row => (row.durationSeconds === 0 && row.callStatus !== ANSWERED ? '' : callTime(row.durationSeconds)),
      }
    case 'calls':
      return { width: 60, align: 'right', render: row => formatCount(row.calls) }
    case 'lastCallAt':
      return { width: 108, align: 'right', render: row => formatMoment(row.lastCallAt) }
    case 'sms':
      return {
        width: 56,
        align: 'right',
        render: row => (row.sms > 0 ? formatCount(row.sms) : <span className="cb-quiet">{UNKNOWN}</span>),
      }
    case 'name':
      return text(140, row => row.name, 1)
    case 'orderID':
      return {
        width: 108,
        render: row => (
          <span className="cb-mono" title={row.orderID}>
            {shortId(row.orderID)}
          </span>
        ),
      }
    case 'taskName':
      return text(180, row => row.taskName || row.userTaskID, 1)
    case 'finish':
      return { width: 84, render: row => t(row.finish ? 'orders.yes' : 'orders.no') }
    case 'callingNumber':
      return text(124, row => row.callingNumber)
    case 'hangupCause':
      return text(168, row => row.hangupCause)
    case 'agent':
      return text(120, row => row.agent)
    case 'other':
      return text(160, row => row.other)
    case 'updatedAt':
      return { width: 108, align: 'right', render: row => <span className="cb-quiet">{formatMoment(row.updatedAt)}</span> }
  }
}

/** The table's columns for the chosen ids; every one sorts. */
export function orderColumns(t: TFunction, ids: readonly OrderColumn[]): DataColumn<OrderRow>[] {
  return ids.map(id => ({ id, header: t(`orders.column.${id}`), sortable: true, ...lookOf(t, id) }))
}
