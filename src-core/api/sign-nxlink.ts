import { createHash } from 'node:crypto'
import type { Algorithm } from '../../src-contract/model/account.ts'

export interface NxlinkSigned {
  readonly accessKey: string
  readonly accessSecret: string
  /** Unix milliseconds as in the header. */
  readonly ts: string
  /** `8` for the call center. */
  readonly bizType: string
  /** `cc` for endpoints, `callback` for webhooks. */
  readonly action: string
  /** The exact body; an empty one leaves `&body=` out. */
  readonly body: string | Uint8Array
}

/**
 * Lower-case hex digest of `accessKey=…&action=…&bizType=…&ts=…&body=<body>&accessSecret=…` in UTF-8 (nxlink-cc.md 3.2).
 * MD5 is the platform's default; with SHA256 the same text is hashed.
 */
export function signNxlink(algorithm: Algorithm, { accessKey, accessSecret, ts, bizType, action, body }: NxlinkSigned): string {
  const hash = createHash(algorithm === 'SHA256' ? 'sha256' : 'md5').update(
    `accessKey=${accessKey}&action=${action}&bizType=${bizType}&ts=${ts}`,
  )
  if (body.length > 0) hash.update('&body=').update(body)
  return hash.update(`&accessSecret=${accessSecret}`).digest('hex')
}
