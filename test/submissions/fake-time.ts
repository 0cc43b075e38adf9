import type { Clock } from '../../src-core/clock.ts'

/** Time that stands still until it is moved. */
export interface FakeTime {
  now(): number
  /** Runs once that much later. */
  after(ms: number, work: () => void): void
  /** A clock for one life of a process: after `kill` its sleepers never wake, until `end` clears up. */
  life(): { readonly clock: Clock; kill(): void; end(): void }
  /** Sleepers and timers so far; grows while something is going on. */
  count(): number
  /** Moves on, one timer after the other, and lets everything come to rest in between. */
  advance(ms: number, settle: () => Promise<void>): Promise<void>
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly fire: () => void
}

export function createFakeTime(start: number): FakeTime {
  let now = start
  let count = 0
  let timers: Timer[] = []
  const add = (ms: number, fire: () => void): Timer => {
    count += 1
    const timer = { at: now + Math.max(0, ms), order: count, fire }
    timers.push(timer)
    return timer
  }
  const drop = (timer: Timer) => {
    timers = timers.filter(each => each !== timer)
  }
  const nextUntil = (limit: number): Timer | undefined =>
    timers.filter(timer => timer.at <= limit).sort((a, b) => a.at - b.at || a.order - b.order)[0]

  return {
    now: () => now,
    count: () => count,
    after: (ms, work) => void add(ms, work),
    life: () => {
      let dead = false
      let over = false
      const asleep = new Set<() => void>()
      return {
        kill: () => {
          dead = true
        },
        end: () => {
          over = true
          for (const resolve of asleep) resolve()
        },
        clock: {
          now: () => now,
          sleep: (ms, signal) =>
            new Promise(resolve => {
              if (over) return resolve()
              const wake = () => {
                drop(timer)
                if (dead) return
                asleep.delete(resolve)
                resolve()
              }
              asleep.add(resolve)
              const timer = add(ms, wake)
              if (signal?.aborted) wake()
              else signal?.addEventListener('abort', wake, { once: true })
            }),
        },
      }
    },
    advance: async (ms, settle) => {
      const limit = now + ms
      await settle()
      for (let timer = nextUntil(limit); timer; timer = nextUntil(limit)) {
        now = Math.max(now, timer.at)
        drop(timer)
        timer.fire()
        await settle()
      }
      now = limit
    },
  }
}
