import { rm } from 'node:fs/promises'
import { _electron } from 'playwright'
import { prepareAppCopy } from './app-copy.ts'
import { defaultSize, type Driver, type OpenConsole, type OpenOptions, testKeychainService } from './driver.ts'
import { prepareElectronRuntime } from './electron-runtime.ts'

const CLOSE_LIMIT_MS = 10_000

/** A real Electron with a copy of the built app, under whatever display there is (`npm run e2e` brings an Xvfb). */
export async function createElectronDriver(): Promise<Driver> {
  const runtime = await prepareElectronRuntime()
  return { name: 'electron', open: async options => openElectron(await prepareAppCopy(runtime), options) }
}

/** Opens the console from an executable that has the app inside: a copy for tests, or a package. The folder is removed at the end when given. */
export async function openElectron(app: { executable: string; folder: string | null }, options: OpenOptions): Promise<OpenConsole> {
  const size = options.size ?? defaultSize
  const electron = await _electron.launch({
    executablePath: app.executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${options.dataDir}`],
    env: { ...(process.env as Record<string, string>), CALLBOARD_KEYCHAIN_SERVICE: testKeychainService },
    colorScheme: options.theme ?? 'light',
  })
  const child = electron.process()
  const gone = new Promise<void>(resolve => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))
  const page = await electron.firstWindow()
  await electron.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)

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
