import type { AreaHandlers } from '../dispatch.ts'
import type { TunnelService } from './tunnel-service.ts'

/** The `tunnel.*` calls of the contract. */
export function createTunnelHandlers(service: TunnelService): AreaHandlers<'tunnel'> {
  return {
    'tunnel.get': () => service.view(),
    'tunnel.save': draft => service.save(draft),
    'tunnel.trustHostKey': ({ fingerprint }) => service.trust(fingerprint),
    'tunnel.restart': () => {
      service.restart()
      return {}
    },
    'tunnel.probeNow': () => {
      service.probeNow()
      return {}
    },
    'tunnel.gapsOf': task => service.gapsOf(task),
  }
}
