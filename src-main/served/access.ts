import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may use the served console: the browser that opened the printed address, on this machine, from our own page. */
export interface Access {
  /** The address to print; it works once. */
  readonly firstUrl: string
  /** True for a request that is addressed to us by name and was not sent by another site's page. */
  isAddressed(request: IncomingMessage): boolean
  hasSession(request: IncomingMessage): boolean
  /** Spends the token and answers the `Set-Cookie` of the session; null when the token is wrong or spent. */
  exchange(token: string): string | null
}

/** Makes the token, the session and the names under which the server at `port` may be addressed. */
export function createAccess(port: number): Access {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origins = hosts.map(host => `http://${host}`)
  // Cookies know no ports: the name keeps two consoles in one browser apart.
  const cookieName = `callboard-${port}`
  const session = randomBytes(32).toString('base64url')
  const token = randomBytes(32).toString('base64url')
  let spent = false

  return {
    firstUrl: `${origins[0]}/?token=${token}`,
    isAddressed({ method, headers }) {
      if (!hosts.includes(headers.host ?? '')) return false
      if (headers.origin !== undefined) return origins.includes(headers.origin)
      // Browsers name the origin of every post; whoever leaves it out is no page of ours.
      return method === 'GET' || method === 'HEAD'
    },
    hasSession({ headers }) {
      const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim().split('='))
      return pairs.some(([name, value]) => name === cookieName && isSame(value ?? '', session))
    },
    exchange(given) {
      if (spent || !isSame(given, token)) return null
      spent = true
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`
    },
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
