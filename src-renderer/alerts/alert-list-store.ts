import { create } from 'zustand'
import { go, shownScreen } from '../store/screen-store.ts'

const useAlertListStore = create<{ readonly opened: boolean }>()(() => ({ opened: false }))

/** Whether the list of alerts hangs from its bell. */
export const useAlertListOpened = (): boolean => useAlertListStore(state => state.opened)

/** The same, for code outside of components. */
export const isAlertListOpened = (): boolean => useAlertListStore.getState().opened

/** Opens or shuts the list of alerts. */
export const setAlertListOpened = (opened: boolean): void => useAlertListStore.setState({ opened })

/** Opens the list from anywhere; the wallboard has no bell, so it is left. */
export function showAlertList(): void {
  if (shownScreen().name === 'wallboard') go({ name: 'tasks' })
  setAlertListOpened(true)
}
