import { userInfo } from 'node:os'
import { expect, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { createSettingsHandlers } from '../../src-core/settings/settings-handlers.ts'
import { createSettingsStore } from '../../src-core/settings/settings-store.ts'
import { accountRig, fakeKeychain } from './rig.ts'

test('settings are kept by key across a restart, and only a change is announced', () => {
  const rig = accountRig(fakeKeychain().keychain)
  const said: (string | undefined)[] = []
  const bus = { emit: (_: string, about?: { id?: string }) => void said.push(about?.id) }
  const store = createSettingsStore({ db: rig.db, bus, audit: rig.audit, clock: systemClock })
  const handlers = createSettingsHandlers(store)
  handlers['settings.set']({ key: 'orders.columns', value: ['phone', 'name'] })
  handlers['settings.set']({ key: 'orders.columns', value: ['phone', 'name'] })
  handlers['settings.set']({ key: 'activeAccount', value: null })
  expect(createSettingsStore({ db: rig.restart().db, bus, audit: rig.audit, clock: systemClock }).all()).toEqual({
    activeAccount: null,
    'orders.columns': ['phone', 'name'],
  })
  expect([store.get('activeAccount'), store.get('nothing'), said]).toEqual([null, undefined, ['orders.columns', 'activeAccount']])
})

test('the profile name is who the audit says it was, and the login name until there is one', () => {
  const rig = accountRig(fakeKeychain().keychain)
  const said: string[] = []
  const store = createSettingsStore({ db: rig.db, bus: { emit: name => void said.push(name) }, audit: rig.audit, clock: systemClock })
  const login = userInfo().username
  expect(rig.audit.who()).toBe(login)
  store.set('profile.name', '  Ana Peña ')
  expect(rig.audit.who()).toBe('Ana Peña')
  store.set('profile.name', 'Bruno')
  for (const wrong of ['', '   ', 7, ['Ana'], 'x'.repeat(81)])
    expect(() => store.set('profile.name', wrong), String(wrong)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  store.set('profile.name', null)
  expect(rig.audit.who()).toBe(login)
  expect(said).toEqual(['settings', 'system', 'settings', 'system', 'settings', 'system'])
  const told = rig.db.prepare(`SELECT "by", action, before, after FROM audit_entry WHERE id > 1 ORDER BY id`).raw().all()
  expect(told).toEqual([
    [login, 'profile.changed', null, '"Ana Peña"'],
    ['Ana Peña', 'profile.changed', '"Ana Peña"', '"Bruno"'],
    ['Bruno', 'profile.changed', '"Bruno"', null],
  ])
})

test('a setting is written down unless it is known to be about looks', () => {
  const rig = accountRig(fakeKeychain().keychain)
  const store = createSettingsStore({ db: rig.db, bus: { emit: () => {} }, audit: rig.audit, clock: systemClock })
  for (const looks of ['theme', 'activeAccount', 'panel.order', 'orders.columns', 'notice.noKeychain', 'tasks.sort']) store.set(looks, 'x')
  expect(rig.auditLines()).toEqual([])
  store.set('calls.quietFrom', 21)
  store.set('calls.quietFrom', 22)
  store.set('calls.quietFrom', 22)
  expect(rig.auditLines()).toEqual([
    expect.objectContaining({ action: 'setting.changed', subject: 'calls.quietFrom', before: null, after: '21' }),
    expect.objectContaining({ action: 'setting.changed', subject: 'calls.quietFrom', before: '21', after: '22' }),
  ])
})
