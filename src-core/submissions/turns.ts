/** Lets a bounded number of pieces of work run at the same time per key; the rest wait in the order they came. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>
}

/** `inFlight` 1 keeps one request under way per account. */
export function createTurns(inFlight: number): Turns {
  const keys = new Map<string, { running: number; waiting: (() => void)[] }>()
  return {
    async take(key, work) {
      const turn = keys.get(key) ?? { running: 0, waiting: [] }
      keys.set(key, turn)
      if (turn.running >= inFlight) await new Promise<void>(resolve => turn.waiting.push(resolve))
      else turn.running += 1
      try {
        return await work()
      } finally {
        // The place is handed over as it is, so that nobody slips in between.
        const next = turn.waiting.shift()
        if (next) next()
        else turn.running -= 1
      }
    },
  }
}
