import type { Credentials } from '../accounts/test-connection.ts'
import { sameSignature, signCallbot } from '../api/sign-callbot.ts'
import { signNxlink } from '../api/sign-nxlink.ts'
import type { StoredDelivery, Verdict } from './delivery.ts'

/**
 * Checks a delivery's signature over its raw bytes in constant time. Callbot webhooks name no algorithm
 * (callbot-v3.md 4): the length of the signature tells which it is. A header set that is incomplete is `unsigned`.
 */
export function checkDelivery(
  { headers, body, kind }: Pick<StoredDelivery, 'headers' | 'body' | 'kind'>,
  credentials: Credentials,
): Verdict {
  const { sign } = headers
  if (credentials.kind === 'nxlink') {
    const { accesskey: accessKey, ts, biztype: bizType, action } = headers
    if (!sign || !accessKey || !ts || !bizType || !action) return 'unsigned'
    if (kind !== 'nxlink' || accessKey !== credentials.accessKey || action !== 'callback') return 'wrong'
    const ours = signNxlink(algorithmOf(sign), { accessKey, accessSecret: credentials.accessSecret, ts, bizType, action, body })
    return sameSignature(ours, sign) ? 'verified' : 'wrong'
  }
  const { requestid: requestID, createts: createTs, uuid } = headers
  if (!sign || !requestID || !createTs || !uuid) return 'unsigned'
  if (kind === 'nxlink' || uuid !== credentials.uuid) return 'wrong'
  return sameSignature(signCallbot(algorithmOf(sign), { secretKey: credentials.secretKey, body, createTs, requestID, uuid }), sign)
    ? 'verified'
    : 'wrong'
}

const algorithmOf = (sign: string) => (sign.length === 64 ? 'SHA256' : 'MD5')
