import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const checkout = join(import.meta.dirname, '..')

const stamp = join(checkout, 'out', '.built')
const sources = [
  'src-contract',
  'src-core',
  'src-main',
  'src-preload',
  'src-renderer',
  'src-simulator',
  'electron.vite.config.ts',
  'scripts/trusted-types.ts',
  'package.json',
]

/** Builds `out/` when a source is newer than the last build. What the build says is shown only when it fails. */
export async function buildIfNeeded(): Promise<void> {
  const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (sources.some(source => newest(join(checkout, source)) > builtAt)) await build()
}

/** Builds main, preload and renderer into `out/`. */
export async function build(): Promise<void> {
  const startedAt = new Date()
  await runQuietly([join(checkout, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'])
  // Sources that change while it builds belong to the next build.
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt, startedAt)
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs)
}

function runQuietly(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    child.stdout.on('data', chunk => {
      printed += chunk
    })
    child.stderr.on('data', chunk => {
      printed += chunk
    })
    child.once('error', reject)
    child.once('close', code => (code === 0 ? resolve() : reject(new Error(`the build failed\n${printed}`))))
  })
}
