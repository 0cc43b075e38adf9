import type { Batch, ShownBatchState } from '../../src-contract/model/submission.ts'
import type { Glyph, Hue } from './status-glyph.tsx'

type Look = { readonly glyph: Glyph; readonly hue: Hue }

/** What a batch shows as: one that was refused as a whole and went on in halves is told apart from one that stayed refused. */
export const shownState = ({ state, halves }: Pick<Batch, 'state' | 'halves'>): Exclude<ShownBatchState, 'waiting'> =>
  state === 'refused' && halves.length > 0 ? 'halved' : state

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
