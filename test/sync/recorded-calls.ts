import type { NxlinkApi, NxlinkRecord } from '../../src-core/api/nxlink-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import type { OrderStore } from '../../src-core/orders/order-store.ts'

/** An NXLink that lists the calls the test gives it, each once it is over, by the begin of the call (nxlink-cc.md 5.2). */
export function recordedCalls() {
  const calls: { orderId: string; startTime: number; endTime: number }[] = []
  const asked: { from: number; to: number }[] = []
  const given = { isDown: false }
  const nxlink: Pick<NxlinkApi, 'cdrPage'> = {
    cdrPage: async ({ startTime, endTime, page, size }) => {
      asked.push({ from: startTime * 1000, to: endTime * 1000 })
      if (given.isDown) throw new AppError('unreachable', {})
      const found = calls.filter(
        call => call.startTime >= startTime * 1000 && call.startTime <= endTime * 1000 && call.endTime <= Date.now(),
      )
      return { value: found.slice((page - 1) * size, page * size).map(asRecord) } as never
    },
  }
  return {
    nxlink: nxlink as NxlinkApi,
    asked,
    given,
    call: (orderId: string, startTime: number, seconds: number) =>
      void calls.push({ orderId, startTime, endTime: startTime + seconds * 1000 }),
  }
}

/** What sending an order leaves in the cache. */
export function sent(orders: Pick<OrderStore, 'upsertOrders'>, accountId: string, userTaskID: string, orderID: string, at: number): void {
  const order = { orderID, userTaskID, taskID: '', phone: '569', name: '', sceneID: '', finish: false, other: '', call: null, raw: '' }
  orders.upsertOrders(accountId, [order], 'submission', at)
}

function asRecord({ orderId, startTime, endTime }: { orderId: string; startTime: number; endTime: number }): NxlinkRecord {
  const raw = {
    callId: `call-${orderId}`,
    orderId,
    taskId: '7',
    direction: 2,
    caller: '1',
    callee: '569',
    answered: true,
    startTime,
    answerTime: startTime + 1000,
    endTime,
    callStatus: 'Normal termination',
  }
  return { orderId, raw } as unknown as NxlinkRecord
}
