import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronRuntime, RUNTIME_MARK } from './electron-runtime.ts'
import { runCommand } from './run-command.ts'

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** A runtime of its own with the built app inside, to be started without naming an app. */
export interface AppCopy {
  readonly folder: string
  readonly executable: string
}

/**
 * Makes a copy of the test runtime with the built app in `resources/app`, where this runtime looks for one, and with the
 * better-sqlite3 that fits it. The runtime's files are hard links. The program is copied and the other packages are linked,
 * because Node looks for packages from where a file really lies. The caller removes the folder.
 */
export async function prepareAppCopy(runtime: ElectronRuntime): Promise<AppCopy> {
  if (!existsSync(join(checkout, 'out', 'main', 'index.js'))) throw new Error('There is no build in out/; run "npm run build" first.')
  // Beside the runtime: hard links need the same file system.
  await removeLeftCopies(dirname(runtime.dist))
  const folder = await mkdtemp(join(dirname(runtime.dist), 'app-'))
  await runCommand('cp', ['-al', `${runtime.dist}/.`, folder])
  // Not an executable of the shared runtime any more.
  await rm(join(folder, RUNTIME_MARK), { force: true })
  const app = join(folder, 'resources', 'app')
  const modules = join(app, 'node_modules')
  await mkdir(modules, { recursive: true })
  for (const name of ['out', 'resources', 'package.json']) await cp(join(checkout, name), join(app, name), { recursive: true })

  const installed = join(checkout, 'node_modules')
  for (const name of await readdir(installed)) {
    if (name.startsWith('.') || name === 'better-sqlite3') continue
    await symlink(join(installed, name), join(modules, name))
  }
  const sqlite = join(modules, 'better-sqlite3')
  for (const name of ['lib', 'package.json']) await cp(join(installed, 'better-sqlite3', name), join(sqlite, name), { recursive: true })
  await mkdir(join(sqlite, 'build', 'Release'), { recursive: true })
  await cp(runtime.addon, join(sqlite, 'build', 'Release', 'better_sqlite3.node'))
  return { folder, executable: join(folder, 'electron') }
}

const HOUR_MS = 3_600_000

/** A scenario that was ended from outside could not clean up; what it left goes after an hour. */
async function removeLeftCopies(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('app-')) continue
    const path = join(cache, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > HOUR_MS) await rm(path, { recursive: true, force: true })
  }
}
