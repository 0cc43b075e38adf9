import { DifferenceKind, type Reconciliation } from '../../src-contract/model/reconciliation.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'

/** Shape and colour of each kind of difference: red rings too often or not at all, amber needs a look, grey says nothing yet. */
export const differenceLooks: Record<DifferenceKind, { glyph: Glyph; hue: Hue }> = {
  missing: { glyph: 'cross', hue: 'red' },
  found: { glyph: 'disc-check', hue: 'green' },
  twice: { glyph: 'warning', hue: 'amber' },
  stranger: { glyph: 'dashed-question', hue: 'violet' },
  tooNew: { glyph: 'clock', hue: 'grey' },
  noRecord: { glyph: 'ring', hue: 'grey' },
}

/** Kinds that one account kind can have at all, in the order they matter. */
export const kindsOf = (kind: 'callbot' | 'nxlink'): DifferenceKind[] =>
  DifferenceKind.options.filter(one => (kind === 'nxlink' ? one !== 'missing' && one !== 'tooNew' : one !== 'noRecord'))

/** All orders that differ. */
export const differences = (counts: Reconciliation['counts']): number => Object.values(counts).reduce((sum, count) => sum + count, 0)
