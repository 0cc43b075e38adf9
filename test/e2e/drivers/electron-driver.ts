import { rm } from 'node:fs/promises'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { prepareAppCopy } from './app-copy.ts'
import { type Driver, defaultSize, type OpenConsole, type OpenOptions, testKeychainService, waitForText } from './driver.ts'
import { prepareElectronRuntime } from './electron-runtime.ts'

const CLOSE_LIMIT_MS = 10_000
const OPEN_LIMIT_MS = 25_000
const OPEN_ATTEMPTS = 3

/** A real Electron with a copy of the built app, under whatever display there is (`npm run e2e` brings an Xvfb). */
export async function createElectronDriver(): Promise<Driver> {
  const runtime = await prepareElectronRuntime()
  return { name: 'electron', open: async options => openElectron(await prepareAppCopy(runtime), options) }
}

interface AppToOpen {
  readonly executable: string
  /** Removed at the end; null for what is to stay, such as a package. */
  readonly folder: string | null
}

/** Opens the console from an executable that has the app inside: a copy for tests, or a package. */
export async function openElectron(app: AppToOpen, options: OpenOptions): Promise<OpenConsole> {
  const { electron, page } = await launch(app.executable, options)
  const child = electron.process()
  const gone = new Promise<void>(resolve => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))

  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  const close = async () => {
    // An operator quits; whatever hangs then is ended by the process id we started.
    const late = setTimeout(() => void child.kill('SIGKILL'), CLOSE_LIMIT_MS)
    await Promise.race([electron.close().catch(() => undefined), gone])
    await gone
    clearTimeout(late)
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

/**
 * Starts the app and waits for its first text. On a busy machine Playwright now and then never gets the answer of an app it
 * has just attached to, while the app runs; the start is then tried again, and said. An app that does not start fails all tries.
 */
async function launch(executable: string, options: OpenOptions): Promise<{ electron: ElectronApplication; page: Page }> {
  const { width, height } = options.size ?? defaultSize
  for (let attempt = 1; ; attempt += 1) {
    let electron: ElectronApplication | null = null
    let late: NodeJS.Timeout | undefined
    try {
      electron = await _electron.launch({
        executablePath: executable,
        args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${options.dataDir}`],
        env: { ...(process.env as Record<string, string>), CALLBOARD_KEYCHAIN_SERVICE: testKeychainService },
        colorScheme: options.theme ?? 'light',
        timeout: OPEN_LIMIT_MS,
      })
      const started = electron
      const limit = new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => reject(new Error(`the app did not answer within ${OPEN_LIMIT_MS} ms`)), OPEN_LIMIT_MS)
      })
      const ready = async () => {
        const page = await started.firstWindow()
        await started.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
          width,
          height,
        })
        await waitForText(page)
        return { electron: started, page }
      }
      return await Promise.race([ready(), limit])
    } catch (error) {
      electron?.process().kill('SIGKILL')
      if (attempt === OPEN_ATTEMPTS) throw error
      process.stderr.write(
        `Electron did not open, try ${attempt} of ${OPEN_ATTEMPTS}: ${error instanceof Error ? error.message : String(error)}\n`,
      )
    } finally {
      clearTimeout(late)
    }
  }
}
