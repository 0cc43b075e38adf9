import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { openElectron } from '../e2e/drivers/electron-driver.ts'

const folder = process.env.CALLBOARD_PACKAGE ?? ''
/** How an enabled fuse is written in the executable: the character `1`. */
const ENABLED = 0x31
const executable = join(folder, 'callboard')
// The archive's table of contents, read by the library that wrote it.
const { listPackage } = createRequire(import.meta.url)('@electron/asar') as {
  listPackage(archive: string, options: { isPack: boolean }): string[]
}

test('the packed app shows its first screen, with its data and its threads working', async () => {
  const data = mkdtempSync(join(tmpdir(), 'callboard-packed-'))
  const opened = await openElectron({ executable, folder: null }, { dataDir: join(data, 'data') })
  try {
    await opened.page.getByRole('heading', { name: 'Connect an account' }).waitFor()
    await opened.page.getByRole('heading', { name: 'Explore with the simulator' }).waitFor()
    const info = await opened.page.evaluate(() =>
      (globalThis as unknown as { callboard: { call(name: string, input: object): Promise<unknown> } }).callboard.call('system.info', {}),
    )
    expect(info).toMatchObject({ ok: true, value: { host: 'desktop', startProblem: null, keychain: { state: 'present' } } })
    await opened.page.screenshot({ path: join('test-results', 'packed-app.png') })
  } finally {
    await opened.close()
    rmSync(data, { recursive: true, force: true })
  }
})

test('the fuses are set as the security targets say, but for the inspector that this test needs', async () => {
  const wire = await getCurrentFuseWire(executable)
  const on = (fuse: FuseV1Options) => Number(wire[fuse]) === ENABLED
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspector: on(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    browserSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspector: true,
    asarIntegrity: true,
    onlyAsar: true,
    browserSnapshot: false,
    filePrivileges: false,
  })
})

test('the package carries one better-sqlite3 addon and no sources', () => {
  const modules = join(folder, 'resources', 'app.asar.unpacked', 'node_modules')
  expect(readdirSync(join(modules, 'better-sqlite3', 'prebuilds'))).toEqual(['linux-x64.node'])
  const inside = listPackage(join(folder, 'resources', 'app.asar'), { isPack: false }).map(path => path.replaceAll('\\', '/'))
  expect(
    inside.filter(path =>
      /^\/(src-|test|scripts|docs)|better-sqlite3\/(deps|src)\/|\/node_modules\/(react|@mantine|electron)\//.test(path),
    ),
  ).toEqual([])
  expect(inside).toEqual(
    expect.arrayContaining([
      '/out/main/index.js',
      '/out/main/threads/core.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/resources/sample-contacts.csv',
      '/package.json',
    ]),
  )
})
