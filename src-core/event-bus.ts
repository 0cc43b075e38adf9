import type { ConsoleEvent, EventName } from '../src-contract/events.ts'

export interface EventBus {
  /** Says what changed; the same change is said at most every `minGapMs`, the last one always. */
  emit(name: EventName, about?: { accountId?: string; id?: string }): void
  on(listener: (event: ConsoleEvent) => void): () => void
  close(): void
}

/**
 * One stream of "this changed", numbered; it carries no rows, so a slow page can never fall behind on data.
 * The gap is kept by a clock nobody can set back: by the wall clock, a correction of an hour would silence the stream for an hour.
 */
export function createEventBus(minGapMs = 150): EventBus {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  const waiting = new Map<string, { last: number; timer: NodeJS.Timeout | null }>()
  let revision = 0

  const send = (event: Omit<ConsoleEvent, 'revision'>) => {
    revision += 1
    for (const listener of listeners) listener({ ...event, revision })
  }
  return {
    emit(name, about = {}) {
      const key = `${name} ${about.accountId ?? ''} ${about.id ?? ''}`
      const known = waiting.get(key) ?? { last: Number.NEGATIVE_INFINITY, timer: null }
      waiting.set(key, known)
      if (known.timer) return
      const wait = known.last + minGapMs - performance.now()
      const fire = () => {
        known.timer = null
        known.last = performance.now()
        send({ name, ...about })
      }
      if (wait <= 0) fire()
      else known.timer = setTimeout(fire, wait)
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const { timer } of waiting.values()) if (timer) clearTimeout(timer)
      listeners.clear()
    },
  }
}
