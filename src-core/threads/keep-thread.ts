import type { Peer } from './peer.ts'
import type { Thread } from './spawn.ts'

export interface KeptThreadDeps {
  /** Starts it; `onDeath` is called when it ends by itself. */
  start(onDeath: (error: Error) => void): Thread
  /** It ended; another one is started after a while. */
  died(error: Error): void
  /** Another one runs: tells it what the first one knew. */
  again(): Promise<void>
  /** First pause before a new start, milliseconds; each further one twice as long, up to a minute. */
  readonly firstRestMs: number
}

export interface KeptThread {
  /** The one that runs now; one that ended refuses every call. */
  peer(): Peer
  /** Why there is none at the moment; null while there is. */
  death(): Error | null
  close(): Promise<void>
}

const LONGEST_REST_MS = 60_000
/** A thread that lived this long did not end for what it met at its start. */
const LONG_LIFE_MS = 60_000

/** Keeps a thread running: one that ends by itself is started again. */
export function keepThread({ start, died, again, firstRestMs }: KeptThreadDeps): KeptThread {
  let death: Error | null = null
  let restMs = firstRestMs
  let startedAt = performance.now()
  let waiting: NodeJS.Timeout | null = null
  let thread = start(ended)

  function ended(error: Error): void {
    death = error
    if (performance.now() - startedAt > LONG_LIFE_MS) restMs = firstRestMs
    waiting = setTimeout(restart, restMs)
    waiting.unref()
    restMs = Math.min(LONGEST_REST_MS, restMs * 2)
    died(error)
  }
  function restart(): void {
    waiting = null
    startedAt = performance.now()
    death = null
    thread = start(ended)
    // One that ends again meanwhile says so by itself.
    again().catch(() => undefined)
  }
  return {
    peer: () => thread.peer,
    death: () => death,
    async close() {
      if (waiting) clearTimeout(waiting)
      await thread.close()
    },
  }
}
