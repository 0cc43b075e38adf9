import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElectronRuntime } from './electron-runtime.ts'

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/**
 * Makes a copy of the built app in `folder` whose better-sqlite3 fits the test runtime, and answers the folder. The
 * program itself is copied and the other packages are linked: Node looks for packages from where a file really lies.
 */
export async function prepareAppCopy(runtime: ElectronRuntime, folder: string): Promise<string> {
  if (!existsSync(join(checkout, 'out', 'main', 'index.js'))) throw new Error('There is no build in out/; run "npm run build" first.')
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'node_modules'), { recursive: true })
  for (const name of ['out', 'resources', 'package.json']) await cp(join(checkout, name), join(folder, name), { recursive: true })

  const modules = join(checkout, 'node_modules')
  for (const name of await readdir(modules)) {
    if (name.startsWith('.') || name === 'better-sqlite3') continue
    await symlink(join(modules, name), join(folder, 'node_modules', name))
  }
  const sqlite = join(folder, 'node_modules', 'better-sqlite3')
  for (const name of ['lib', 'package.json']) await cp(join(modules, 'better-sqlite3', name), join(sqlite, name), { recursive: true })
  await mkdir(join(sqlite, 'build', 'Release'), { recursive: true })
  await cp(runtime.addon, join(sqlite, 'build', 'Release', 'better_sqlite3.node'))
  return folder
}
