import type { BatchState } from '../../src-contract/model/submission.ts'
import type { Glyph, Hue } from './status-glyph.tsx'

type Look = { readonly glyph: Glyph; readonly hue: Hue }

/** What is shown of a batch: its state, `waiting` when it is not sent yet, `halved` when it was refused as a whole and its halves went on. */
export type ShownBatchState = BatchState | 'waiting' | 'halved'

/** Shape and colour of a submission batch. */
export const batchStatusLooks: Record<ShownBatchState, Look> = {
  halved: { glyph: 'square', hue: 'grey' },
  waiting: { glyph: 'ring', hue: 'grey' },
  queued: { glyph: 'ring', hue: 'grey' },
  sending: { glyph: 'half-ring', hue: 'blue' },
  accepted: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
  backoff: { glyph: 'clock', hue: 'amber' },
  withdrawn: { glyph: 'square', hue: 'grey' },
}
