import { createHash, timingSafeEqual } from 'node:crypto'

/** `MD5` or `SHA256`, as the algorithm header and the console name them (callbot-v3.md 1.1). */
export type Algorithm = 'MD5' | 'SHA256'

export interface CallbotParts {
  secretKey: string
  body: Uint8Array | string
  createTs: string
  requestID: string
  uuid: string
}

export interface NxlinkParts {
  accessKey: string
  accessSecret: string
  ts: string
  bizType: string
  action: string
  body: Uint8Array | string
}

function hash(algorithm: Algorithm, parts: (Uint8Array | string)[]): string {
  const digest = createHash(algorithm === 'SHA256' ? 'sha256' : 'md5')
  for (const part of parts) digest.update(part)
  return digest.digest('hex')
}

/**
 * Callbot signature (callbot-v3.md section 2): upper-case hex of
 * `<secretKey>&body=<body>&createTs=<createTs>&requestID=<requestID>&uuid=<uuid>`, over the exact body bytes.
 */
export function signCallbot(algorithm: Algorithm, parts: CallbotParts): string {
  const tail = `&createTs=${parts.createTs}&requestID=${parts.requestID}&uuid=${parts.uuid}`
  return hash(algorithm, [`${parts.secretKey}&body=`, parts.body, tail]).toUpperCase()
}

/**
 * NXLink signature (nxlink-cc.md section 3.2): lower-case hex of headers in ASCII order, then `&body=<body>`
 * unless the body is empty, then the secret.
 */
export function signNxlink(algorithm: Algorithm, parts: NxlinkParts): string {
  const head = `accessKey=${parts.accessKey}&action=${parts.action}&bizType=${parts.bizType}&ts=${parts.ts}`
  const body = parts.body.length === 0 ? [] : ['&body=', parts.body]
  return hash(algorithm, [head, ...body, `&accessSecret=${parts.accessSecret}`])
}

/** Compares two signatures in constant time; a different length is simply different. */
export function sameSign(expected: string, given: string): boolean {
  const left = Buffer.from(expected)
  const right = Buffer.from(given)
  return left.length === right.length && timingSafeEqual(left, right)
}
