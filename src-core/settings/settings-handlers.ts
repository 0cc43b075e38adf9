import type { AreaHandlers } from '../dispatch.ts'
import type { SettingsStore } from './settings-store.ts'

/** The `settings.*` calls of the contract. */
export function createSettingsHandlers(store: SettingsStore): AreaHandlers<'settings'> {
  return {
    'settings.all': () => store.all(),
    'settings.set'({ key, value }) {
      store.set(key, value)
      return {}
    },
  }
}
