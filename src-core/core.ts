import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsoleEvent } from '../src-contract/events.ts'
import { type Result, refused } from '../src-contract/result.ts'
import { createKeychain } from './accounts/keychain.ts'
import { AppError, asSystemError, toWireError } from './app-error.ts'
import { loginName } from './audit/login-name.ts'
import { createDispatch } from './dispatch.ts'
import { createEventBus } from './event-bus.ts'
import { createLog } from './log.ts'
import { openServices, type Services } from './open-services.ts'
import type { CorePorts } from './ports.ts'

export interface Core {
  /** One call of the contract; never throws. */
  dispatch(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Registers a file the operator chose; the id goes into `contacts.*`. */
  giveFile(file: { path: string; fileName: string; sizeBytes: number }): { fileId: string }
  /** Where a finished export lies. */
  exportFile(id: string): { path: string; fileName: string }
  onEvent(listener: (event: ConsoleEvent) => void): () => void
  close(): Promise<void>
}

/**
 * Opens the data folder and answers the contract. When the data cannot be opened (newer version, damage, full disk,
 * read-only folder) the core still answers `system.info` with the reason, and refuses everything else with it.
 */
export async function createCore(ports: CorePorts): Promise<Core> {
  const bus = createEventBus()
  const log = createLog(ports.dataDir)
  try {
    mkdirSync(join(ports.dataDir, 'uploads'), { recursive: true })
    const services = await openServices({ ports, bus, log })
    return openCore(services, createDispatch(services.handlers, log, ports.dataDir), bus)
  } catch (error) {
    const known = asSystemError(error, ports.dataDir)
    log.write('error', 'the data could not be opened', { error })
    return closedCore(ports, known ?? new AppError('internal'), bus)
  }
}

type Bus = ReturnType<typeof createEventBus>

function openCore(services: Services, dispatch: Core['dispatch'], bus: Bus): Core {
  let closing: Promise<void> | null = null
  return {
    dispatch: (name, input) => (closing ? Promise.resolve(refused(toWireError(new AppError('cancelled')))) : dispatch(name, input)),
    giveFile: file => services.files.give(file),
    exportFile: id => services.exportFile(id),
    onEvent: listener => bus.on(listener),
    close() {
      closing ??= services.close().finally(() => bus.close())
      return closing
    },
  }
}

function closedCore(ports: CorePorts, problem: AppError, bus: Bus): Core {
  const wire = toWireError(problem)
  const info = async () => ({
    version: ports.version,
    host: ports.host,
    platform: process.platform,
    profileName: loginName(),
    dataDir: ports.dataDir,
    keychain: await createKeychain(ports.keychainService).state(),
    startProblem: wire,
    simulator: { running: false, url: null },
  })
  return {
    dispatch: async name => (name === 'system.info' ? { ok: true, value: await info() } : refused(wire)),
    giveFile() {
      throw problem
    },
    exportFile() {
      throw problem
    },
    onEvent: listener => bus.on(listener),
    close: async () => bus.close(),
  }
}
