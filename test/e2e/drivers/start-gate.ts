import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppCopy } from './app-copy.ts'

const ENTRY = 'begin-at-gate.mjs'
const GATE = 'start-gate.mjs'

/**
 * Playwright looks at the app through two connections, and when both stand it calls `__playwright_run`, which its own loader defines
 * where it starts Electron itself. A window that opens while it still connects is one whose first page it now and then waits for
 * for ever. Only `ready` is held back; started without Playwright the app opens at once.
 */
const gate = `import { app } from 'electron'

if (process.argv.includes('--remote-debugging-port=0')) {
  const ready = app.whenReady()
  const run = Promise.withResolvers()
  let isReady = false
  app.isReady = () => isReady
  app.whenReady = () => run.promise
  globalThis.__playwright_run = async () => {
    await ready
    isReady = true
    run.resolve()
  }
}
`

/** Makes a copy of the app wait with its window until Playwright has connected. */
export async function addStartGate({ folder }: AppCopy): Promise<void> {
  const app = join(folder, 'resources', 'app')
  const file = join(app, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { main: string }
  await writeFile(join(app, GATE), gate)
  await writeFile(join(app, ENTRY), `import './${GATE}'\nimport './${manifest.main}'\n`)
  await writeFile(file, JSON.stringify({ ...manifest, main: ENTRY }))
}
