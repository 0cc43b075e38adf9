import type { Output, Parsed } from '../../src-contract/methods.ts'
import { AppError } from '../app-error.ts'
import type { Audit } from '../audit/audit.ts'
import { PROFILE_NAME } from '../audit/audit-log.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'

export type SettingValue = Parsed<'settings.set'>['value']

export interface SettingsStore {
  all(): Output<'settings.all'>
  get(key: string): SettingValue | undefined
  /** The same value again writes and says nothing. `invalid_input` for a profile name that is no name; null takes it back. */
  set(key: string, value: SettingValue): void
}

export interface SettingsDeps {
  readonly db: Db
  readonly bus: Pick<EventBus, 'emit'>
  readonly audit: Audit
  readonly clock: Pick<Clock, 'now'>
}

/** Settings that only say how the console looks; every other one is written down in the audit when it changes. */
const LOOKS = /^(theme|activeAccount)$|^(panel|notice|screen|tour)\.|\.(columns|sort|width|height|layout|density)$/

/** Whether a setting is about looks only. */
export const isAboutLooks = (key: string): boolean => LOOKS.test(key)

/** The operator's small choices in `ledger.db`, JSON by key. */
export function createSettingsStore({ db, bus, audit, clock }: SettingsDeps): SettingsStore {
  const all = db.prepare('SELECT key, value FROM setting ORDER BY key')
  const one = db.prepare('SELECT value FROM setting WHERE key = ?').pluck()
  const put = db.prepare(
    'INSERT INTO setting (key, value, changed_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at',
  )
  const read = (text: string) => JSON.parse(text) as SettingValue
  return {
    all: () => Object.fromEntries((all.all() as { key: string; value: string }[]).map(row => [row.key, read(row.value)])),
    get(key) {
      const text = one.get(key) as string | undefined
      return text === undefined ? undefined : read(text)
    },
    set(key, wish) {
      const value = key === PROFILE_NAME ? profileName(wish) : wish
      const text = JSON.stringify(value)
      const kept = one.get(key) as string | undefined
      if (kept === text) return
      const before = kept === undefined ? null : read(kept)
      db.transaction(() => {
        // Under the name it was until now: who takes another name does it as who he was.
        if (key === PROFILE_NAME) audit.add({ action: 'profile.changed', accountId: null, subject: audit.who(), before, after: value })
        else if (!isAboutLooks(key)) audit.add({ action: 'setting.changed', accountId: null, subject: key, before, after: value })
        put.run(key, text, clock.now())
      })()
      bus.emit('settings', { id: key })
      if (key === PROFILE_NAME) bus.emit('system')
    },
  }
}

/** A name of 1 to 80 characters, or null for the login name. */
function profileName(value: SettingValue): string | null {
  if (value === null) return null
  const name = typeof value === 'string' ? value.trim() : ''
  if (name === '' || name.length > 80) throw new AppError('invalid_input', { field: 'value', problem: 'profile name' })
  return name
}
