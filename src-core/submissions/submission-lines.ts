/** What this run knows of a submission beside the ledger. */
export interface Line {
  /** A look is due in this turn of the event loop. */
  isDue: boolean
  isPlanning: boolean
  /** The one request before the task is known to exist is being prepared. */
  isOpening: boolean
  readonly asking: Set<number>
  /** Batches whose outcome could not be written down. */
  readonly untold: Set<number>
  sleep: AbortController | null
}

/** What this run knows of every submission it drives. */
export interface Lines {
  /** A new one when nothing is known yet. */
  of(id: string): Line
  drop(id: string): void
  all(): IterableIterator<Line>
}

export function createLines(): Lines {
  const lines = new Map<string, Line>()
  return {
    of(id) {
      const known = lines.get(id)
      if (known) return known
      const line = { isDue: false, isPlanning: false, isOpening: false, asking: new Set<number>(), untold: new Set<number>(), sleep: null }
      lines.set(id, line)
      return line
    },
    drop: id => void lines.delete(id),
    all: () => lines.values(),
  }
}
