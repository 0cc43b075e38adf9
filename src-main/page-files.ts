import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { pageHeaders, withStyleNonce } from './page-headers.ts'

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
}

/**
 * The path of a request (still percent-encoded, with or without a query) as a file under `root`, or null when it points
 * anywhere else: `..` in every spelling, backslashes, drive letters, NUL, a path that cannot be decoded.
 */
export function locatePageFile(root: string, requestPath: string): string | null {
  const encoded = requestPath.split(/[?#]/, 1)[0] ?? ''
  let path: string
  try {
    path = decodeURIComponent(encoded)
  } catch {
    return null
  }
  // A second encoding has no business in a path of ours, and neither has anything a Windows path would read otherwise.
  if (!path.startsWith('/') || /[\0\\:%]/.test(path) || path.split('/').includes('..')) return null
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`)
  const inside = relative(root, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file
}

/** Reads a file of the page with its headers; null when there is none. The document gets a nonce of its own each time. */
export async function readPageFile(root: string, requestPath: string): Promise<PageFile | null> {
  const file = locatePageFile(root, requestPath)
  const type = file ? types[extname(file)] : undefined
  if (!file || !type) return null
  const nonce = extname(file) === '.html' ? randomBytes(18).toString('base64') : null
  const headers = { ...pageHeaders(nonce), 'content-type': type }
  try {
    const body = await readFile(file)
    if (nonce) return { body: Buffer.from(withStyleNonce(body.toString('utf8'), nonce)), headers }
    // Built files carry a hash of their content in the name.
    return {
      body,
      headers: requestPath.startsWith('/assets/') ? { ...headers, 'cache-control': 'private, max-age=31536000, immutable' } : headers,
    }
  } catch {
    return null
  }
}
