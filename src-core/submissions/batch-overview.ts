import type { BatchCell, BatchOverview, ShownBatchState } from '../../src-contract/model/submission.ts'
import type { Db } from '../db/open.ts'

/** How all batches of a submission stand; `total` of its cells are those written down and those still to come. */
export type CountedBatches = Pick<BatchOverview, 'states' | 'cells' | 'doubted'>

export interface BatchOverviews {
  of(submissionId: string, total: number): CountedBatches
  /** A batch was written, whether or not that is rolled back. */
  touched(submissionId: string, number: number): void
}

/** Beyond this many batches a cell stands for several; the worst of them is shown. */
const MOST_CELLS = 120
const worstFirst: readonly ShownBatchState[] = [
  'unknown',
  'refused',
  'backoff',
  'sending',
  'queued',
  'waiting',
  'accepted',
  'halved',
  'withdrawn',
]
const rank = (state: ShownBatchState) => worstFirst.indexOf(state)

/** The batches of one cell that show as the same. */
interface Group {
  readonly state: ShownBatchState
  readonly batches: number
  /** The first of them, and what it is half of. */
  readonly number: number
  readonly parent: number | null
  readonly doubted: number
}
interface Held {
  readonly each: number
  /** By cell; one that is missing has to be counted. */
  readonly cells: Map<number, readonly Group[]>
}

/**
 * Counts batches by what each shows as. 80,000 of them are counted once, when they are first looked at, and from then on only the cells
 * in which one changed. In doubt at any time: no clear answer, counts that did not add up, decided by hand.
 */
export function createBatchOverviews(db: Db): BatchOverviews {
  const groups = db.prepare<{ submissionId: string; first: number; last: number }, Group>(`
    SELECT shown AS state, count(*) AS batches, min(number) AS number, parent, sum(doubted) AS doubted
    FROM (
      SELECT number, parent,
        CASE WHEN state = 'refused' AND EXISTS (
          SELECT 1 FROM batch half INDEXED BY batch_by_parent WHERE half.submission_id = @submissionId AND half.parent = whole.number
        ) THEN 'halved' ELSE state END AS shown,
        (unknown_since IS NOT NULL OR rounds > 0 OR decided_by IS NOT NULL
          OR (problem IS NOT NULL AND (state = 'accepted' OR problem ->> 'code' = 'counts_do_not_add_up'))) AS doubted
      FROM batch whole WHERE submission_id = @submissionId AND number BETWEEN @first AND @last
    )
    GROUP BY shown`)
  const known = new Map<string, Held>()

  const cellsOf = (submissionId: string, each: number): Held => {
    const held = known.get(submissionId)
    if (held?.each === each) return held
    const fresh = { each, cells: new Map() }
    known.set(submissionId, fresh)
    return fresh
  }

  return {
    touched(submissionId, number) {
      const held = known.get(submissionId)
      held?.cells.delete(Math.floor((number - 1) / held.each))
    },
    of(submissionId, total) {
      // A power of two, so that the cells stay the same ones while the total moves a little.
      const each = 2 ** Math.ceil(Math.log2(Math.max(1, total / MOST_CELLS)))
      const { cells } = cellsOf(submissionId, each)
      const states: Partial<Record<ShownBatchState, number>> = {}
      let written = 0
      let doubted = 0
      const shown = Array.from({ length: Math.ceil(total / each) }, (_, at): BatchCell => {
        const [first, last] = [at * each + 1, (at + 1) * each]
        const here = cells.get(at) ?? groups.all({ submissionId, first, last })
        // What is read inside a transaction could be rolled back.
        if (!db.inTransaction) cells.set(at, here)
        for (const group of here) {
          states[group.state] = (states[group.state] ?? 0) + group.batches
          written += group.batches
          doubted += group.doubted
        }
        const [worst] = here.toSorted((a, b) => rank(a.state) - rank(b.state))
        const end = Math.min(last, total)
        // A batch that was accepted says less than one that is still to come.
        if (worst === undefined || (written < end && rank(worst.state) > rank('waiting')))
          return { number: Math.max(written + 1, first), state: 'waiting', isHalf: false }
        return { number: worst.number, state: worst.state, isHalf: worst.parent !== null }
      })
      if (total > written) states.waiting = total - written
      return { states, cells: shown, doubted }
    },
  }
}
