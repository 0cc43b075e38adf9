import type { DeliveryEffect } from '../../src-contract/model/webhook.ts'
import type { EventBus } from '../event-bus.ts'
import { fromNxlinkRecord, fromWebhook } from '../orders/order-mapping.ts'
import type { OrderRecord, OrderStore } from '../orders/order-store.ts'
import type { ApplyTaskDelivery } from '../tasks/apply-task-delivery.ts'
import { textOf } from './decode-body.ts'
import type { StoredDelivery } from './delivery.ts'
import { bodyFields } from './delivery-facts.ts'
import { clockOff } from './judge-delivery.ts'

export interface ApplyToCacheDeps {
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'rawOf' | 'userTaskIDOf'>
  readonly applyTask: ApplyTaskDelivery
  readonly bus: Pick<EventBus, 'emit'>
}

/** Puts one verified delivery into the cache and says what that did; applied twice it changes nothing. */
export type ApplyToCache = (delivery: StoredDelivery) => Exclude<DeliveryEffect, 'none'>

/** Routes a delivery by the address it came to and applies it; orders and tasks that nobody knew are kept as well. */
export function createApplyToCache({ orders, applyTask, bus }: ApplyToCacheDeps): ApplyToCache {
  const applyOrder = (accountId: string, record: OrderRecord, at: number) => {
    const { changed } = orders.upsertOrders(accountId, [record], 'webhook', at)
    if (changed > 0) bus.emit('orders', { accountId })
    // The newest word on an order is the one whose text it shows.
    if (orders.rawOf(accountId, record.orderID) !== record.raw) return 'older'
    return changed > 0 ? 'changed' : 'same'
  }
  return delivery => {
    const { accountId, kind } = delivery
    const text = textOf(delivery)
    const at = toldAt(delivery)
    if (kind === 'task') return applyTask(accountId, text, at) ?? 'failed'
    const fields = bodyFields(text)
    if (kind !== 'nxlink') {
      const record = fromWebhook(fields.raw, text)
      return record ? applyOrder(accountId, record, at) : 'failed'
    }
    const record = fromNxlinkRecord(fields.raw, '', text)
    if (!record) return 'failed'
    // A record names the platform's task only.
    const userTaskID = orders.userTaskIDOf(accountId, record.orderID) ?? record.userTaskID
    return applyOrder(accountId, { ...record, userTaskID }, at)
  }
}

/**
 * The moment that a webhook is true of, because its body tells none (callbot-v3.md 4.1 to 4.3): when it was signed, and never later than its
 * receipt. NXLink signs the millisecond; of Callbot's second it is the end, and the beginning for a call: a call and its order are told in the
 * same second, and the order's word is the later one.
 */
function toldAt(delivery: StoredDelivery): number {
  const { kind, receivedAt } = delivery
  const signedAt = receivedAt + (clockOff(delivery) ?? 0)
  if (kind === 'nxlink') return Math.min(receivedAt, signedAt)
  if (kind === 'call') return Math.floor(Math.min(receivedAt, signedAt) / 1000) * 1000
  return Math.min(receivedAt, signedAt + 999)
}
