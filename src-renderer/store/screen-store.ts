import { create } from 'zustand'
import type { OrderFilter } from '../../src-contract/model/order.ts'

/** What the middle of a submission shows. */
export type SubmissionView = 'batches' | 'refused' | 'compare'

/** Where the operator is. There is no address bar: this value is the address. */
export type Screen =
  | { readonly name: 'tasks'; readonly userTaskID?: string }
  | { readonly name: 'setup'; readonly draftId: string }
  | { readonly name: 'contacts'; readonly listId?: string }
  | { readonly name: 'submission'; readonly id: string; readonly view?: SubmissionView }
  | { readonly name: 'withdrawals' }
  | { readonly name: 'withdrawal'; readonly id: string }
  | { readonly name: 'wallboard' }
  | { readonly name: 'orders'; readonly filter?: Partial<OrderFilter> }
  /** `text` is searched for: an orderID, a userTaskID … */
  | { readonly name: 'webhooks'; readonly text?: string }
  | { readonly name: 'tunnel' }
  /** `edit` is an account id, or `new`. */
  | { readonly name: 'accounts'; readonly edit?: string }
  | { readonly name: 'settings' }
  /** `verify` checks the chain when the screen opens. */
  | { readonly name: 'audit'; readonly verify?: boolean }
export type ScreenName = Screen['name']

interface ScreenState {
  readonly screen: Screen
  readonly past: readonly Screen[]
  readonly future: readonly Screen[]
}

const HISTORY = 50

const useScreenStore = create<ScreenState>()(() => ({ screen: { name: 'tasks' }, past: [], future: [] }))

/** The present screen. */
export const useScreen = (): Screen => useScreenStore(state => state.screen)

/** The present screen, for code outside of components. */
export const shownScreen = (): Screen => useScreenStore.getState().screen

/** Opens a screen and remembers the one before for `goBack`. */
export function go(screen: Screen): void {
  useScreenStore.setState(state => ({ screen, past: [...state.past, state.screen].slice(-HISTORY), future: [] }))
}

/** Opens a screen in place of the present one, without a step to go back to. */
export function replaceScreen(screen: Screen): void {
  useScreenStore.setState({ screen })
}

/** One screen back (Alt+←). */
export function goBack(): void {
  useScreenStore.setState(state => {
    const screen = state.past.at(-1)
    return screen ? { screen, past: state.past.slice(0, -1), future: [state.screen, ...state.future] } : state
  })
}

/** One screen forward again (Alt+→). */
export function goForward(): void {
  useScreenStore.setState(state => {
    const screen = state.future[0]
    return screen ? { screen, past: [...state.past, state.screen], future: state.future.slice(1) } : state
  })
}
