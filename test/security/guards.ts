import type { IncomingMessage } from 'node:http'
import { isAbsolute, join, relative } from 'node:path'
import type { Access } from '../../src-main/served/access.ts'

/** Each check answers what is wrong with a setting, in words; an empty answer means that it holds. `mutations.test.ts` proves that each can say no. */

export function problemsOfCsp(text: string): string[] {
  const rules = new Map(
    text
      .split(';')
      .map(part => part.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values.join(' ')]),
  )
  const exact: Readonly<Record<string, string>> = {
    'default-src': `'none'`,
    'script-src': `'self'`,
    'style-src-attr': `'unsafe-inline'`,
    'img-src': `'self' data:`,
    'font-src': `'self'`,
    'connect-src': `'self'`,
    'base-uri': `'none'`,
    'form-action': `'none'`,
    'frame-ancestors': `'none'`,
    'object-src': `'none'`,
    'require-trusted-types-for': `'script'`,
    'trusted-types': 'default',
  }
  const problems = Object.entries(exact)
    .filter(([name, value]) => rules.get(name) !== value)
    .map(([name]) => `${name} is ${rules.get(name) ?? 'absent'}`)
  if (!/^'self'(?: 'nonce-[A-Za-z0-9+/]{24}')?$/.test(rules.get('style-src') ?? '')) problems.push('style-src')
  // A rule that is not listed could only loosen.
  problems.push(...[...rules.keys()].filter(name => !(name in exact) && name !== 'style-src'))
  return problems
}

export function problemsOfHeaders(headers: Readonly<Record<string, string>>): string[] {
  const exact: Readonly<Record<string, string>> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  const problems = Object.entries(exact)
    .filter(([name, value]) => headers[name] !== value)
    .map(([name]) => name)
  for (const power of ['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid'])
    if (!new RegExp(`(^|, )${power}=\\(\\)`).test(headers['permissions-policy'] ?? '')) problems.push(power)
  return [...problems, ...problemsOfCsp(headers['content-security-policy'] ?? '')]
}

/** `rule` returns the address or throws. */
export function problemsOfBaseUrlRule(rule: (text: string) => string): string[] {
  const taken = [
    'https://nxbot.nxcloud.com',
    'https://api-hk.nxlink.ai/',
    'https://gateway.example:8443/path',
    'http://127.0.0.1:17070',
    'http://localhost:1',
    'http://[::1]:1',
    'http://127.1:80',
  ]
  const refused = [
    'http://nxbot.nxcloud.com',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example/127.0.0.1',
    'http://localhost@evil.example',
    'http://127.0.0.1@evil.example',
    'http://10.0.0.1',
    'http://192.168.0.1',
    'http://0.0.0.0',
    'https://user:secret@nxbot.nxcloud.com',
    'https://nxbot.nxcloud.com/?to=1',
    'https://nxbot.nxcloud.com/#x',
    'ftp://nxbot.nxcloud.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ws://localhost',
    'nxbot.nxcloud.com',
    '',
    '//nxbot.nxcloud.com',
    'http://[::2]',
  ]
  const isTaken = (text: string) => {
    try {
      return rule(text) !== ''
    } catch {
      return false
    }
  }
  return [...taken.filter(text => !isTaken(text)).map(text => `refuses ${text}`), ...refused.filter(isTaken).map(text => `takes ${text}`)]
}

type Asked = Pick<IncomingMessage, 'method' | 'headers'>

export function problemsOfAddressRule(port: number, isAddressed: (request: Asked) => boolean): string[] {
  const own = `127.0.0.1:${port}`
  const origin = `http://${own}`
  const taken: Asked[] = [
    { method: 'GET', headers: { host: own } },
    { method: 'GET', headers: { host: `localhost:${port}` } },
    { method: 'HEAD', headers: { host: own } },
    { method: 'POST', headers: { host: own, origin } },
    { method: 'POST', headers: { host: `localhost:${port}`, origin: `http://localhost:${port}` } },
  ]
  const hosts = [
    '',
    'evil.example',
    `evil.example:${port}`,
    `${own}.evil.example`,
    `127.0.0.1:${port}0`,
    '127.0.0.1',
    `0.0.0.0:${port}`,
    `[::1]:${port}`,
    `127.0.0.2:${port}`,
    `a.localhost:${port}`,
    `${own}@evil.example`,
    `evil.example/${own}`,
  ]
  const origins = [
    'null',
    '',
    'http://evil.example',
    `https://${own}`,
    `${origin}.evil.example`,
    `http://evil.example:${port}`,
    'http://127.0.0.1',
    `${origin}0`,
    'file://',
    'app://console',
    `http://evil.example/?${own}`,
    `http://a.${own}`,
  ]
  const refused: Asked[] = [
    ...hosts.flatMap(host => [
      { method: 'GET', headers: { host } },
      { method: 'POST', headers: { host, origin } },
    ]),
    { method: 'GET', headers: {} },
    ...origins.flatMap(from => [
      { method: 'GET', headers: { host: own, origin: from } },
      { method: 'POST', headers: { host: own, origin: from } },
    ]),
    ...['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].map(method => ({ method, headers: { host: own } })),
  ]
  return [
    ...taken.filter(asked => !isAddressed(asked)).map(asked => `refuses ${JSON.stringify(asked)}`),
    ...refused.filter(asked => isAddressed(asked)).map(asked => `takes ${JSON.stringify(asked)}`),
  ]
}

/** Every spelling is asked with a fresh access; `make` may break one part of it. */
export function problemsOfSession(make: () => Access, port: number): string[] {
  const problems: string[] = []
  const access = make()
  const token = new URL(access.firstUrl).searchParams.get('token') ?? ''
  if (token.length < 40) problems.push('the token is short')
  for (const wrong of ['', 'x', token.slice(0, -1), `${token}x`, token.toUpperCase() === token ? 'x' : token.toUpperCase()])
    if (access.exchange(wrong) !== null) problems.push('a wrong token opens')
  const cookie = access.exchange(token) ?? ''
  if (access.exchange(token) !== null) problems.push('the token works twice')
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/'])
    if (!cookie.split('; ').includes(part)) problems.push(`the cookie lacks ${part}`)
  const pair = cookie.split(';')[0] ?? ''
  const asks = (header: string | undefined) =>
    access.hasSession({ headers: header === undefined ? {} : { cookie: header } } as IncomingMessage)
  if (!asks(pair) || !asks(`other=1; ${pair}`)) problems.push('the session is not known')
  for (const wrong of [
    undefined,
    '',
    pair.slice(0, -1),
    `${pair}x`,
    `callboard-${port}=`,
    `callboard-${port}`,
    pair.replace(String(port), '1'),
    `x${pair}`,
    pair.split('=')[1],
  ])
    if (asks(wrong)) problems.push(`${wrong ? 'a wrong' : 'no'} cookie opens`)
  if (pair.includes(token) || access.firstUrl.includes(pair.split('=')[1] ?? '?')) problems.push('token and session are the same')
  return problems
}

export const hostilePaths = [
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '/%5c..%5csecret.txt',
  '/%252e%252e/secret.txt',
  '/%252e%252e%252fsecret.txt',
  '/..%00/secret.txt',
  '/index.html%00.png',
  '/%00',
  '/C:/secret.txt',
  '/c%3a/secret.txt',
  '/C:%5csecret.txt',
  '//secret.txt/../../secret.txt',
  '/....//secret.txt',
  '/%c0%ae%c0%ae/secret.txt',
  '/%',
  '/%zz',
  '/%e0%a4',
  '/.%2e/secret.txt',
  '/%2e./secret.txt',
  '/page-other/secret.txt/../../page-other/secret.txt',
  '/../page-other/secret.txt',
  '/%2e%2e/page-other/secret.txt',
  '/assets/..%2f..%2fpage-other%2fsecret.txt',
  '/..',
  '/.',
  '',
  'secret.txt',
  '../secret.txt',
]

/** `locate` answers a file for a request path, or null; nothing may lie outside `root`. */
export function problemsOfContainment(root: string, locate: (path: string) => string | null): string[] {
  const problems = hostilePaths.flatMap(path => {
    const file = locate(path)
    if (file === null) return []
    const inside = relative(root, file)
    return inside.startsWith('..') || isAbsolute(inside) || inside === '' || /[\0\\%]/.test(inside) ? [`${path} gives ${file}`] : []
  })
  for (const [path, file] of [
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/a-1.js', 'assets/a-1.js'],
    ['/assets/a%20b.js', 'assets/a b.js'],
    ['/index.html?x=../..', 'index.html'],
  ] as const)
    if (locate(path) !== join(root, file)) problems.push(`${path} is not found`)
  return problems
}
