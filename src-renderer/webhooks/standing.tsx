import { useTranslation } from 'react-i18next'
import type { Standing } from '../../src-contract/model/webhook.ts'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'

/** Shape and colour of what a delivery is to the console. */
export const standingLooks: Record<Standing, { readonly glyph: Glyph; readonly hue: Hue }> = {
  verified: { glyph: 'disc-check', hue: 'green' },
  older: { glyph: 'disc-check', hue: 'grey' },
  duplicate: { glyph: 'disc-check', hue: 'grey' },
  stale: { glyph: 'clock', hue: 'amber' },
  test: { glyph: 'dashed-question', hue: 'violet' },
  failed: { glyph: 'warning', hue: 'amber' },
  wrong: { glyph: 'cross', hue: 'red' },
  unsigned: { glyph: 'cross', hue: 'red' },
  unchecked: { glyph: 'ring', hue: 'grey' },
}

/** Shape and word of a delivery's standing. */
export function StandingLine({ standing }: { standing: Standing }) {
  const { t } = useTranslation()
  return (
    <StatusLine look={standingLooks[standing]} coloured={standing === 'wrong' || standing === 'unsigned'}>
      {t(`webhooks.standing.${standing}`)}
    </StatusLine>
  )
}
