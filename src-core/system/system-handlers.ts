import type { Keychain } from '../accounts/keychain.ts'
import type { Audit } from '../audit/audit.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { CorePorts } from '../ports.ts'

export interface SystemDeps {
  readonly ports: Pick<CorePorts, 'version' | 'host' | 'dataDir'>
  readonly keychain: Pick<Keychain, 'state'>
  readonly audit: Pick<Audit, 'who'>
  readonly bus: EventBus
}

/** Answers `system.*`: what this console is, where its data lies, how the keychain is. */
export function createSystemHandlers({ ports, keychain, audit, bus }: SystemDeps): {
  handlers: AreaHandlers<'system'>
  simulatorRuns(url: string): void
} {
  let simulatorUrl: string | null = null
  return {
    handlers: {
      'system.info': async () => ({
        version: ports.version,
        host: ports.host,
        platform: process.platform,
        profileName: audit.who(),
        dataDir: ports.dataDir,
        keychain: await keychain.state(),
        startProblem: null,
        simulator: { running: simulatorUrl !== null, url: simulatorUrl },
      }),
    },
    simulatorRuns(url) {
      simulatorUrl = url
      bus.emit('system')
    },
  }
}
