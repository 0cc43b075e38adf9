// `npm run dev`: rebuilds what changed, serves it to the browser and starts the host again when its code changes.
// The page keeps the strict policy of a release, so there is no hot replacement: reload the page after a rebuild.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { mergeConfig, build as watchBuild } from 'vite'
import { checkout } from './build-if-needed.ts'

const resolved = await resolveConfig({ root: checkout }, 'build', 'production')
const renderer = resolved.config?.renderer
if (!renderer) throw new Error('electron.vite.config.ts has no renderer')
await watchBuild(mergeConfig(renderer, { configFile: false, build: { watch: {} } }))

const host = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(checkout, 'src-main', 'serve.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.kill(signal))
host.once('exit', code => process.exit(code ?? 1))
