import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { createKeychain } from '../../src-core/accounts/keychain.ts'
import { accountRig, callbotDraft } from '../accounts/rig.ts'

// Runs inside `dbus-run-session` with an unlocked gnome-keyring; see test/keychain/run-with-secret-service.sh.
const service = 'callboard-e2e'
const keychain = createKeychain(service)

afterAll(async () => {
  await keychain.remove('item-1')
})

/** Whether another program finds the item in the Secret Service, asked over D-Bus. */
const isFound = (account: string) =>
  execFileSync(
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.SearchItems',
      `dict:string:string:service,${service},username,${account}`,
    ],
    { encoding: 'utf8' },
  ).includes('object path')

test('the real Secret Service is present', async () => {
  expect(await keychain.state()).toEqual({ state: 'present', detail: '' })
})

test('an item is written, found by another program, changed and removed', async () => {
  await keychain.set('item-1', 'first 牛信')
  expect([await keychain.get('item-1'), isFound('item-1')]).toEqual(['first 牛信', true])
  await keychain.set('item-1', 'second')
  expect([await createKeychain(service).get('item-1'), isFound('item-1')]).toEqual(['second', true])
  await keychain.remove('item-1')
  expect([await keychain.get('item-1'), isFound('item-1')]).toEqual([null, false])
})

test('an account survives a restart with its secret in the keychain and nowhere on the disk', async () => {
  const first = accountRig(keychain)
  const { id, secret } = await first.service.save(callbotDraft)
  expect(secret).toBe('keychain')
  const rig = accountRig(createKeychain(service), { dataDir: first.dataDir })
  expect((await rig.service.get(id)).secret).toBe('keychain')
  expect(await rig.service.credentials(id)).toMatchObject({ secretKey: callbotDraft.secretKey })
  expect(rig.everythingOnDisk()).not.toContain(callbotDraft.secretKey)
  await rig.service.remove(id, callbotDraft.label)
  expect(await keychain.get(id)).toBeNull()
})
