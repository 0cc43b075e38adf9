// `npm start`: the desktop window where there can be one, else the same console in the browser, and one line that says why.
import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareAppCopy } from '../test/e2e/drivers/app-copy.ts'
import { runtimeOf } from '../test/e2e/drivers/electron-runtime.ts'
import { buildIfNeeded, checkout } from './build-if-needed.ts'
import { findElectron } from './find-electron.ts'

/** A runtime that ends with an error this soon cannot run here at all (a library is missing, the display refuses). */
const STILLBORN_MS = 8000

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean' },
    electron: { type: 'string' },
    'data-dir': { type: 'string' },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help) {
  console.log(`npm start -- [--browser] [--electron EXECUTABLE] [--data-dir FOLDER] [--port NUMBER]

Opens the desktop window; where that is not possible, or with --browser, serves the console to the browser on this machine.`)
} else await start()

async function start(): Promise<void> {
  await buildIfNeeded()
  const found = values.browser ? null : findElectron(values.electron, process.env)
  if (!found) return serve()
  if ('missing' in found) return serveInstead(found.missing)
  const startedAt = Date.now()
  const code = await runDesktop(found.executable)
  if (code === 0) return
  if (Date.now() - startedAt < STILLBORN_MS) return serveInstead(`the Electron runtime ended with code ${code}`)
  process.exitCode = code
}

function serveInstead(reason: string): Promise<void> {
  console.log(`No desktop window: ${reason}. The console is served to the browser instead.`)
  return serve()
}

async function serve(): Promise<void> {
  const args = [...option('--data-dir', values['data-dir']), ...option('--port', values.port)]
  process.exitCode = await ended(spawn(process.execPath, [join(checkout, 'out', 'main', 'serve.js'), ...args], { stdio: 'inherit' }))
}

async function runDesktop(executable: string): Promise<number> {
  const runtime = runtimeOf(executable)
  const copy = runtime && (await prepareAppCopy(runtime))
  // Chromium refuses its sandbox to root; everybody else keeps it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const dataDir = values['data-dir']
  const args = [...(copy ? [] : [checkout]), ...asRoot, ...(dataDir ? [`--user-data-dir=${dataDir}`] : [])]
  const code = await ended(spawn(copy?.executable ?? executable, args, { stdio: ['ignore', 'inherit', 'ignore'] }))
  if (copy) await rm(copy.folder, { recursive: true, force: true })
  return code
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value]
}

/** Waits for a child, passing on the signals that are meant for it. */
function ended(child: ChildProcess): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  return new Promise(resolve => {
    child.once('error', () => resolve(127))
    child.once('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, pass)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}
