import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'

const serveFile = resolve(import.meta.dirname, '../../out/main/serve.js')
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

/** The built served host over a data folder and a page in front of it, without any keychain; `take` makes four pictures. */
export interface PictureConsole {
  readonly page: Page
  ask<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  upload(fileName: string, text: string): Promise<{ fileId: string }>
  /** Both sizes, both themes. */
  take(name: string): Promise<void>
  close(): Promise<void>
}

export async function openPictureConsole(dataDir: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<PictureConsole> {
  mkdirSync(folder, { recursive: true })
  const host = spawn(process.execPath, [serveFile, '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CALLBOARD_KEYCHAIN_SERVICE: 'Callboard pictures',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/callboard-pictures',
      ...env,
    },
  })
  const exited = once(host, 'exit')
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string]
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: sizes[0], reducedMotion: 'reduce' })
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
  return {
    page,
    ask: <M extends MethodName>(name: M, input: Input<M>) =>
      post<Output<M>>('/call', { 'content-type': 'application/json' }, JSON.stringify({ name, input })),
    upload: (fileName, text) =>
      post('/upload', { 'x-file-name': encodeURIComponent(fileName), 'content-type': 'application/octet-stream' }, text),
    async take(name) {
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.waitForTimeout(250)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.waitForTimeout(120)
          await page.screenshot({ path: join(folder, `${name}-${size.width}-${colorScheme}.png`) })
        }
      }
      await page.setViewportSize(sizes[0])
      await page.waitForTimeout(150)
    },
    async close() {
      await browser.close()
      host.kill()
      await exited
    },
  }
}
