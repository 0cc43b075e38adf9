import type { AccountRules } from '../../src-contract/model/account.ts'
import type { Clock } from '../clock.ts'
import type { Timings } from '../ports.ts'
import { backOffMs } from './back-off.ts'
import type { PauseStore } from './pause-store.ts'

/** Whether requests of an account may start now. */
export interface Room {
  /** How many; 0 when none. */
  readonly count: number
  /** When it is worth looking again; null: when a request of the account ends. */
  readonly at: number | null
}

/** The places for requests of each account: how many at a time, how many a second, and pauses after trouble. */
export interface Turns {
  /** `ask` is a question, which a pause after trouble does not hold back. */
  room(accountId: string, what: 'write' | 'ask'): Room
  /** Takes places that `room` offered. */
  start(accountId: string, what: 'write' | 'ask', count: number): void
  end(accountId: string, what: 'write' | 'ask'): void
  /** For a further request in the same place: resolves when the rate allows it. */
  next(accountId: string, signal: AbortSignal): Promise<void>
  /** A request sent at `sentAt` had no usable answer, as was known at `knownAt`: from then on nothing new leaves for a growing while. */
  failed(accountId: string, sentAt: number, knownAt?: number): void
  worked(accountId: string): void
  /** Until when nothing new leaves after trouble; null when nothing holds it. */
  heldUntil(accountId: string): number | null
  /** After sleep or another network: forgets the pause, keeps the caution. */
  release(accountId: string): void
  /** Requests under way, all accounts. */
  underWay(): number
}

interface Lane {
  writing: number
  asking: number
  /** When the rate allows the next request. */
  readyAt: number
  failures: number
  failedAt: number
  heldUntil: number | null
}

/** How late a timer may be without the rate losing a request by it. */
const LATE_MS = 20

export function createTurns({
  rules,
  clock,
  timings,
  random,
  pauses,
}: {
  rules: (accountId: string) => Pick<AccountRules, 'inFlight' | 'requestsPerSecond'>
  clock: Clock
  timings: Pick<Timings, 'backoffBaseMs' | 'backoffMaxMs'>
  random: () => number
  /** Where a pause is kept over a restart. */
  pauses: PauseStore
}): Turns {
  const lanes = new Map<string, Lane>()
  const laneOf = (accountId: string): Lane => {
    const known = lanes.get(accountId)
    if (known) return known
    const kept = pauses.get(accountId)
    // A clock that was set back meanwhile must not make a pause longer than any is.
    const now = clock.now()
    const pause = kept && {
      failures: kept.failures,
      failedAt: Math.min(kept.failedAt, now),
      heldUntil: Math.min(kept.heldUntil, now + timings.backoffMaxMs),
    }
    const lane = { writing: 0, asking: 0, readyAt: 0, failures: 0, failedAt: 0, heldUntil: null, ...pause }
    lanes.set(accountId, lane)
    return lane
  }
  const keep = (accountId: string, { failures, failedAt, heldUntil }: Lane) =>
    pauses.set(accountId, heldUntil === null ? null : { failures, failedAt, heldUntil })
  const spend = (lane: Lane, accountId: string, count: number) => {
    const { requestsPerSecond } = rules(accountId)
    if (requestsPerSecond === null) return
    lane.readyAt = Math.max(lane.readyAt, clock.now() - LATE_MS) + (count * 1000) / requestsPerSecond
  }

  return {
    room(accountId, what) {
      const lane = laneOf(accountId)
      const { inFlight, requestsPerSecond } = rules(accountId)
      const now = clock.now()
      const free = inFlight - lane.writing - lane.asking
      if (free <= 0) return { count: 0, at: null }
      if (what === 'write' && lane.heldUntil !== null) {
        if (lane.heldUntil > now) return { count: 0, at: lane.heldUntil }
        // The first one after trouble goes alone; its answer opens the way for the others.
        if (lane.writing > 0) return { count: 0, at: null }
      }
      if (requestsPerSecond !== null && lane.readyAt > now) return { count: 0, at: Math.ceil(lane.readyAt) }
      const probing = what === 'write' && lane.heldUntil !== null
      return { count: probing || requestsPerSecond !== null ? 1 : free, at: null }
    },
    start(accountId, what, count) {
      const lane = laneOf(accountId)
      if (what === 'write') lane.writing += count
      else lane.asking += count
      spend(lane, accountId, count)
    },
    end(accountId, what) {
      const lane = laneOf(accountId)
      if (what === 'write') lane.writing -= 1
      else lane.asking -= 1
    },
    async next(accountId, signal) {
      const lane = laneOf(accountId)
      while (rules(accountId).requestsPerSecond !== null) {
        const place = Math.max(lane.readyAt, clock.now())
        spend(lane, accountId, 1)
        if (place > clock.now()) await clock.sleep(place - clock.now(), signal)
        // The computer stood still: all places of that time come due at once, and would leave at once. Each takes a new one.
        if (signal.aborted || clock.now() <= place + LATE_MS) return
      }
    },
    failed(accountId, sentAt, knownAt = clock.now()) {
      const lane = laneOf(accountId)
      // Requests that were under way together fail together: that is one trouble, not many.
      if (sentAt <= lane.failedAt) return
      lane.failures += 1
      lane.failedAt = clock.now()
      lane.heldUntil = knownAt + backOffMs(lane.failures, timings, random)
      keep(accountId, lane)
    },
    worked(accountId) {
      const lane = laneOf(accountId)
      if (lane.heldUntil === null) return
      lane.failures = 0
      lane.heldUntil = null
      keep(accountId, lane)
    },
    heldUntil(accountId) {
      const { heldUntil } = laneOf(accountId)
      return heldUntil !== null && heldUntil > clock.now() ? heldUntil : null
    },
    release(accountId) {
      const lane = laneOf(accountId)
      if (lane.heldUntil === null) return
      lane.heldUntil = clock.now()
      keep(accountId, lane)
    },
    underWay() {
      let sum = 0
      for (const lane of lanes.values()) sum += lane.writing + lane.asking
      return sum
    },
  }
}
