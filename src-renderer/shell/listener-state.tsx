import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { agoWords } from '../ui/age.tsx'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { useNow } from '../ui/use-now.ts'

/** Shape and colour of the webhook listener's state. */
export const listenerLooks: Record<'off' | 'listening' | 'failed', { glyph: Glyph; hue: Hue }> = {
  listening: { glyph: 'dot-in-ring', hue: 'green' },
  failed: { glyph: 'cross', hue: 'red' },
  off: { glyph: 'ring', hue: 'grey' },
}

/** "Listener live · last delivery 4 s ago"; opens the webhooks. */
export function ListenerState() {
  const { t } = useTranslation()
  const now = useNow()
  const { data } = useQuery('webhooks.status', {}, { on: ['webhooks', 'system'] })
  if (!data) return null
  const look = listenerLooks[data.state]
  return (
    <button type="button" className="cb-top-item" title={t('shell.titleBar.listenerTip')} onClick={() => go({ name: 'webhooks' })}>
      <StatusGlyph glyph={look.glyph} hue={look.hue} /> {t('shell.titleBar.listener')} <strong>{t(`status.listener.${data.state}`)}</strong>
      {data.state === 'listening' ? (
        <span className="cb-top-more">
          {' '}
          ·{' '}
          {data.lastAt === null
            ? t('shell.titleBar.nothingYet')
            : t('shell.titleBar.lastDelivery', { ago: agoWords(t, now - data.lastAt) })}
        </span>
      ) : null}
    </button>
  )
}
