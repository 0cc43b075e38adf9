import { gunzipSync, inflateSync } from 'node:zlib'

/** Bytes of a body, received and decoded alike. */
export const MAX_BODY_BYTES = 256 * 1024

const plain = ['', 'identity']
const gzip = ['gzip', 'x-gzip']

/** Whether we read this content encoding. */
export const knowsEncoding = (encoding: string): boolean => [...plain, ...gzip, 'deflate'].includes(encoding.trim().toLowerCase())

/**
 * The body without its content encoding. Stops at 256 KB, however much the bytes would become: null when they become more;
 * throws when they are not what the header says.
 */
export function decodeBody(headers: Readonly<Record<string, string>>, body: Uint8Array): Uint8Array | null {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase()
  if (plain.includes(encoding)) return body
  try {
    return (gzip.includes(encoding) ? gunzipSync : inflateSync)(body, { maxOutputLength: MAX_BODY_BYTES })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null
    throw error
  }
}

/** The text of a stored delivery; what cannot be decoded reads as it is. */
export function textOf({ headers, body }: { headers: Readonly<Record<string, string>>; body: Uint8Array }): string {
  let decoded: Uint8Array | null
  try {
    decoded = decodeBody(headers, body)
  } catch {
    decoded = null
  }
  return Buffer.from(decoded ?? body).toString('utf8')
}
