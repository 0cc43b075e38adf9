import type { Protocol } from 'electron'
import { readPageFile } from '../page-files.ts'

export const PAGE_URL = 'app://console/'

/** True for a page of our own: the one origin that may load, navigate to itself and call. */
export function isOwnPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === 'app:' && url.host === 'console'
}

/** Must run before the app is ready: `app://` behaves like https, with an origin of its own. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true } },
  ])
}

/** Answers `app://console/…` with the built page and nothing else. */
export function serveAppScheme(protocol: Pick<Protocol, 'handle'>, rendererDir: string): void {
  protocol.handle('app', async request => {
    if (!isOwnPage(request.url) || request.method !== 'GET') return new Response(null, { status: 403 })
    // Parsing has resolved `..` already; the check inside sees every spelling that parsing leaves alone.
    const file = await readPageFile(rendererDir, new URL(request.url).pathname)
    return file ? new Response(new Uint8Array(file.body), { headers: file.headers }) : new Response(null, { status: 404 })
  })
}
