import type { DeliveryEffect, Standing } from '../../src-contract/model/webhook.ts'
import { type Fields, fieldsOf } from '../api/fields.ts'
import { parseLossless } from '../api/lossless-json.ts'
import { fromNxlinkRecord } from '../orders/order-mapping.ts'
import { textOf } from './decode-body.ts'
import { REPEATED, STALE, type StoredDelivery, TEST } from './delivery.ts'
import { clockOff, repeatKeyOf } from './judge-delivery.ts'

/** What a delivery is about, as its body says; a forged one may say anything. */
export interface DeliverySubject {
  readonly orderID: string | null
  readonly userTaskID: string | null
  readonly phone: string | null
  /** callStatus, or taskStatus of a task. */
  readonly status: number | null
}

/** One line of the delivery log. */
export interface DeliveryFact extends DeliverySubject {
  readonly id: number
  readonly accountId: string
  readonly receivedAt: number
  readonly kind: StoredDelivery['kind']
  readonly standing: Standing
  readonly effect: DeliveryEffect
  readonly bytes: number
  readonly requestId: string | null
  readonly httpStatus: number | null
  readonly retCode: number | null
  readonly answerMs: number | null
  readonly clockOffMs: number | null
  readonly sameAs: number | null
  readonly repeatKey: string | null
}

/** The body's fields; an unreadable one has none. */
export function bodyFields(text: string): Fields {
  try {
    return fieldsOf(parseLossless(text))
  } catch {
    return fieldsOf(null)
  }
}

/** Reads what a delivery is about from the fields of its body. */
export function subjectOf(kind: StoredDelivery['kind'], fields: Fields): DeliverySubject {
  if (kind === 'nxlink') {
    const record = fromNxlinkRecord(fields.raw)
    return { orderID: record?.orderID ?? null, userTaskID: record?.userTaskID || null, phone: record?.phone || null, status: null }
  }
  const status = kind === 'task' ? fields.number('taskStatus') : (fields.object('callInfoDetail')?.number('callStatus') ?? null)
  return {
    orderID: kind === 'task' ? null : fields.textOrNull('orderID', 'orderId'),
    userTaskID: fields.textOrNull('userTaskID', 'userTaskId'),
    phone: kind === 'task' ? null : fields.textOrNull('userPhone'),
    status: Number.isInteger(status) ? status : null,
  }
}

/** What a delivery has in common with a copy of itself; null where its signature was not verified. */
export const repeatKeyIn = (delivery: StoredDelivery): string | null =>
  delivery.verdict === 'verified' ? repeatKeyOf(delivery.headers) : null

/** Puts a line of the log together from the delivery, what it is about, and what became of it. */
export function toFact(
  delivery: StoredDelivery,
  { effect, sameAs, answerMs }: { effect: DeliveryEffect; sameAs: number | null; answerMs: number | null },
): DeliveryFact {
  return {
    ...subjectOf(delivery.kind, bodyFields(textOf(delivery))),
    id: delivery.id,
    accountId: delivery.accountId,
    receivedAt: delivery.receivedAt,
    kind: delivery.kind,
    standing: standingOf(delivery, effect, sameAs),
    effect,
    bytes: delivery.body.length,
    requestId: delivery.headers.requestid ?? null,
    httpStatus: delivery.httpStatus,
    retCode: delivery.retCode,
    answerMs,
    clockOffMs: clockOff(delivery),
    sameAs,
    repeatKey: repeatKeyIn(delivery),
  }
}

function standingOf({ verdict, marks }: StoredDelivery, effect: DeliveryEffect, sameAs: number | null): Standing {
  if (verdict !== 'verified') return verdict
  if ((marks & TEST) !== 0) return 'test'
  if (effect === 'failed') return 'failed'
  if (sameAs !== null || (marks & REPEATED) !== 0) return 'duplicate'
  if ((marks & STALE) !== 0) return 'stale'
  return effect === 'older' ? 'older' : 'verified'
}
