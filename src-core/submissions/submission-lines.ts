import type { WireError } from '../../src-contract/result.ts'

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
  /** Unknown batches the operator wants the platform asked about although the submission is stuck with what concerns every request. */
  readonly byHand: Set<number>
  /** Since when it waits for this computer's webhook addresses, UTC milliseconds. */
  withoutAddressSince: number | null
  /** What stopped it and could not be written down. */
  trouble: WireError | null
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
      const line: Line = {
        isDue: false,
        isPlanning: false,
        isOpening: false,
        asking: new Set(),
        untold: new Set(),
        byHand: new Set(),
        withoutAddressSince: null,
        trouble: null,
        sleep: null,
      }
      lines.set(id, line)
      return line
    },
    drop: id => void lines.delete(id),
    all: () => lines.values(),
  }
}
