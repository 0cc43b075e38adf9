import type { Algorithm } from '../../src-contract/model/account.ts'
import type { Credentials } from '../accounts/test-connection.ts'
import { sameSignature, signCallbot } from '../api/sign-callbot.ts'
import { signNxlink } from '../api/sign-nxlink.ts'
import { decodeBody } from './decode-body.ts'
import type { Incoming, Verdict } from './delivery.ts'

/** What signs a webhook; the base URL and the algorithm of the account's requests do not matter here. */
export type WebhookSecret =
  | Pick<Extract<Credentials, { kind: 'callbot' }>, 'kind' | 'uuid' | 'secretKey'>
  | Pick<Extract<Credentials, { kind: 'nxlink' }>, 'kind' | 'accessKey' | 'accessSecret'>

const signedHeaders = {
  callbot: ['sign', 'requestid', 'createts', 'uuid'],
  nxlink: ['sign', 'accesskey', 'ts', 'biztype', 'action'],
} as const

/** The signing headers that a delivery lacks (callbot-v3.md 4, nxlink-cc.md 6). */
export const missingHeaders = (kind: 'callbot' | 'nxlink', headers: Incoming['headers']): string[] =>
  signedHeaders[kind].filter(name => !headers[name])

/** What the header says, or where it says nothing what the length of the signature tells (callbot-v3.md 4: webhooks have no such header). */
export function algorithmOf(headers: Incoming['headers']): Algorithm {
  const named = headers.algorithm?.toUpperCase()
  if (named === 'MD5' || named === 'SHA256') return named
  return headers.sign?.length === 64 ? 'SHA256' : 'MD5'
}

/** Our signature for a delivery's headers over any body. */
export function signatureOf(headers: Incoming['headers'], body: string | Uint8Array, secret: WebhookSecret, algorithm: Algorithm): string {
  const of = (name: string) => headers[name] ?? ''
  return secret.kind === 'callbot'
    ? signCallbot(algorithm, {
        secretKey: secret.secretKey,
        body,
        createTs: of('createts'),
        requestID: of('requestid'),
        uuid: of('uuid'),
      })
    : signNxlink(algorithm, {
        accessKey: of('accesskey'),
        accessSecret: secret.accessSecret,
        ts: of('ts'),
        bizType: of('biztype'),
        action: of('action'),
        body,
      })
}

/**
 * Checks a delivery's signature over its raw bytes in constant time. A compressed body may be signed either way: the pages are silent.
 * Headers that are incomplete make it `unsigned`; an address of the other API, another identity or another signature `wrong`.
 */
export function checkDelivery(delivery: Pick<Incoming, 'headers' | 'body' | 'kind'>, secret: WebhookSecret): Exclude<Verdict, 'unchecked'> {
  const { headers, body, kind } = delivery
  if (missingHeaders(secret.kind, headers).length > 0) return 'unsigned'
  const ours =
    secret.kind === 'nxlink'
      ? kind === 'nxlink' && headers.accesskey === secret.accessKey && headers.action === 'callback'
      : kind !== 'nxlink' && headers.uuid === secret.uuid
  if (!ours) return 'wrong'
  const given = headers.sign ?? ''
  const algorithm = algorithmOf(headers)
  if (sameSignature(signatureOf(headers, body, secret, algorithm), given)) return 'verified'
  if (!headers['content-encoding']) return 'wrong'
  const decoded = decodeBody(headers, body)
  return decoded && sameSignature(signatureOf(headers, decoded, secret, algorithm), given) ? 'verified' : 'wrong'
}
