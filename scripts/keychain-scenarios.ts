import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from './build-if-needed.ts'

/** Runs the keychain scenarios on Linux, each in a session with a real Secret Service in the state it is about; true when all passed. */
export function runKeychainScenarios(): boolean {
  return (['unlocked', 'locked'] as const)
    .map(state => {
      const file = state === 'unlocked' ? 'real' : 'locked'
      const args = [
        join(checkout, 'test', 'keychain', 'run-with-secret-service.sh'),
        state,
        process.execPath,
        join(checkout, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '-c',
        join(checkout, 'vitest.e2e.config.ts'),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${join(checkout, 'test-results', `e2e-keychain-${state}.json`)}`,
        join('test', 'keychain', `${file}-secret-service.e2e.ts`),
      ]
      return spawnSync('sh', args, { cwd: checkout, stdio: 'inherit', env: { ...process.env, CALLBOARD_DRIVER: 'keychain' } }).status === 0
    })
    .every(passed => passed)
}
