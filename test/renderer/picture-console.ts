import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'
import type { Simulator } from '../../src-simulator/simulator.ts'
import { launchTask } from '../tunnels/tunnel-console.ts'

const themes = ['light', 'dark'] as const
/** The least window and a common large one. */
export const pictureSizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

interface Options {
  readonly dataDir: string
  /** Where the pictures go; it is made. */
  readonly folder: string
  readonly env?: NodeJS.ProcessEnv
  /** Folder of another build. */
  readonly out?: string
  /** Of the host and of the page; that of this computer unless told. */
  readonly timeZone?: string
  /** What has to be so before the page is opened. */
  prepare?(page: Page): Promise<unknown>
}

/** The built served host over a data folder, without any keychain, and a page in front of it. */
export interface PictureConsole {
  readonly page: Page
  ask<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  upload(fileName: string, text: string): Promise<{ fileId: string }>
  /** Both themes, as large as the page is. */
  both(name: string): Promise<void>
  /** Both sizes, both themes. */
  take(name: string): Promise<void>
  /** Saves an account at the simulator and opens the page anew; answers its id. */
  connect(simulator: Simulator): Promise<string>
  /** Imports a list of so many contacts and launches a task of it; answers once every order was accepted. */
  launch(accountId: string, orders: number, name: string): Promise<{ userTaskID: string }>
  close(): Promise<void>
}

/** Opens a console for pictures; it has to be closed. */
export async function openPictureConsole({ dataDir, folder, env = {}, out, timeZone, prepare }: Options): Promise<PictureConsole> {
  mkdirSync(folder, { recursive: true })
  const serveFile = join(resolve(out ?? join(import.meta.dirname, '../../out')), 'main/serve.js')
  const host = spawn(process.execPath, [serveFile, '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CALLBOARD_KEYCHAIN_SERVICE: 'Callboard pictures',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/callboard-pictures',
      ...(timeZone ? { TZ: timeZone } : {}),
      ...env,
    },
  })
  const exited = once(host, 'exit')
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string]
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: pictureSizes[0], reducedMotion: 'reduce', ...(timeZone ? { timezoneId: timeZone } : {}) })
  await prepare?.(page)
  await page.goto(line.replace('Callboard runs at ', ''))
  await page.waitForURL(url => url.search === '')
  await page.getByText(/\S/).first().waitFor()
  const post = async <T>(path: string, headers: Record<string, string>, body: string): Promise<T> => {
    const answer = await page.evaluate(
      ([to, with_, what]) =>
        fetch(to, { method: 'POST', headers: with_, body: what }).then(response => response.json() as Promise<unknown>),
      [path, headers, body] as const,
    )
    const result = answer as Result<T>
    if (!result.ok) throw new Error(`${path} ${body.slice(0, 80)} was refused: ${JSON.stringify(result.error)}`)
    return result.value
  }
  const ask: PictureConsole['ask'] = (name, input) => post('/call', { 'content-type': 'application/json' }, JSON.stringify({ name, input }))
  const upload: PictureConsole['upload'] = (fileName, text) =>
    post('/upload', { 'x-file-name': encodeURIComponent(fileName), 'content-type': 'application/octet-stream' }, text)
  const both = async (name: string) => {
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(150)
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
    }
  }
  return {
    page,
    ask,
    upload,
    both,
    async take(name) {
      for (const size of pictureSizes) {
        await page.setViewportSize(size)
        await page.waitForTimeout(250)
        await both(`${name}-${size.width}`)
      }
      await page.setViewportSize(pictureSizes[0])
      await page.waitForTimeout(150)
    },
    async connect(simulator) {
      const { uuid, secretKey } = simulator.credentials.callbot
      const account = { kind: 'callbot', label: 'Pacífico Crédito', colour: 'cobalt', algorithm: 'MD5' } as const
      const { id } = await ask('accounts.save', { ...account, uuid, secretKey, baseUrl: simulator.url })
      await ask('settings.set', { key: 'notice.noKeychain', value: true })
      await page.reload()
      return id
    },
    async launch(accountId, orders, name) {
      const rows = Array.from({ length: orders }, (_, row) => `569${40_000_000 + row},N${row}`)
      const { fileId } = await upload(`${name}.csv`, `phone,name\n${rows.join('\n')}\n`)
      return launchTask({ ask, give: () => ({ fileId }) }, { folder: dataDir, accountId, orders, name })
    },
    async close() {
      await browser.close()
      host.kill()
      await exited
    },
  }
}
