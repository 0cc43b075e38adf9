import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { onTestFinished } from 'vitest'
import { prepareAppCopy } from '../e2e/drivers/app-copy.ts'
import { prepareElectronRuntime } from '../e2e/drivers/electron-runtime.ts'
import { launchElectron } from '../e2e/drivers/launch-electron.ts'
import { endGroup } from '../e2e/drivers/process-group.ts'
import { addStartGate } from '../e2e/drivers/start-gate.ts'

/** The user without rights that every Linux has. */
const NOBODY = 65_534

export interface SandboxedElectron {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Started again with the same data, as a second click on the icon does; answers how it ended. */
  startAgain(): Promise<{ status: number | null }>
}

/**
 * The built app in a real Electron with its sandbox on. Chromium has no sandbox for root, so where the test is root the app
 * runs as nobody; other drivers of the console switch the sandbox off there.
 */
export async function openSandboxedElectron(): Promise<SandboxedElectron> {
  const copy = await prepareAppCopy(await prepareElectronRuntime())
  await addStartGate(copy)
  const isRoot = process.getuid?.() === 0
  const folder = mkdtempSync(join(tmpdir(), 'callboard-sandbox-'))
  const app = join(folder, 'app')
  const home = join(folder, 'home')
  try {
    // A place that nobody may read; links where the file system allows them.
    execFileSync('sh', ['-c', 'cp -al "$1" "$2" 2>/dev/null || cp -a "$1" "$2"', 'sh', copy.folder, app])
  } finally {
    rmSync(copy.folder, { recursive: true, force: true })
  }
  mkdirSync(home)
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    HOME: home,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/callboard-test',
    CALLBOARD_KEYCHAIN_SERVICE: 'Callboard sandbox test',
  }
  if (process.env.XAUTHORITY) {
    env.XAUTHORITY = join(home, 'xauthority')
    copyFileSync(process.env.XAUTHORITY, env.XAUTHORITY)
  }
  const program = join(folder, 'callboard')
  writeFileSync(
    program,
    `#!/bin/sh\nexec ${isRoot ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups -- ` : ''}"${app}/electron" "$@"\n`,
  )
  chmodSync(program, 0o755)
  chmodSync(folder, 0o755)
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, home])

  const args = [`--user-data-dir=${join(home, 'data')}`]
  const { electron, value: page } = await launchElectron({ executablePath: program, args, env, chromiumSandbox: true }, async started => {
    const first = await started.firstWindow()
    await first.getByRole('button', { name: 'Start exploring' }).waitFor()
    return first
  })
  onTestFinished(async () => {
    const { pid } = electron.process()
    await electron.close()
    await endGroup(pid)
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    electron,
    page,
    async startAgain() {
      const [status] = (await once(spawn(program, args, { env, stdio: 'ignore' }), 'exit')) as [number | null]
      return { status }
    },
  }
}
