import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { methods } from '../../src-contract/methods.ts'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { type DatabaseName, databases, openOurs } from '../../src-core/db/open-ours.ts'
import { emptyFolder, fingerprints } from '../db/with-folder.ts'
import { openTestCore } from './open-test-core.ts'

const names = Object.keys(databases) as DatabaseName[]

/** A folder as an operator's console leaves it, with a settings row to recognise it by. */
async function usedFolder(): Promise<string> {
  const { core, dataDir, ask } = await openTestCore()
  await ask('settings.set', { key: 'layout', value: 'wide' })
  await core.close()
  return dataDir
}

/** The core answers `system.info` with the problem, refuses every other call with the same one, and no file is another one afterwards. */
async function expectNamed(dataDir: string, problem: { code: string; params: Record<string, unknown> }, watched = dataDir): Promise<void> {
  const isKept = (path: string) => !path.includes('logs/') && !/-(wal|shm)$|in-use\.lock$/.test(path)
  const before = fingerprints(watched, isKept)
  const { core, ask } = await openTestCore(dataDir)
  const info: SystemInfo = await ask('system.info', {})
  expect(info).toMatchObject({ dataDir, startProblem: problem, simulator: { running: false, url: null } })
  for (const name of [...Object.keys(methods).filter(method => method !== 'system.info'), 'no.such.call', '__proto__']) {
    expect([name, await core.dispatch(name, {})]).toEqual([name, { ok: false, error: info.startProblem }])
  }
  expect(() => core.giveFile({ path: '/x', fileName: 'x', sizeBytes: 1 })).toThrow(problem.code)
  expect(() => core.exportFile('1')).toThrow(problem.code)
  await core.close()
  expect(fingerprints(watched, isKept)).toEqual(before)
}

test.each(names)('a %s.db from a newer version is named with its path and both versions', async name => {
  const dataDir = await usedFolder()
  const db = openOurs(name, dataDir)
  db.pragma('user_version = 9990')
  db.close()
  await expectNamed(dataDir, {
    code: 'database_newer',
    params: { path: join(dataDir, `${name}.db`), version: 9990, supported: databases[name].migrations.at(-1)?.version },
  })
})

test.each(names)('a %s.db that is only random bytes is named with its path, and a good copy put back works again', async name => {
  const dataDir = await usedFolder()
  const path = join(dataDir, `${name}.db`)
  copyFileSync(path, `${path}.good`)
  writeFileSync(path, randomBytes(20_000))
  for (const left of ['wal', 'shm']) rmSync(`${path}-${left}`, { force: true })
  await expectNamed(dataDir, { code: 'database_damaged', params: { path } })
  copyFileSync(`${path}.good`, path)
  const { ask } = await openTestCore(dataDir)
  expect([(await ask('system.info', {})).startProblem, await ask('settings.all', {})]).toMatchObject([null, { layout: 'wide' }])
})

test.each(names)('a %s.db that ends after its first page is named with its path', async name => {
  const dataDir = await usedFolder()
  const path = join(dataDir, `${name}.db`)
  truncateSync(path, 4096)
  await expectNamed(dataDir, { code: 'database_damaged', params: { path } })
})

test('an edited migration is named', async () => {
  const dataDir = await usedFolder()
  const db = openOurs('ledger', dataDir)
  db.exec("UPDATE applied_step SET fingerprint = 'another' WHERE version = 20")
  db.close()
  await expectNamed(dataDir, { code: 'database_changed_step', params: { path: join(dataDir, 'ledger.db'), version: 20 } })
})

test('a data folder below a file cannot be, whoever asks', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  const dataDir = join(folder, 'notes.txt', 'callboard')
  await expectNamed(dataDir, { code: 'folder_missing', params: { path: expect.stringContaining(dataDir) } }, folder)
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')
})

// The kernel's own folders take no file from anybody, root included.
test.runIf(process.platform === 'linux')('a place where nothing may be written is named', async () => {
  const dataDir = '/sys/callboard-test'
  await expectNamed(dataDir, { code: 'folder_read_only', params: { path: expect.stringContaining(dataDir) } }, emptyFolder())
})

test('a database that is a folder is named', async () => {
  const dataDir = emptyFolder()
  mkdirSync(join(dataDir, 'ledger.db'))
  await expectNamed(dataDir, { code: 'database_damaged', params: { path: join(dataDir, 'ledger.db') } })
})

test('a second core on the same folder is refused and the first goes on', async () => {
  const first = await openTestCore()
  await first.ask('settings.set', { key: 'layout', value: 'wide' })
  const second = await openTestCore(first.dataDir)
  const { startProblem } = await second.ask('system.info', {})
  expect(startProblem).toMatchObject({ code: 'data_in_use', params: { path: first.dataDir } })
  expect(await second.call('settings.set', { key: 'layout', value: 'narrow' })).toEqual({ ok: false, error: startProblem })
  await second.core.close()
  expect(await first.ask('settings.all', {})).toEqual({ layout: 'wide' })
  await first.core.close()
  expect((await (await openTestCore(first.dataDir)).ask('system.info', {})).startProblem).toBeNull()
})
