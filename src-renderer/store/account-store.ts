import { useEffect } from 'react'
import { create } from 'zustand'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { PageBridge } from '../bridge/bridge.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'
import { useSettings } from './settings-store.ts'

const ACTIVE = 'activeAccount'

interface AccountState {
  /** Null until the first answer. */
  readonly accounts: readonly AccountView[] | null
  /** Chosen in this run; before that the kept setting counts. */
  readonly chosenId: string | null
}

const useAccountStore = create<AccountState>()(() => ({ accounts: null, chosenId: null }))

/** Keeps the list of accounts fresh. Mounted once, by the app. */
export function useAccountsFeed() {
  const query = useQuery('accounts.list', {}, { on: ['accounts', 'system'] })
  useEffect(() => {
    if (query.data) useAccountStore.setState({ accounts: query.data })
  }, [query.data])
  return query
}

/** Every account, null until known. */
export const useAccounts = (): readonly AccountView[] | null => useAccountStore(state => state.accounts)

/** The account whose data is on screen; the first one when the kept choice is gone; null when there is none. */
export function useActiveAccount(): AccountView | null {
  const accounts = useAccounts()
  const chosenId = useAccountStore(state => state.chosenId)
  const kept = useSettings(values => values[ACTIVE])
  const id = chosenId ?? (typeof kept === 'string' ? kept : null)
  return accounts?.find(account => account.id === id) ?? accounts?.[0] ?? null
}

/** Makes an account the active one, now and at the next start. */
export function chooseAccount(bridge: PageBridge, id: string): void {
  useAccountStore.setState({ chosenId: id })
  void bridge.call('settings.set', { key: ACTIVE, value: id })
}

/** `chooseAccount` with the page's bridge. */
export function useChooseAccount(): (id: string) => void {
  const bridge = useBridge()
  return id => chooseAccount(bridge, id)
}
