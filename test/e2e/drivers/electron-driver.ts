import { rm } from 'node:fs/promises'
import type { ElectronApplication, Page } from 'playwright'
import { prepareAppCopy } from './app-copy.ts'
import { type Driver, defaultSize, type OpenConsole, type OpenOptions, stepLimitMs, testKeychainService, waitForText } from './driver.ts'
import { prepareElectronRuntime } from './electron-runtime.ts'
import { launchElectron } from './launch-electron.ts'
import { endGroup } from './process-group.ts'
import { addStartGate } from './start-gate.ts'

const CLOSE_LIMIT_MS = 60_000

/** A real Electron with a copy of the built app, under whatever display there is (`npm run e2e` brings an Xvfb). */
export async function createElectronDriver(): Promise<Driver> {
  const runtime = await prepareElectronRuntime()
  return {
    name: 'electron',
    async open(options) {
      const copy = await prepareAppCopy(runtime)
      await addStartGate(copy)
      return openElectron(copy, options)
    },
  }
}

interface AppToOpen {
  readonly executable: string
  /** Removed at the end; null for what is to stay, such as a package. */
  readonly folder: string | null
}

/** Opens the console from an executable that has the app inside: a copy for tests, or a package. */
export async function openElectron(app: AppToOpen, options: OpenOptions): Promise<OpenConsole> {
  const { electron, value: page } = await launch(app.executable, options)
  const child = electron.process()
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const gone = new Promise<void>(resolve => (hasEnded() ? resolve() : child.once('exit', () => resolve())))

  const kill = async () => {
    child.kill('SIGKILL')
    await gone
    await endGroup(child.pid)
  }
  const close = async () => {
    // Nobody quit it yet: what ended by itself has crashed, also when the scenario did not look at it any more.
    const crash = hasEnded() ? `the app ended by itself (${child.signalCode ?? child.exitCode}) during the scenario` : null
    // An operator quits; whatever hangs then is ended by the process id we started.
    const late = setTimeout(() => {
      process.stderr.write(`Electron did not quit within ${CLOSE_LIMIT_MS} ms and was ended\n`)
      child.kill('SIGKILL')
    }, CLOSE_LIMIT_MS)
    await Promise.race([electron.close().catch(() => undefined), gone])
    await gone
    clearTimeout(late)
    await endGroup(child.pid)
    if (crash !== null) throw new Error(crash)
  }
  const cleanUp = async () => {
    if (app.folder) await rm(app.folder, { recursive: true, force: true })
  }
  return {
    page,
    close: () => close().finally(cleanUp),
    kill: () => kill().finally(cleanUp),
    restart: async () => {
      await close()
      return openElectron(app, options)
    },
  }
}

function launch(executable: string, options: OpenOptions): Promise<{ electron: ElectronApplication; value: Page }> {
  const size = options.size ?? defaultSize
  return launchElectron(
    {
      executablePath: executable,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${options.dataDir}`],
      env: { ...(process.env as Record<string, string>), CALLBOARD_KEYCHAIN_SERVICE: testKeychainService },
      colorScheme: options.theme ?? 'light',
    },
    async electron => {
      const page = await electron.firstWindow()
      page.setDefaultTimeout(stepLimitMs)
      await electron.evaluate(
        ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height),
        {
          ...size,
        },
      )
      await waitForText(page)
      return page
    },
  )
}
