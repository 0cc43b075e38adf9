import { useEffect, useState } from 'react'
import type { OrderRow } from '../../src-contract/model/order.ts'
import type { Submission } from '../../src-contract/model/submission.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'

export interface TrialOrder {
  readonly row: OrderRow
  /** Address of the newest call's recording, once there is one. */
  readonly audioUrl: string | null
}

/** The one order of a trial as the cache knows it, kept fresh; null until it is there. A trial has a task of its own. */
export function useTrialOrder({ accountId, userTaskID }: Pick<Submission, 'accountId' | 'userTaskID'>): TrialOrder | null {
  const bridge = useBridge()
  const [orderID, setOrderID] = useState<string | null>(null)
  const detail = useQuery('orders.get', orderID === null ? null : { accountId, orderID }, { on: ['orders'], accountId })

  useEffect(() => {
    if (orderID !== null) return
    let over = false
    const find = async () => {
      const answer = await bridge.call('orders.open', {
        filter: { accountId, userTaskIDs: [userTaskID] },
        sort: { column: 'updatedAt', direction: 'desc' },
        count: 1,
      })
      if (!answer.ok) return
      void bridge.call('orders.close', { handle: answer.value.handle })
      const [row] = answer.value.rows
      if (row && !over) setOrderID(row.orderID)
    }
    void find()
    const stop = bridge.onEvent(event => {
      if (event.name === 'orders' && (event.accountId === undefined || event.accountId === accountId)) void find()
    })
    return () => {
      over = true
      stop()
    }
  }, [bridge, accountId, userTaskID, orderID])

  if (!detail.data) return null
  return { row: detail.data.row, audioUrl: detail.data.calls.find(call => call.audioUrl !== '')?.audioUrl ?? null }
}
