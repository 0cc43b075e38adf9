import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout } from './build-if-needed.ts'

export interface ScenarioRun {
  /** `chromium`, `electron` or `package`; the results go to `test-results/e2e-<name>.json`. */
  readonly name: string
  readonly config: string
  readonly needsDisplay: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly vitestArgs?: readonly string[]
}

/**
 * Runs scenarios and answers the exit code. On Linux they get a session bus with a real, empty, unlocked keychain, and
 * where they open windows a display of their own.
 */
export async function runScenarios({ name, config, needsDisplay, env = {}, vitestArgs = [] }: ScenarioRun): Promise<number> {
  const onLinux = process.platform === 'linux'
  mkdirSync(join(checkout, 'test-results'), { recursive: true })
  const vitest = [
    process.execPath,
    join(checkout, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '-c',
    join(checkout, config),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(checkout, 'test-results', `e2e-${name}.json`)}`,
    ...vitestArgs,
  ]
  const home = mkdtempSync(join(tmpdir(), 'callboard-keys-'))
  keepBusFromStartingNotifications(join(home, 'data'))
  try {
    return await run(onLinux ? inSession(needsDisplay, vitest) : vitest, {
      ...process.env,
      ...env,
      ...(onLinux ? { XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home } : {}),
    })
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** The bus would start an installed notification server without a display, again and again; a scenario that wants one starts it. */
function keepBusFromStartingNotifications(dataHome: string): void {
  const services = join(dataHome, 'dbus-1', 'services')
  mkdirSync(services, { recursive: true })
  const service = '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n'
  writeFileSync(join(services, 'org.freedesktop.Notifications.service'), service)
}

function inSession(needsDisplay: boolean, command: readonly string[]): string[] {
  const display = needsDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] : []
  return ['dbus-run-session', '--', process.execPath, join(checkout, 'scripts', 'with-keychain.ts'), ...display, ...command]
}

function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(program, args, { cwd: checkout, stdio: 'inherit', env })
    child.once('error', error => {
      console.error(`${program} could not be started (${error.message}); CONTRIBUTING.md names what the scenarios need.`)
      resolve(127)
    })
    child.once('exit', code => resolve(code ?? 1))
  })
}
