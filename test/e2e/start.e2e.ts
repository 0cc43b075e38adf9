import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareElectronRuntime } from './drivers/electron-runtime.ts'
import { eventually } from './steps/operator.ts'

// Each driver's run has its own starts; the others are not tests of that run, rather than skipped ones.
const isElectron = process.env.CALLBOARD_DRIVER === 'electron'
const none = (_name: string, _run: () => Promise<void>) => undefined
const inBrowser = isElectron ? none : test
const inElectron = isElectron ? test : none

const script = join(import.meta.dirname, '..', '..', 'scripts', 'start.ts')
const serveFile = join(import.meta.dirname, '..', '..', 'out', 'main', 'serve.js')
/** After so long the served host ends without having closed everything. */
const CLOSING_MS = 5_000

/** Runs what `npm start` runs; what it printed grows in `printed.text`. */
function runStart(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed.text += chunk
    })
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  onTestFinished(async () => {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended
  })
  return { child, printed, ended }
}

function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  return join(folder, 'data')
}

inBrowser('without a display, "npm start" says so in one line, prints one address, and ends when told', async () => {
  const { child, printed, ended } = runStart(['--port', '0', '--data-dir', newDataDir()], {
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    CALLBOARD_ELECTRON: process.execPath,
  })
  await eventually(() => expect(printed.text).toMatch(/token=/))
  const [reason, address, ...rest] = printed.text.trim().split('\n')
  expect(reason).toBe('No desktop window: this machine has no display. The console is served to the browser instead.')
  expect(address).toMatch(/^Callboard runs at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  expect(rest).toEqual([])
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})

inBrowser('a second start on the same data names the first one and ends', async () => {
  const dataDir = newDataDir()
  const first = runStart(['--browser', '--port', '0', '--data-dir', dataDir])
  await eventually(() => expect(first.printed.text).toMatch(/token=/))
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first.printed.text)?.[0] ?? ''
  const second = runStart(['--browser', '--port', '0', '--data-dir', dataDir])
  expect(await second.ended).toBe(1)
  expect(second.printed.text.trim()).toBe(`Callboard already runs with the data in ${dataDir}: see ${url}`)
})

inBrowser('a console that is told to end, and then stands still for longer than its closing may take, closes all the same', async () => {
  const dataDir = newDataDir()
  const host = spawn(process.execPath, [serveFile, '--port', '0', '--data-dir', dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(host, 'exit')
  onTestFinished(async () => {
    host.kill('SIGKILL')
    await ended
  })
  await once(host.stdout, 'data')
  host.kill('SIGTERM')
  // The first thing it does then; the data is closed afterwards.
  while (existsSync(join(dataDir, 'served.json'))) await new Promise(resolve => setTimeout(resolve, 1))
  host.kill('SIGSTOP')
  await new Promise(resolve => setTimeout(resolve, CLOSING_MS + 1_000))
  host.kill('SIGCONT')
  expect(await ended).toEqual([0, null])
})

inElectron('with a display and a runtime, "npm start" opens the window, and a second start hands over to it', async () => {
  const dataDir = newDataDir()
  const { executable } = await prepareElectronRuntime()
  const first = runStart(['--electron', executable, '--data-dir', dataDir])
  await eventually(() => expect(existsSync(join(dataDir, 'window', 'Local Storage'))).toBe(true))
  const second = runStart(['--electron', executable, '--data-dir', dataDir])
  expect(await second.ended).toBe(0)
  expect(first.child.exitCode).toBeNull()
  first.child.kill('SIGTERM')
  await first.ended
  expect([first.printed.text, second.printed.text]).toEqual(['', ''])
})
