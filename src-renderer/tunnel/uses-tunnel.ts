import type { AccountView } from '../../src-contract/model/account.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'

type Platform = Pick<AccountView, 'simulator' | 'baseUrl'>

/** Whether an account's webhooks come through the tunnel: a platform on this computer uses it only where it leads there too. */
export function usesTunnel(account: Platform, { settings }: Pick<TunnelView, 'settings'>): boolean {
  if (settings.provider === 'none') return false
  if (!isLocal(account)) return true
  const address =
    settings.provider === 'own' || settings.provider === 'cloudflared'
      ? settings.publicUrl
      : settings.provider === 'ssh'
        ? settings.publicUrl || `http://${settings.host}`
        : ''
  return isLocal({ simulator: false, baseUrl: address.replaceAll('{port}', '1') })
}

/** Whether an account's webhooks reach the listener whatever the tunnel does: the platform is on this computer, and the tunnel leads elsewhere. */
export const isDirect = (account: Platform, tunnel: Pick<TunnelView, 'settings'>): boolean =>
  isLocal(account) && !usesTunnel(account, tunnel)

/** True for a platform on this computer, as the simulator is. */
function isLocal(account: Platform): boolean {
  if (account.simulator) return true
  const host = URL.parse(account.baseUrl)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}
