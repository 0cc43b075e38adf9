import type { OrderStore } from './order-store.ts'

const SLICE = 400
const LOOK_EVERY_MS = 500
const PAUSE_MS = 10

/** Fills the text index in slices of some 5 ms whenever the thread is free; the search is right all the time, only faster after it. */
export function startTextIndexing(store: Pick<OrderStore, 'indexText'>, onFailure: (error: unknown) => void): { close(): void } {
  let timer: NodeJS.Timeout
  const again = (ms: number) => {
    timer = setTimeout(step, ms)
    timer.unref()
  }
  const step = () => {
    try {
      again(store.indexText(SLICE) ? PAUSE_MS : LOOK_EVERY_MS)
    } catch (error) {
      // The disk may be full: said once, tried again a minute later.
      onFailure(error)
      again(60_000)
    }
  }
  again(LOOK_EVERY_MS)
  return { close: () => clearTimeout(timer) }
}
