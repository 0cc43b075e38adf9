import { _electron, type ElectronApplication } from 'playwright'

/** Of the first try; the next ones have more. */
const OPEN_LIMIT_MS = 25_000
const OPEN_ATTEMPTS = 3

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/**
 * Starts an app and waits until it is ready. On a busy machine Playwright now and then never gets the answer of an app it
 * has just attached to, while the app runs; the start is then tried again, and said. An app that does not start fails all tries.
 */
export async function launchElectron<T>(
  options: LaunchOptions,
  ready: (electron: ElectronApplication) => Promise<T>,
): Promise<{ electron: ElectronApplication; value: T }> {
  for (let attempt = 1; ; attempt += 1) {
    let electron: ElectronApplication | null = null
    let late: NodeJS.Timeout | undefined
    const limitMs = OPEN_LIMIT_MS * attempt
    try {
      electron = await _electron.launch({ ...options, timeout: limitMs })
      const limit = new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => reject(new Error(`the app did not answer within ${limitMs} ms`)), limitMs)
      })
      return { electron, value: await Promise.race([ready(electron), limit]) }
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
