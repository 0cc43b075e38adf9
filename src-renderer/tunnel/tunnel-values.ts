import type { TunnelDraft, TunnelProvider, TunnelView } from '../../src-contract/model/tunnel.ts'
import { TunnelSettings } from '../../src-contract/model/tunnel.ts'

/** What stands in the tunnel form: every provider at once, so that switching loses nothing. */
export interface TunnelValues {
  readonly provider: TunnelProvider
  readonly host: string
  readonly port: number | null
  readonly user: string
  readonly auth: 'key' | 'agent' | 'password'
  readonly keyFile: string
  readonly remoteAddress: string
  readonly remotePort: number | null
  readonly domain: string
  readonly program: string
  readonly mode: 'quick' | 'named'
  /** One for each provider that is told its address. */
  readonly publicUrl: Readonly<Record<'ssh' | 'cloudflared' | 'own', string>>
  readonly monthlyQuota: number | null
  readonly secret: string
}

export type TunnelField =
  | 'host'
  | 'port'
  | 'user'
  | 'keyFile'
  | 'remoteAddress'
  | 'remotePort'
  | 'domain'
  | 'program'
  | 'publicUrl'
  | 'monthlyQuota'
  | 'secret'
export type TunnelIssue = 'needed' | 'tooLong' | 'port' | 'path' | 'url' | 'domain' | 'quota'
export type TunnelIssues = Readonly<Partial<Record<TunnelField, TunnelIssue>>>

/** The form as the saved settings fill it. */
export function valuesOf({ settings }: Pick<TunnelView, 'settings'>): TunnelValues {
  const ssh = settings.provider === 'ssh' ? settings : null
  const ngrok = settings.provider === 'ngrok' ? settings : null
  const cloudflared = settings.provider === 'cloudflared' ? settings : null
  const own = settings.provider === 'own' ? settings : null
  return {
    provider: settings.provider,
    host: ssh?.host ?? '',
    port: ssh?.port ?? 22,
    user: ssh?.user ?? '',
    auth: ssh?.auth ?? 'key',
    keyFile: ssh?.keyFile ?? '',
    remoteAddress: ssh?.remoteAddress ?? 'localhost',
    remotePort: ssh?.remotePort ?? 0,
    domain: ngrok?.domain ?? '',
    program: cloudflared?.program ?? '',
    mode: cloudflared?.mode ?? 'quick',
    publicUrl: { ssh: ssh?.publicUrl ?? '', cloudflared: cloudflared?.publicUrl ?? '', own: own?.publicUrl ?? '' },
    monthlyQuota: settings.provider === 'none' ? null : settings.monthlyQuota,
    secret: '',
  }
}

/** The chosen provider's settings as they stand, to be parsed. */
function settingsOf(values: TunnelValues): unknown {
  const { provider, monthlyQuota } = values
  switch (provider) {
    case 'none':
      return { provider }
    case 'ssh': {
      const { host, port, user, auth, keyFile, remoteAddress, remotePort } = values
      const path = auth === 'key' ? keyFile.trim() : ''
      return { provider, host, port, user, auth, keyFile: path, remoteAddress, remotePort, publicUrl: values.publicUrl.ssh, monthlyQuota }
    }
    case 'ngrok':
      return { provider, domain: values.domain, monthlyQuota }
    case 'cloudflared': {
      const publicUrl = values.mode === 'named' ? values.publicUrl.cloudflared : ''
      return { provider, program: values.program.trim(), mode: values.mode, publicUrl, monthlyQuota }
    }
    case 'own':
      return { provider, publicUrl: values.publicUrl.own, monthlyQuota }
  }
}

/** What the secret field means for the chosen settings; null when they have no secret. */
export function secretKind({ provider, auth, mode }: TunnelValues): 'password' | 'passphrase' | 'authtoken' | 'token' | null {
  if (provider === 'ngrok') return 'authtoken'
  if (provider === 'cloudflared') return mode === 'named' ? 'token' : null
  if (provider === 'ssh') return auth === 'password' ? 'password' : auth === 'key' ? 'passphrase' : null
  return null
}

/** Whether the kept secret is one for these settings: it never goes to another server or another use. */
export function secretStays(values: TunnelValues, saved: Pick<TunnelView, 'settings' | 'hasSecret'>): boolean {
  const before = valuesOf(saved)
  if (!saved.hasSecret || values.provider !== before.provider || secretKind(values) !== secretKind(before)) return false
  if (values.provider !== 'ssh') return true
  if (values.auth === 'key') return values.keyFile.trim() === before.keyFile
  return values.host.trim() === before.host && values.port === before.port && values.user.trim() === before.user
}

/** The draft that the contract takes; null while a field has no value it can have. A kept secret that is not for these settings goes. */
export function draftOf(values: TunnelValues, saved: Pick<TunnelView, 'settings' | 'hasSecret'>): TunnelDraft | null {
  const parsed = TunnelSettings.safeParse(settingsOf(values))
  if (!parsed.success) return null
  const typed = secretKind(values) === null ? '' : values.secret
  if (typed === '' && (!saved.hasSecret || secretStays(values, saved))) return { settings: parsed.data }
  return { settings: parsed.data, secret: typed }
}

/** What keeps the form from being saved, by field. */
export function issuesOf(values: TunnelValues, saved: Pick<TunnelView, 'settings' | 'hasSecret'>): TunnelIssues {
  const issues: Partial<Record<TunnelField, TunnelIssue>> = {}
  const parsed = TunnelSettings.safeParse(settingsOf(values))
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path[0] as TunnelField
    if (field === 'port' || field === 'remotePort') issues[field] = 'port'
    else if (field === 'monthlyQuota') issues[field] = 'quota'
    else issues[field] = issue.code === 'too_big' ? 'tooLong' : 'needed'
  }
  const { provider } = values
  if (provider === 'ssh' && values.auth === 'key') checkPath(issues, 'keyFile', values.keyFile)
  if (provider === 'cloudflared') checkPath(issues, 'program', values.program)
  if (provider === 'ngrok' && values.domain.trim() !== '' && !/^[a-z0-9.-]+$/i.test(values.domain.trim())) issues.domain = 'domain'
  if (provider === 'ssh' && values.publicUrl.ssh.trim() !== '' && !isPublicUrl(values.publicUrl.ssh)) issues.publicUrl = 'url'
  if (provider === 'own' || (provider === 'cloudflared' && values.mode === 'named')) {
    const url = values.publicUrl[provider]
    if (!isPublicUrl(url)) issues.publicUrl = url.trim() === '' ? 'needed' : 'url'
  }
  const kind = secretKind(values)
  if (kind !== null && kind !== 'passphrase' && values.secret === '' && !secretStays(values, saved)) issues.secret = 'needed'
  return issues
}

function checkPath(issues: Partial<Record<TunnelField, TunnelIssue>>, field: 'keyFile' | 'program', path: string): void {
  if (path.trim() === '') issues[field] = 'needed'
  else if (!isAbsolutePath(path.trim())) issues[field] = 'path'
}

/** `/home/ana/.ssh/id`, `C:\Users\Ana\id` or `\\server\share\id`. */
export const isAbsolutePath = (path: string): boolean => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path)

/** http or https, without login, query or fragment; `{port}` stands for the port the server chose. */
export function isPublicUrl(text: string): boolean {
  const whole = text.trim().replaceAll('{port}', '1')
  if (!URL.canParse(whole)) return false
  const { protocol, username, password, search, hash } = new URL(whole)
  return (protocol === 'https:' || protocol === 'http:') && username + password + search + hash === ''
}
