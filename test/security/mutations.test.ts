import { join, resolve } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { expect, test } from 'vitest'
import { checkBaseUrl } from '../../src-core/api/base-url.ts'
import { locatePageFile } from '../../src-main/page-files.ts'
import { pageHeaders } from '../../src-main/page-headers.ts'
import { type Access, createAccess } from '../../src-main/served/access.ts'
import { isOwnPage } from '../../src-main/shell/app-protocol.ts'
import { isAllowedLink } from '../../src-main/shell/external-links.ts'
import { protectSession } from '../../src-main/shell/protect.ts'
import { openConsoleWindow } from '../../src-main/shell/window.ts'
import { problemsOfAddressRule, problemsOfBaseUrlRule, problemsOfContainment, problemsOfHeaders, problemsOfSession } from './guards.ts'
import { hostilePages, problemsOfLinkRule, problemsOfOwnPageRule, problemsOfWebPreferences, safePreferences } from './window-guards.ts'

const PORT = 4310
const ROOT = resolve('/srv/page')

/** The setting as it is has no problem; every broken form of it has one. */
function prove<T>(what: string, real: T, check: (setting: T) => string[], broken: Readonly<Record<string, T>>): void {
  test(`${what}: as it is nothing is wrong`, () => expect(check(real)).toEqual([]))
  test.each(Object.entries(broken))(`${what}: the check goes red when %s`, (_, variant) => expect(check(variant)).not.toEqual([]))
}

const nonce = 'a'.repeat(24)
const headers = pageHeaders(nonce)
const csp = headers['content-security-policy'] ?? ''
const withCsp = (change: (text: string) => string) => {
  const changed = change(csp)
  if (changed === csp) throw new Error('this variant changes nothing')
  return { ...headers, 'content-security-policy': changed }
}
const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
prove('headers of the page', headers, problemsOfHeaders, {
  'there is no policy': without('content-security-policy'),
  'inline script is allowed': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' 'unsafe-inline'`)),
  'eval is allowed': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' 'unsafe-eval'`)),
  'wasm eval is allowed': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' 'wasm-unsafe-eval'`)),
  'scripts may come from data': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' data:`)),
  'scripts may come from a host': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' https://cdn.example`)),
  'scripts may come from anywhere': withCsp(text => text.replace(`script-src 'self'`, 'script-src *')),
  'a nonce lets scripts in': withCsp(text => text.replace(`script-src 'self'`, `script-src 'self' 'nonce-${nonce}'`)),
  'inline style elements are allowed': withCsp(text => text.replace(/style-src 'self' 'nonce-[^']*'/, `style-src 'self' 'unsafe-inline'`)),
  'the nonce is short': withCsp(text => text.replace(nonce, 'abc')),
  'images may come from anywhere': withCsp(text => text.replace(`img-src 'self' data:`, `img-src 'self' data: https:`)),
  'it may connect anywhere': withCsp(text => text.replace(`connect-src 'self'`, 'connect-src *')),
  'the default is self': withCsp(text => text.replace(`default-src 'none'`, `default-src 'self'`)),
  'forms may be sent': withCsp(text => text.replace(`; form-action 'none'`, '')),
  'it may be framed': withCsp(text => text.replace(`frame-ancestors 'none'`, 'frame-ancestors *')),
  'a base is allowed': withCsp(text => text.replace(`; base-uri 'none'`, '')),
  'frames are allowed': withCsp(text => `${text}; frame-src https:`),
  'workers from blobs are allowed': withCsp(text => `${text}; worker-src blob:`),
  'trusted types are not required': withCsp(text => text.replace(`; require-trusted-types-for 'script'`, '')),
  'any trusted types policy may be made': withCsp(text => text.replace('trusted-types default', `trusted-types default *`)),
  'types are sniffed': without('x-content-type-options'),
  'the address is told to others': { ...headers, 'referrer-policy': 'unsafe-url' },
  'another page may hold the window': without('cross-origin-opener-policy'),
  'another page may embed it': { ...headers, 'cross-origin-resource-policy': 'cross-origin' },
  'the microphone is there': {
    ...headers,
    'permissions-policy': (headers['permissions-policy'] ?? '').replace('microphone=()', 'microphone=(self)'),
  },
})

const url = (text: string) => new URL(text)
prove('base URL of an account', checkBaseUrl, problemsOfBaseUrlRule, {
  'anything is taken': text => text || 'x',
  'any URL is taken': text => url(text).href,
  'plain http is taken': text => (['http:', 'https:'].includes(url(text).protocol) ? text : ''),
  'plain http is refused to ourselves too': text => (url(text).protocol === 'https:' ? checkBaseUrl(text) : ''),
  'the host only has to start like ours': text => (/^http:\/\/(localhost|127\.0\.0\.1)/.test(text) ? text : checkBaseUrl(text)),
  'the host only has to be somewhere': text => (text.includes('127.0.0.1') ? text : checkBaseUrl(text)),
  'a user name is taken': text => (url(text).username ? text : checkBaseUrl(text)),
  'a query is taken': text => (url(text).search ? text : checkBaseUrl(text)),
  'a fragment is taken': text => (url(text).hash ? text : checkBaseUrl(text)),
  'private addresses count as ourselves': text => (/^http:\/\/(10|192\.168)\./.test(text) ? text : checkBaseUrl(text)),
  '0.0.0.0 counts as ourselves': text => (url(text).hostname === '0.0.0.0' ? text : checkBaseUrl(text)),
})

const access = createAccess(PORT)
type AddressRule = Parameters<typeof problemsOfAddressRule>[1]
const asks: AddressRule = request => access.isAddressed(request as Parameters<Access['isAddressed']>[0])
prove<AddressRule>('host and origin of a request', asks, rule => problemsOfAddressRule(PORT, rule), {
  'nothing is looked at': () => true,
  'the host is not looked at': ({ method, headers: asked }) => asks({ method, headers: { ...asked, host: `127.0.0.1:${PORT}` } }),
  'the host only has to start right': ({ method, headers: asked }) =>
    (asked.host?.startsWith(`127.0.0.1:${PORT}`) ?? false) && asks({ method, headers: { ...asked, host: `127.0.0.1:${PORT}` } }),
  'the port of the host is not looked at': ({ method, headers: asked }) =>
    asks({ method, headers: { ...asked, host: asked.host?.split(':')[0] === '127.0.0.1' ? `127.0.0.1:${PORT}` : (asked.host ?? '') } }),
  'the origin is not looked at': ({ headers: asked }) => asks({ method: 'GET', headers: { host: asked.host } }),
  'the origin only has to start right': ({ method, headers: asked }) =>
    asks({
      method,
      headers: { ...asked, ...(asked.origin?.startsWith(`http://127.0.0.1:${PORT}`) ? { origin: `http://127.0.0.1:${PORT}` } : {}) },
    }),
  'the origin only has to end right': ({ method, headers: asked }) =>
    asks({ method, headers: { ...asked, ...(asked.origin?.endsWith(`127.0.0.1:${PORT}`) ? { origin: `http://127.0.0.1:${PORT}` } : {}) } }),
  'no origin is taken for ours': ({ headers: asked }) => asks({ method: asked.origin === undefined ? 'GET' : 'POST', headers: asked }),
  'the origin null is taken for ours': ({ method, headers: asked }) =>
    asks({ method, headers: { ...asked, ...(asked.origin === 'null' ? { origin: `http://127.0.0.1:${PORT}` } : {}) } }),
  'everybody is refused': () => false,
})

const changed = (change: (real: Access) => Partial<Access>) => () => {
  const real = createAccess(PORT)
  return { ...real, ...change(real) }
}
const tokenOf = (real: Access) => new URL(real.firstUrl).searchParams.get('token') ?? ''
prove(
  'token and session',
  () => createAccess(PORT),
  make => problemsOfSession(make, PORT),
  {
    'the token works twice': changed(real => {
      const cookie = real.exchange(tokenOf(real))
      return { exchange: given => (given === tokenOf(real) ? cookie : null) }
    }),
    'any token opens': changed(real => ({ exchange: given => real.exchange(given === '' ? '' : tokenOf(real)) })),
    'the start of a token opens': changed(real => ({
      exchange: given => real.exchange(given.length > 5 && tokenOf(real).startsWith(given) ? tokenOf(real) : given),
    })),
    'scripts can read the cookie': changed(real => ({ exchange: given => real.exchange(given)?.replace('; HttpOnly', '') ?? null })),
    'other sites send the cookie': changed(real => ({ exchange: given => real.exchange(given)?.replace('Strict', 'Lax') ?? null })),
    'any cookie opens': changed(() => ({ hasSession: ({ headers: asked }) => (asked.cookie ?? '') !== '' })),
    'no cookie opens': changed(() => ({ hasSession: () => true })),
    'a cookie of that name opens': changed(() => ({
      hasSession: ({ headers: asked }) => (asked.cookie ?? '').includes(`callboard-${PORT}=`),
    })),
  },
)

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path.split('?')[0] ?? '')
  } catch {
    return ''
  }
}
const place = (path: string) => (path === '/' ? '/index.html' : path)
prove<(path: string) => string | null>(
  'files of the page',
  path => locatePageFile(ROOT, path),
  locate => problemsOfContainment(ROOT, locate),
  {
    'paths are only joined': path => join(ROOT, place(decoded(path))),
    'it is looked at before decoding': path => (path.includes('..') ? null : join(ROOT, place(decoded(path)))),
    'a neighbour with the same beginning counts as inside': path => {
      const file = resolve(`${ROOT}${place(decoded(path))}`)
      return file.startsWith(ROOT) && file !== ROOT
        ? file
        : resolve(ROOT, '../page-other/secret.txt').startsWith(ROOT) && path.includes('page-other')
          ? resolve(ROOT, '../page-other/secret.txt')
          : null
    },
    '.. is cut out once': path => join(ROOT, place(decoded(path).replace('../', ''))),
    'it is decoded twice': path => join(ROOT, place(decoded(decoded(path)))),
    'backslashes are taken': path => (decoded(path).includes('../') || !path.startsWith('/') ? null : `${ROOT}${place(decoded(path))}`),
    'NUL is taken': path => (decoded(path).includes('\0') ? join(ROOT, decoded(path)) : locatePageFile(ROOT, path)),
    'nothing is found': () => null,
  },
)

prove<(address: string) => boolean>('links to the outside', isAllowedLink, problemsOfLinkRule, {
  'every https is allowed': address => address.startsWith('https:'),
  'the address only has to start right': address => address.startsWith('https://www.nxcloud.com') || isAllowedLink(address),
  'the name only has to be somewhere': address => address.includes('www.nxcloud.com'),
  'the host only has to end right': address =>
    URL.canParse(address) && new URL(address).hostname.endsWith('nxcloud.com') && new URL(address).protocol === 'https:',
  'the scheme does not matter': address => isAllowedLink(address.replace(/^\w+:/, 'https:')),
  'the port does not matter': address => isAllowedLink(address.replace(':8443', '')),
  'a user name does not matter': address => isAllowedLink(address.replace('user@', '')),
  'nothing is allowed': () => false,
})

prove<(address: string) => boolean>('the own page', isOwnPage, problemsOfOwnPageRule, {
  'the scheme is enough': address => address.startsWith('app:'),
  'it only has to start right': address => address.startsWith('app://console'),
  'the host is enough': address => URL.canParse(address) && new URL(address).host === 'console',
  'it only has to be somewhere': address => address.includes('app://console/'),
})

/** The options a window is really opened with. */
function windowOptions(): BrowserWindowConstructorOptions {
  let given: BrowserWindowConstructorOptions | null = null
  class Window {
    constructor(options: BrowserWindowConstructorOptions) {
      given = options
    }
    once() {}
    async loadURL() {}
  }
  openConsoleWindow({
    Window: Window as unknown as new (options: BrowserWindowConstructorOptions) => BrowserWindow,
    theme: { shouldUseDarkColors: false, on: () => theme, off: () => theme } as never,
    platform: 'linux',
    preloadFile: '/p.cjs',
    iconFile: '/i.png',
    devTools: false,
  })
  if (!given) throw new Error('no window was made')
  return given
}
const theme = {}
const preferences = windowOptions().webPreferences ?? {}
prove('preferences of the window', preferences, problemsOfWebPreferences, {
  ...Object.fromEntries(
    Object.entries(safePreferences).flatMap(([name, value]) => [
      [`${name} is ${!value}`, { ...preferences, [name]: !value }],
      [`${name} is left out`, { ...preferences, [name]: undefined }],
    ]),
  ),
  'experimental features are on': { ...preferences, experimentalFeatures: true },
})

const page = { getURL: () => 'app://console/' }

/** What a session answers to a page that asks for powers and addresses. */
function problemsOfSessionGuard(protect: typeof protectSession): string[] {
  const problems: string[] = []
  const hooks: Record<string, (...params: never[]) => unknown> = {}
  const keep = (name: string) => (hook: unknown) => void (hooks[name] = hook as (...params: never[]) => unknown)
  protect(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('fetch') },
      on: (name: string, hook: unknown) => keep(name)(hook),
    } as unknown as Session,
    false,
  )
  const call = (name: string, ...params: unknown[]) => (hooks[name] as undefined | ((...params: unknown[]) => unknown))?.(...params)
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'midi',
    'openExternal',
    'fullscreen',
    'pointerLock',
    'hid',
    'serial',
    'usb',
    'display-capture',
    'idle-detection',
  ]) {
    let answer: unknown = 'none'
    call('request', page, permission, (given: unknown) => void (answer = given))
    if (answer !== false || call('check', page, permission) !== false) problems.push(permission)
  }
  const copying = (contents: object) => {
    let answer: unknown = 'none'
    call('request', contents, 'clipboard-sanitized-write', (given: unknown) => void (answer = given))
    return [answer, call('check', contents, 'clipboard-sanitized-write')]
  }
  if (copying(page).join() !== 'true,true') problems.push('copying is refused')
  if (copying({ getURL: () => 'https://evil.example/' }).join() !== 'false,false') problems.push('others may copy')
  if (call('device', {}) !== false) problems.push('device')
  for (const url of [...hostilePages.filter(address => !address.startsWith('data:')), 'devtools://devtools/x.js']) {
    let cancel: unknown = 'none'
    call('fetch', { url }, (answer: { cancel: boolean }) => void (cancel = answer.cancel))
    if (cancel !== true) problems.push(`fetches ${url}`)
  }
  let prevented = false
  call('will-download', { preventDefault: () => void (prevented = true) })
  if (!prevented) problems.push('downloads')
  return problems
}
const dropping =
  (name: string): typeof protectSession =>
  (session, devTools) =>
    protectSession({ ...session, [name]: () => undefined } as unknown as Session, devTools)
prove<typeof protectSession>('session of the window', protectSession, problemsOfSessionGuard, {
  'permissions are not refused': dropping('setPermissionRequestHandler'),
  'permissions are not checked': dropping('setPermissionCheckHandler'),
  'every permission is given': session =>
    protectSession(
      {
        ...session,
        setPermissionRequestHandler: () => session.setPermissionRequestHandler((_contents, _permission, answer) => answer(true)),
      } as unknown as Session,
      false,
    ),
  'devices are not refused': dropping('setDevicePermissionHandler'),
  'downloads are not stopped': dropping('on'),
  'requests are not stopped': session =>
    protectSession({ ...session, webRequest: { onBeforeRequest: () => undefined } } as unknown as Session, false),
  'the tools of developers are always let in': session => protectSession(session, true),
})
