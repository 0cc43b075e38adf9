import { createHash, timingSafeEqual } from 'node:crypto'
import type { Algorithm } from '../../src-contract/model/account.ts'

export interface CallbotSigned {
  readonly secretKey: string
  /** The exact body: the bytes that are sent or were received. */
  readonly body: string | Uint8Array
  /** Unix seconds as in the header; of an answer, its own. */
  readonly createTs: string
  readonly requestID: string
  readonly uuid: string
}

/**
 * Upper-case hex digest of `<secretKey>&body=<body>&createTs=…&requestID=…&uuid=…` in UTF-8 (callbot-v3.md section 2).
 * Nothing is escaped or sorted. MD5 is the platform's choice, not ours; SHA256 is used where the account has it.
 */
export function signCallbot(algorithm: Algorithm, { secretKey, body, createTs, requestID, uuid }: CallbotSigned): string {
  return createHash(algorithm === 'SHA256' ? 'sha256' : 'md5')
    .update(`${secretKey}&body=`)
    .update(body)
    .update(`&createTs=${createTs}&requestID=${requestID}&uuid=${uuid}`)
    .digest('hex')
    .toUpperCase()
}

/** Compares a signature that came in with ours in constant time; letter case does not matter in hex. */
export function sameSignature(ours: string, given: string): boolean {
  const left = Buffer.from(ours.toUpperCase())
  const right = Buffer.from(given.toUpperCase())
  return left.length === right.length && timingSafeEqual(left, right)
}
