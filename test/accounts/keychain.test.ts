import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createKeychain } from '../../src-core/accounts/keychain.ts'
import { fakeKeychain } from './rig.ts'

test('a keychain that works, is locked or is not there is told apart by trying it', async () => {
  const fake = fakeKeychain()
  fake.become('none')
  expect(await fake.keychain.state()).toMatchObject({ state: 'none', detail: expect.stringContaining('session bus') })
  fake.become('present')
  expect(await fake.keychain.state()).toEqual({ state: 'present', detail: '' })
  expect(fake.items.size).toBe(0)
  const other = fakeKeychain()
  other.become('locked')
  expect(await other.keychain.state()).toMatchObject({ state: 'locked', detail: expect.stringContaining('dismissed') })
})

test('a locked keychain is not asked about again until one of its items could be used', async () => {
  const fake = fakeKeychain()
  fake.become('locked')
  await fake.keychain.state()
  fake.become('present')
  expect([(await fake.keychain.state()).state, fake.reads]).toEqual(['locked', []])
  await fake.keychain.get('item')
  expect((await fake.keychain.state()).state).toBe('present')
})

test('a keychain whose answer came while the computer slept is not taken for a locked one', async () => {
  let kept: string | null = null
  const keychain = createKeychain('x', async () => () => ({
    getPassword: async () => kept,
    async setPassword(secret) {
      // While it waits, nothing of this process runs for longer than an answer may take.
      setImmediate(() => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_200))
      await new Promise(resolve => setTimeout(resolve, 20))
      await new Promise(resolve => setImmediate(resolve))
      kept = secret
    },
    deleteCredential: async () => true,
  }))
  expect(await keychain.state()).toEqual({ state: 'present', detail: '' })
})

test('a keychain library that cannot be loaded is no keychain', async () => {
  expect(await createKeychain('x', () => Promise.reject(new Error('cannot open shared object file'))).state()).toEqual({
    state: 'none',
    detail: 'cannot open shared object file',
  })
})

test('without a session bus the real library reports none on Linux, and one of the three states elsewhere', async () => {
  const program = `import { createKeychain } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src-core/accounts/keychain.ts')).href)}
    const keychain = createKeychain('callboard-test')
    const { state } = await keychain.state()
    console.log(JSON.stringify([state, state === 'none' ? await keychain.set('a', 'b').then(() => 'stored', error => error.code) : 'keychain_none']))`
  const { DBUS_SESSION_BUS_ADDRESS: _, XDG_RUNTIME_DIR: __, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env })
  const states = process.platform === 'linux' ? ['none'] : ['present', 'locked', 'none']
  expect(JSON.parse(stdout)).toEqual([expect.toBeOneOf(states), 'keychain_none'])
})
