import type { HalfHourBar, TaskForecast } from '../../src-contract/model/board.ts'
import type { Timers } from '../bridge/ask-loop.ts'

/** What a row of the board shows beyond its counts. Null: not told. */
export interface TaskFacts {
  readonly halfHours: readonly HalfHourBar[] | null
  readonly forecast: TaskForecast | null
}

/** A task in view; another `version` means that its numbers changed. */
export interface WantedTask {
  readonly userTaskID: string
  readonly version: string
}

interface Deps {
  ask(userTaskID: string): Promise<TaskFacts>
  /** Called with all that is known after each answer. */
  onFacts(facts: ReadonlyMap<string, TaskFacts>): void
  readonly timers: Timers
  now(): number
}

/** Questions under way at the same time: each reads every order of a task. */
const LANES = 2
/** A task whose numbers go on changing is asked about again after so long. */
const AGAIN_MS = 10_000

export interface FactsLoader {
  /** The tasks in view, most wanted first. */
  want(tasks: readonly WantedTask[]): void
  stop(): void
}

/** Asks for the facts of the tasks in view, a few at a time, and again when their numbers changed; what was learnt is kept. */
export function createFactsLoader({ ask, onFacts, timers, now }: Deps): FactsLoader {
  const known = new Map<string, { facts: TaskFacts; version: string; askedAt: number }>()
  const asking = new Set<string>()
  let wanted: readonly WantedTask[] = []
  let stopped = false
  let timer: number | undefined

  const next = (): void => {
    if (stopped) return
    timers.clear(timer)
    timer = undefined
    let soonest = Infinity
    // One never asked about comes before one that is due again: under load the first rows would keep the others waiting for ever.
    const unknown = wanted.filter(task => !known.has(task.userTaskID))
    for (const { userTaskID, version } of [...unknown, ...wanted.filter(task => known.has(task.userTaskID))]) {
      if (asking.size >= LANES) return
      const held = known.get(userTaskID)
      if (asking.has(userTaskID) || held?.version === version) continue
      const due = held ? held.askedAt + AGAIN_MS : now()
      if (due <= now()) void askFor(userTaskID, version)
      else soonest = Math.min(soonest, due)
    }
    if (soonest < Infinity) timer = timers.set(next, soonest - now())
  }
  const askFor = async (userTaskID: string, version: string) => {
    asking.add(userTaskID)
    const askedAt = now()
    const facts = await ask(userTaskID)
    asking.delete(userTaskID)
    if (stopped) return
    known.set(userTaskID, { facts, version, askedAt })
    onFacts(new Map([...known].map(([id, held]) => [id, held.facts])))
    next()
  }
  return {
    want(tasks) {
      wanted = tasks
      next()
    },
    stop() {
      stopped = true
      timers.clear(timer)
    },
  }
}
