import { networkInterfaces } from 'node:os'

export interface WakeWatch {
  close(): void
}

const TICK_MS = 5_000
/** A tick this much too late means that the computer slept. */
const SLEPT_MS = 10_000

/**
 * Says when the computer woke up or its network changed: then every deadline and pause was measured against another world.
 * Pure Node, so it works in both hosts; the timer keeps no process alive.
 */
export function startWakeWatch({
  onWake,
  now = Date.now,
  addresses = networkAddresses,
  tickMs = TICK_MS,
}: {
  /** `since`: when it last ran before it slept, UTC milliseconds; null when only the network is another one. */
  onWake: (why: 'slept' | 'network', since: number | null) => void
  /** UTC milliseconds; goes on while the computer sleeps. */
  now?: () => number
  addresses?: () => string
  tickMs?: number
}): WakeWatch {
  let lastTick = now()
  let lastAddresses = addresses()
  const timer = setInterval(() => {
    const tick = now()
    const before = lastTick
    const slept = tick - before > tickMs + SLEPT_MS
    lastTick = tick
    const current = addresses()
    const moved = current !== lastAddresses
    lastAddresses = current
    // Without any network there is nothing to look for; the next change says when it is back.
    if (slept) onWake('slept', before)
    else if (moved && current !== '') onWake('network', null)
  }, tickMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

/** Addresses of every network but the computer's own, as one text to compare. */
function networkAddresses(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, list]) => (list ?? []).filter(each => !each.internal).map(each => `${name} ${each.address}`))
    .toSorted()
    .join('\n')
}
