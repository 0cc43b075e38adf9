// `npm run e2e [-- chromium|electron|keychain] [-- vitest arguments]`: the scenarios, the same code once per driver; the keychain's need no page.
import { prepareElectronRuntime } from '../test/e2e/drivers/electron-runtime.ts'
import { buildIfNeeded } from './build-if-needed.ts'
import { runKeychainScenarios } from './keychain-scenarios.ts'
import { runScenarios } from './run-scenarios.ts'

const all: readonly string[] = process.platform === 'linux' ? ['chromium', 'electron', 'keychain'] : ['chromium', 'electron']
const asked = process.argv.slice(2)
const drivers = all.filter(name => asked.includes(name))
const vitestArgs = asked.filter(arg => !all.includes(arg))

await buildIfNeeded()
let failed = false
for (const driver of drivers.length > 0 ? drivers : all) {
  if (driver === 'keychain') {
    failed = !runKeychainScenarios() || failed
    continue
  }
  console.log(`\nScenarios in ${driver}`)
  if (driver === 'electron' && process.platform === 'linux') await prepareElectronRuntime(undefined, line => console.log(`  ${line}`))
  const code = await runScenarios({
    name: driver,
    config: 'vitest.e2e.config.ts',
    needsDisplay: driver === 'electron',
    env: { CALLBOARD_DRIVER: driver },
    vitestArgs,
  })
  failed ||= code !== 0
}
process.exitCode = failed ? 1 : 0
