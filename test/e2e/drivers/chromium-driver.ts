import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { type Driver, defaultSize, type OpenConsole, type OpenOptions, stepLimitMs, testKeychainService, waitForText } from './driver.ts'

const serveFile = resolve(dirname(fileURLToPath(import.meta.url)), '../../../out/main/serve.js')
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The served host in its own process, and the machine's Chromium (CHROMIUM names another) in front of it. */
export function createChromiumDriver(env: NodeJS.ProcessEnv = process.env): Driver {
  const open = async (options: OpenOptions): Promise<OpenConsole> => {
    const host = spawn(process.execPath, [serveFile, '--data-dir', options.dataDir, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CALLBOARD_KEYCHAIN_SERVICE: testKeychainService },
    })
    const exited = once(host, 'exit')
    const [line] = (await Promise.race([
      once(createInterface(host.stdout), 'line'),
      exited.then(() => Promise.reject(new Error('the served host did not start'))),
    ])) as [string]
    const browser = await chromium.launch({
      executablePath: env.CHROMIUM ?? '/usr/bin/chromium',
      headless: options.onDisplay !== true,
      args: flags,
    })
    const page = await browser.newPage({
      viewport: options.size ?? defaultSize,
      colorScheme: options.theme ?? 'light',
      acceptDownloads: true,
    })
    page.setDefaultTimeout(stepLimitMs)
    await page.goto(line.replace('Callboard runs at ', ''))
    // The first answer spends the token and sends the page on to the console.
    await page.waitForURL(url => url.search === '')
    await waitForText(page)

    const end = async (signal: NodeJS.Signals) => {
      await browser.close()
      host.kill(signal)
      await exited
    }
    const close = () => end('SIGTERM')
    return {
      page,
      close,
      kill: () => end('SIGKILL'),
      restart: async () => {
        await close()
        return open(options)
      },
    }
  }
  return { name: 'chromium', open }
}
