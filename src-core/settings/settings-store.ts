import type { Output, Parsed } from '../../src-contract/methods.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'

export type SettingValue = Parsed<'settings.set'>['value']

export interface SettingsStore {
  all(): Output<'settings.all'>
  get(key: string): SettingValue | undefined
  /** The same value again writes and says nothing. */
  set(key: string, value: SettingValue): void
}

/** The operator's small choices in `ledger.db`, JSON by key. */
export function createSettingsStore({ db, bus, clock }: { db: Db; bus: Pick<EventBus, 'emit'>; clock: Clock }): SettingsStore {
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
    set(key, value) {
      const text = JSON.stringify(value)
      if (one.get(key) === text) return
      put.run(key, text, clock.now())
      bus.emit('settings', { id: key })
    },
  }
}
