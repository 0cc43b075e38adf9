import { expect, test } from 'vitest'
import { createKeychain } from '../../src-core/accounts/keychain.ts'

// Runs inside `dbus-run-session` with a locked gnome-keyring and nobody to answer its prompt.
test('a locked Secret Service is named as locked and gives nothing away', async () => {
  const keychain = createKeychain('callboard-e2e')
  expect(await keychain.state()).toMatchObject({ state: 'locked', detail: expect.any(String) })
  await expect(keychain.get('item-1')).rejects.toMatchObject({ code: 'keychain_locked' })
  await expect(keychain.set('item-1', 'x')).rejects.toMatchObject({ code: 'keychain_locked' })
})
