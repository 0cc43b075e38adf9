import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { openCloudflared } from './cloudflared-provider.ts'
import { openNgrok } from './ngrok-provider.ts'
import { openOwn } from './own-provider.ts'
import type { ProgramRecord } from './program-record.ts'
import type { OpenTunnel, ProviderAsk } from './provider.ts'
import { openSsh } from './ssh-provider.ts'

type Given = Omit<ProviderAsk<'ssh'>, 'settings'>

/** Opens the tunnel of the chosen provider. */
export function openProvider(
  settings: Exclude<TunnelSettings, { provider: 'none' }>,
  given: Given,
  programs: Pick<ProgramRecord, 'remember' | 'forget'>,
): Promise<OpenTunnel> {
  switch (settings.provider) {
    case 'ssh':
      return openSsh({ ...given, settings })
    case 'ngrok':
      return openNgrok({ ...given, settings })
    case 'cloudflared':
      return openCloudflared({ ...given, settings }, programs)
    case 'own':
      return openOwn({ ...given, settings })
  }
}
