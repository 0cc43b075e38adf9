import { expect, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { createSettingsHandlers } from '../../src-core/settings/settings-handlers.ts'
import { createSettingsStore } from '../../src-core/settings/settings-store.ts'
import { accountRig, fakeKeychain } from './rig.ts'

test('settings are kept by key across a restart, and only a change is announced', () => {
  const rig = accountRig(fakeKeychain().keychain)
  const said: (string | undefined)[] = []
  const bus = { emit: (_: string, about?: { id?: string }) => void said.push(about?.id) }
  const store = createSettingsStore({ db: rig.db, bus, clock: systemClock })
  const handlers = createSettingsHandlers(store)
  handlers['settings.set']({ key: 'orders.columns', value: ['phone', 'name'] })
  handlers['settings.set']({ key: 'orders.columns', value: ['phone', 'name'] })
  handlers['settings.set']({ key: 'account', value: null })
  expect(createSettingsStore({ db: rig.restart().db, bus, clock: systemClock }).all()).toEqual({
    account: null,
    'orders.columns': ['phone', 'name'],
  })
  expect([store.get('account'), store.get('nothing'), said]).toEqual([null, undefined, ['orders.columns', 'account']])
})
