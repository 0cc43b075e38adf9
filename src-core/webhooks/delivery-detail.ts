import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { textOf } from './decode-body.ts'
import type { StoredDelivery } from './delivery.ts'
import { retMsgOf } from './judge-delivery.ts'
import { type ProofInputs, proveDelivery } from './prove-delivery.ts'
import { answerBody, responseIdOf } from './receiver.ts'

/** Everything a stored delivery shows of itself: headers, bytes, our answer and the proof of its signature. */
export function readDelivery(
  delivery: StoredDelivery,
  { nonce, ...inputs }: Omit<ProofInputs, 'delivery'> & { nonce: string },
): Pick<DeliveryDetail, 'headers' | 'body' | 'bytesBase64' | 'answer' | 'proof'> {
  const body = textOf(delivery)
  const { retCode } = delivery
  return {
    headers: Object.entries(delivery.headers).map(([name, value]) => ({ name, value: logins.has(name) ? '••••••••' : value })),
    body,
    bytesBase64: isWhole(delivery, body) ? null : Buffer.from(delivery.body).toString('base64'),
    answer: retCode === null ? null : answerBody(retCode, retMsgOf({ ...delivery, retCode }), responseIdOf(nonce, delivery.id)),
    proof: proveDelivery({ delivery, ...inputs }),
  }
}

/** Headers that carry a login; NXLink's mode A sends the fixed `token` (nxlink-cc.md 6). */
const logins: ReadonlySet<string> = new Set(['token', 'authorization', 'proxy-authorization', 'cookie'])

/** Whether the text is all there is to the bytes. */
const isWhole = (delivery: StoredDelivery, text: string): boolean => Buffer.from(text, 'utf8').equals(delivery.body)
