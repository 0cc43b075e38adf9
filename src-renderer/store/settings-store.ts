import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { SettingValue } from '../../src-contract/model/system.ts'
import type { z } from '../../src-contract/zod.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'

export type Settings = Readonly<Record<string, z.infer<typeof SettingValue>>>

const useSettingsStore = create<{ readonly values: Settings; readonly loaded: boolean }>()(() => ({ values: {}, loaded: false }))

/** Keeps the settings fresh. Mounted once, by the app. */
export function useSettingsFeed() {
  const query = useQuery('settings.all', {}, { on: ['settings'] })
  useEffect(() => {
    if (query.data) useSettingsStore.setState({ values: query.data, loaded: true })
  }, [query.data])
  return query
}

/** Part of the settings, as chosen by `pick`. */
export const useSettings = <T>(pick: (values: Settings) => T): T => useSettingsStore(state => pick(state.values))

/** One setting with its default, and the way to keep another value: shown at once, stored behind. */
export function useSetting<T extends z.infer<typeof SettingValue>>(key: string, fallback: T): [T, (value: T) => void] {
  const bridge = useBridge()
  const kept = useSettingsStore(state => state.values[key])
  const set = useCallback(
    (value: T) => {
      useSettingsStore.setState(state => ({ values: { ...state.values, [key]: value } }))
      void bridge.call('settings.set', { key, value })
    },
    [bridge, key],
  )
  return [kept === undefined ? fallback : (kept as T), set]
}
