// `npm run package [-- electron-builder arguments]`: builds, then packs for this system. Installers need electron-builder's
// own downloads; `npm run package -- --linux dir` with a prepared runtime (-c.electronDist=…) needs none.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, checkout } from './build-if-needed.ts'

await build()
const builder = join(checkout, 'node_modules', 'electron-builder', 'cli.js')
const { status } = spawnSync(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: checkout,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
