const hosts: ReadonlySet<string> = new Set(['www.nxcloud.com', 'nxcloud.com', 'docs.nxcloud.com', 'github.com'])

/** True for the few places outside that the console links to: https, a listed host, the usual port, no user name. */
export function isAllowedLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  return protocol === 'https:' && hosts.has(hostname) && port === '' && username === '' && password === ''
}
