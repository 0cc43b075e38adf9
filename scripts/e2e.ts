// `npm run e2e [-- chromium|electron] [-- vitest arguments]`: the scenarios of test/e2e, the same code once per driver.
// On Linux each run has a session bus with a real, empty, unlocked keychain, and for Electron a display of its own.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareElectronRuntime } from '../test/e2e/drivers/electron-runtime.ts'
import { buildIfNeeded, checkout } from './build-if-needed.ts'

type DriverName = 'chromium' | 'electron'
const all: readonly DriverName[] = ['chromium', 'electron']

const asked = process.argv.slice(2)
const drivers = all.filter(name => asked.includes(name))
const vitestArgs = asked.filter(arg => !all.some(name => name === arg))

await buildIfNeeded()
mkdirSync(join(checkout, 'test-results'), { recursive: true })
let failed = false
for (const driver of drivers.length > 0 ? drivers : all) {
  console.log(`\nScenarios in ${driver}`)
  if (driver === 'electron' && process.platform === 'linux') await prepareElectronRuntime(undefined, line => console.log(`  ${line}`))
  failed = (await runScenarios(driver)) !== 0 || failed
}
process.exitCode = failed ? 1 : 0

async function runScenarios(driver: DriverName): Promise<number> {
  const results = join(checkout, 'test-results', `e2e-${driver}.json`)
  const vitest = [
    process.execPath, join(checkout, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '-c', join(checkout, 'vitest.e2e.config.ts'),
    '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...vitestArgs,
  ]
  const home = mkdtempSync(join(tmpdir(), 'callboard-keys-'))
  try {
    return await run(process.platform === 'linux' ? inSession(driver, vitest) : vitest, {
      ...process.env, CALLBOARD_DRIVER: driver, ...(process.platform === 'linux' ? { XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home } : {}),
    })
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function inSession(driver: DriverName, command: readonly string[]): string[] {
  const display = driver === 'electron' ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] : []
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
