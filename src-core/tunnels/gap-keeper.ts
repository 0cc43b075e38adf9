import type { Gap } from '../../src-contract/model/tunnel.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createPastMoment } from '../past-moment.ts'
import type { Timings } from '../ports.ts'
import { backOffMs } from '../submissions/back-off.ts'
import { ABOUT_ONE_TASK } from '../sync/poll-orders.ts'
import type { GapStore, TaskKey } from './gap-store.ts'
import type { TunnelStore } from './tunnel-store.ts'

export interface GapKeeperDeps {
  readonly gaps: GapStore
  readonly store: Pick<TunnelStore, 'goodAt' | 'setGoodAt'>
  /** When the last verified delivery came through the tunnel; null when none did in this run. */
  readonly verifiedAt: () => Promise<number | null>
  /** Tasks whose webhooks may have been missed since then. */
  readonly touchedSince: (from: number) => TaskKey[]
  /**
   * Pulls a task and its orders, `from` the begin of the gap; answers how many orders were other than we knew, null while the platform
   * says that it does not have the task.
   */
  readonly pull: (task: TaskKey, signal: AbortSignal, from: number) => Promise<number | null>
  readonly changed: () => void
  readonly clock: Clock
  readonly timings: Pick<Timings, 'backoffBaseMs' | 'backoffMaxMs'>
  readonly log: Log
  readonly random: () => number
}

/** Writes down when webhooks may have been missed, and pulls what they would have told. */
export interface GapKeeper {
  /** A new run: what was missed since the last sign of the run before is a gap too. */
  begin(): void
  /** Something came through. */
  good(at: number): void
  /** Nothing comes through any more. `since`: the last moment at which something could, where it is not the last sign. */
  lost(since?: number): void
  /** Probes come through again since this moment. */
  back(at: number): void
  /** There is no way in any more that could be missed: tasks are polled. */
  givenUp(at: number): void
  /** Resolves when nothing is left to repair or it was given up; for tests. */
  idle(): Promise<void>
  close(): Promise<void>
}

const TRIES = 5

export function createGapKeeper(deps: GapKeeperDeps): GapKeeper {
  const { gaps, store, clock, log } = deps
  const stop = new AbortController()
  let notes: Promise<void> = Promise.resolve()
  let repairs: Promise<void> = Promise.resolve()
  /** The last sign of this run. */
  let lastGood: (() => number) | null = null

  /** One note after the other, so that a gap is never ended before it began. */
  const note = (work: () => void | Promise<void>) => {
    notes = notes.then(work).catch((error: unknown) => log.write('error', 'a gap of the tunnel could not be noted', { error }))
  }
  /** Pulls what is left, also after a failure, and throws the first one at the end. Answers whether nothing is left. */
  const repairOne = async ({ id, from }: Gap, isLastTry: boolean): Promise<boolean> => {
    gaps.touch(id, deps.touchedSince(from))
    deps.changed()
    const failures: unknown[] = []
    /** Accounts that answer nothing in this try. */
    const silent = new Set<string>()
    let isDone = true
    for (const task of gaps.tasksToPull(id)) {
      if (silent.has(task.accountId)) continue
      try {
        const orders = await deps.pull(task, stop.signal, from)
        // A new task may not be listed at once.
        if (orders === null && !isLastTry) isDone = false
        else gaps.pulled(id, task, orders ?? 0)
      } catch (error) {
        stop.signal.throwIfAborted()
        failures.push(error)
        if (!(error instanceof AppError && ABOUT_ONE_TASK.has(error.code))) silent.add(task.accountId)
      }
      deps.changed()
    }
    if (failures.length > 0) throw failures[0]
    if (!isDone) return false
    gaps.repaired(id, clock.now())
    deps.changed()
    return true
  }
  const repair = async (gap: Gap) => {
    for (let tries = 1; !stop.signal.aborted; tries += 1) {
      try {
        if (await repairOne(gap, tries === TRIES)) return
      } catch (error) {
        if (stop.signal.aborted) return
        gaps.failed(gap.id, toWireError(error))
        deps.changed()
        if (tries === TRIES) return
      }
      await clock.sleep(backOffMs(tries, deps.timings, deps.random), stop.signal)
    }
  }
  const repairAll = () => {
    repairs = repairs
      .then(async () => {
        for (const gap of gaps.toRepair()) if (!stop.signal.aborted) await repair(gap)
      })
      .catch((error: unknown) => log.write('error', 'a gap of the tunnel could not be repaired', { error }))
  }
  /** The clock may have been set back since that was written down. */
  const goodAt = () => lastGood?.() ?? Math.min(clock.now(), store.goodAt() ?? 0)
  const end = (at: number) => {
    const open = gaps.open()
    if (open) {
      gaps.end(open.id, at)
      deps.changed()
    }
    repairAll()
  }
  return {
    begin() {
      if (store.goodAt() !== null && !gaps.open()) gaps.begin(goodAt())
    },
    good: at =>
      note(() => {
        lastGood = createPastMoment(Math.max(at, goodAt()), () => clock.now())
        store.setGoodAt(lastGood())
      }),
    lost: since =>
      note(async () => {
        if (gaps.open()) return
        const from = Math.min(clock.now(), since ?? Math.max(goodAt(), (await deps.verifiedAt().catch(() => null)) ?? 0))
        if (from > 0) gaps.begin(from)
        deps.changed()
      }),
    back: at => note(() => end(at)),
    givenUp: at =>
      note(() => {
        end(at)
        lastGood = null
        store.setGoodAt(null)
      }),
    async idle() {
      await notes
      await repairs
    },
    async close() {
      stop.abort()
      await notes
      await repairs
    },
  }
}
