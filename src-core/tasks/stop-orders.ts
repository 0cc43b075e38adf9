import type { Output, Parsed } from '../../src-contract/methods.ts'
import { AppError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { ApiSource } from '../submissions/deps.ts'

export interface StopOrdersDeps {
  readonly api: ApiSource
  /** Pulls these orders again, so that the screen shows what the platform made of them. */
  readonly pullOrders: (accountId: string, userTaskID: string, orderIDs: readonly string[]) => Promise<void>
  readonly kind: (accountId: string) => 'callbot' | 'nxlink'
  readonly bus: EventBus
}

export type StopOrders = (input: Parsed<'orders.stop'>) => Promise<Output<'orders.stop'>>

/** Ids of one request; the limit is not documented (callbot-v3.md 3.10), this is the one that listOrderDetail names. */
const SLICE = 500

/** Withdraws orders that were not dialled yet (callbot-v3.md 3.10): irreversible, so the count must be the one the operator agreed to. */
export function createStopOrders({ api, pullOrders, kind, bus }: StopOrdersDeps): StopOrders {
  return async ({ accountId, userTaskID, orderIDs, delCall, confirmCount }) => {
    const ids = [...new Set(orderIDs)]
    if (ids.length !== confirmCount) throw new AppError('confirm_mismatch', { confirmed: confirmCount, found: ids.length })
    if (kind(accountId) !== 'callbot') throw new AppError('not_supported', { what: 'stopOrder' })
    const callbot = await api.callbot(accountId)
    const sum = { totalCount: 0, successCount: 0, errors: [] as { orderID: string; reason: string }[] }
    try {
      for (let from = 0; from < ids.length; from += SLICE) {
        const { value } = await callbot.stopOrder({ productID: 'callbot', userTaskID, orderIDs: ids.slice(from, from + SLICE), delCall })
        sum.totalCount += value.totalCount ?? 0
        sum.successCount += value.successCount ?? 0
        sum.errors.push(...value.errList.map(each => ({ orderID: each.orderID, reason: each.errMsg })))
      }
    } finally {
      // Also after a failure in the middle: what was stopped before it is shown as the platform has it.
      await pullOrders(accountId, userTaskID, ids).catch(() => undefined)
      bus.emit('orders', { accountId })
    }
    return sum
  }
}
