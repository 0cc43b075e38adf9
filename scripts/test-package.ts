// `npm run test:package`: packs the Linux folder around the test runtime, without a download, and starts the packed app.

import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareElectronRuntime } from '../test/e2e/drivers/electron-runtime.ts'
import { build, checkout } from './build-if-needed.ts'
import { runScenarios } from './run-scenarios.ts'

const runtime = await prepareElectronRuntime(undefined, line => console.log(`  ${line}`))
await build()
const output = join(checkout, 'dist', 'test')
const builder = spawnSync(
  process.execPath,
  [
    join(checkout, 'node_modules', 'electron-builder', 'cli.js'),
    '--linux',
    'dir',
    '--publish',
    'never',
    `-c.electronDist=${runtime.dist}`,
    `-c.electronVersion=${runtime.version}`,
    // The one difference to what ships: Playwright drives the app through the inspector.
    '-c.electronFuses.enableNodeCliInspectArguments=true',
    `-c.directories.output=${output}`,
  ],
  { cwd: checkout, stdio: 'inherit' },
)
if (builder.status !== 0) process.exit(1)

const folder = join(output, 'linux-unpacked')
// The shipped addon needs the Node-API of the Electron that ships; the test runtime is older.
copyFileSync(runtime.addon, join(folder, 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'))
process.exitCode = await runScenarios({
  name: 'package',
  config: 'vitest.package.config.ts',
  needsDisplay: true,
  env: { CALLBOARD_PACKAGE: folder },
})
