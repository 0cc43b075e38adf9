import { _electron, type ElectronApplication } from 'playwright'
import { endGroup } from './process-group.ts'

/** Of the first try; the next ones have more. */
const OPEN_LIMIT_MS = 45_000
const OPEN_ATTEMPTS = 3
const TICK_MS = 100

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>

/**
 * Starts an app and waits until it is ready. On a busy machine Playwright now and then never gets the answer of an app it
 * has just attached to, while the app runs; the start is then tried again, and said, once nothing of the first is left: it
 * would hand over to it. An app that does not start fails all tries. The limit counts ticks: a computer that stood still meanwhile
 * had no time to answer.
 */
export async function launchElectron<T>(
  options: LaunchOptions,
  ready: (electron: ElectronApplication) => Promise<T>,
): Promise<{ electron: ElectronApplication; value: T }> {
  for (let attempt = 1; ; attempt += 1) {
    let electron: ElectronApplication | null = null
    let ticks: NodeJS.Timeout | undefined
    const limitMs = OPEN_LIMIT_MS * attempt
    try {
      electron = await _electron.launch({ ...options, timeout: limitMs })
      const limit = new Promise<never>((_resolve, reject) => {
        let left = limitMs / TICK_MS
        ticks = setInterval(() => {
          left -= 1
          if (left === 0) reject(new Error(`the app did not answer within ${limitMs} ms`))
        }, TICK_MS)
      })
      return { electron, value: await Promise.race([ready(electron), limit]) }
    } catch (error) {
      electron?.process().kill('SIGKILL')
      await endGroup(electron?.process().pid)
      if (attempt === OPEN_ATTEMPTS) throw error
      process.stderr.write(
        `Electron did not open, try ${attempt} of ${OPEN_ATTEMPTS}: ${error instanceof Error ? error.message : String(error)}\n`,
      )
    } finally {
      clearInterval(ticks)
    }
  }
}
