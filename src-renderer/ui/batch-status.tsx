import { useTranslation } from 'react-i18next'
import type { BatchState } from '../../src-contract/model/submission.ts'
import type { Delivery } from '../../src-contract/model/system.ts'
import type { Glyph, Hue } from './status-glyph.tsx'
import { StatusLine } from './status-glyph.tsx'

type Look = { readonly glyph: Glyph; readonly hue: Hue }

/** Shape and colour of a submission batch. `waiting` is one not sent yet. */
export const batchStatusLooks: Record<BatchState | 'waiting', Look> = {
  waiting: { glyph: 'ring', hue: 'grey' },
  sending: { glyph: 'half-ring', hue: 'blue' },
  accepted: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
  backoff: { glyph: 'clock', hue: 'amber' },
  withdrawn: { glyph: 'square', hue: 'grey' },
}

/** Shape and colour of what the signature check said about a delivery. */
export const verdictLooks: Record<Delivery['verdict'], Look> = {
  verified: { glyph: 'disc-check', hue: 'green' },
  wrong: { glyph: 'cross', hue: 'red' },
  unsigned: { glyph: 'warning', hue: 'amber' },
  unchecked: { glyph: 'dashed-question', hue: 'violet' },
}

/** Shape and word of a delivery's verdict. */
export function Verdict({ verdict }: { verdict: Delivery['verdict'] }) {
  const { t } = useTranslation()
  return (
    <StatusLine look={verdictLooks[verdict]} coloured={verdict === 'wrong'}>
      {t(`status.verdict.${verdict}`)}
    </StatusLine>
  )
}
