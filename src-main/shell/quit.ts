import type { App } from 'electron'
import { startAwakeTimer } from '../../src-core/awake-timer.ts'

const LIMIT_MS = 5000

/** Closes everything once before the app ends, in at most 5 seconds, however the quit was asked for. */
export function closeBeforeQuit(app: Pick<App, 'on' | 'exit'>, close: () => Promise<unknown>): void {
  let phase: 'open' | 'closing' | 'closed' = 'open'
  app.on('will-quit', event => {
    if (phase === 'closed') return
    event.preventDefault()
    if (phase === 'closing') return
    phase = 'closing'
    const limit = new Promise<void>(resolve => startAwakeTimer(LIMIT_MS, resolve))
    void Promise.race([close(), limit])
      .catch(() => undefined)
      .then(() => {
        phase = 'closed'
        app.exit(0)
      })
  })
}
