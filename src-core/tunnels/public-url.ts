/** Where the server's port stands in a public address that is told before the port is known. */
export const PORT_MARK = '{port}'

/** A public address as it is used, without a slash at the end; null when it is none: http or https, no login, query or fragment. */
export function readPublicUrl(text: string, port = 1): string | null {
  const whole = text.trim().replaceAll(PORT_MARK, String(port))
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** Whether an address leads to this computer alone: a platform elsewhere cannot reach it. */
export function isLoopback(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
