import { join } from 'node:path'
import type { SystemInfo } from '../src-contract/model/system.ts'
import { startAwakeTimer } from '../src-core/awake-timer.ts'
import { createLog } from '../src-core/log.ts'
import { createCoreLink } from './core-link.ts'
import { chooseKeychainService } from './data-dir.ts'
import { findProgramFiles } from './program-files.ts'
import { createAddressFile } from './served/address-file.ts'
import { nodeProblem, readServeOptions, serveHelp } from './served/options.ts'
import { startServedHost } from './served/served-host.ts'
import { createSimulatorHost } from './simulator-host.ts'

/** The browser-served host: prints one address, runs until it is told to stop. */
async function serve(): Promise<void> {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new Error(problem)
  const options = readServeOptions(process.argv.slice(2), process.env)
  if (!options) return void process.stdout.write(serveHelp)
  const { dataDir, port } = options
  const program = findProgramFiles(import.meta.url)
  const log = createLog(dataDir)
  const simulator = createSimulatorHost(program.simulatorThread)
  const core = createCoreLink({
    log,
    startSimulator: () => simulator.start(),
    data: {
      host: 'browser',
      version: program.version,
      dataDir,
      exportDir: join(dataDir, 'exports'),
      threadFiles: program.threadFiles,
      keychainService: chooseKeychainService(false, process.env),
      sampleContactsFile: program.sampleContactsFile,
    },
  })
  const closeCore = () => Promise.allSettled([core.close(), simulator.close()])
  const address = createAddressFile(dataDir)

  const info = await core.call('system.info', {})
  if (info.ok && (info.value as SystemInfo).startProblem?.code === 'data_in_use') {
    await closeCore()
    const other = address.read()
    throw new Error(
      other ? `Callboard already runs with the data in ${dataDir}: see ${other}` : `Another Callboard already uses the data in ${dataDir}.`,
    )
  }
  const host = await startServedHost({ core, log, rendererDir: program.rendererDir, dataDir, port }).catch(async error => {
    await closeCore()
    throw error
  })
  address.write(host.port)
  stopOnSignals(async () => {
    address.remove()
    await Promise.allSettled([host.close(), closeCore()])
  })
  process.stdout.write(`Callboard runs at ${host.url}\n`)
}

function stopOnSignals(stop: () => Promise<void>): void {
  let askedAt = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Asked again means now; a launcher and its terminal may both pass on the same Ctrl+C, though.
      if (askedAt > 0 && Date.now() - askedAt > 1000) process.exit(1)
      if (askedAt > 0) return
      askedAt = Date.now()
      startAwakeTimer(5000, () => process.exit(1))
      void stop().then(() => process.exit(0))
    })
  }
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
