import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { listenerLine } from '../tunnel/listener-line.ts'
import type { Glyph, Hue } from '../ui/status-glyph.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { useNow } from '../ui/use-now.ts'

/** Shape and colour of the webhook listener's state. */
export const listenerLooks: Record<'off' | 'listening' | 'failed', { glyph: Glyph; hue: Hue }> = {
  listening: { glyph: 'dot-in-ring', hue: 'green' },
  failed: { glyph: 'cross', hue: 'red' },
  off: { glyph: 'ring', hue: 'grey' },
}

/** "Listener live · probe 4 s ago", or since when no webhook can come; opens the tunnel. */
export function ListenerState() {
  const { t } = useTranslation()
  const account = useActiveAccount()
  const now = useNow()
  const listener = useQuery('webhooks.status', {}, { on: ['webhooks', 'system'] })
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel', 'system'] })
  if (!account || !listener.data || (!tunnel.data && !tunnel.error)) return null
  const line = listenerLine(t, { tunnel: tunnel.data, listener: listener.data, account, now })
  return (
    <button
      type="button"
      className="cb-top-item"
      data-hue={line.hue}
      title={`${line.lead} ${line.strong}${line.rest}. ${t('tunnel.openTip')}`.trim()}
      onClick={() => go({ name: 'tunnel' })}
    >
      <StatusGlyph glyph={line.glyph} hue={line.hue} />
      <span>
        {line.lead} <strong>{line.strong}</strong>
        {line.rest}
      </span>
    </button>
  )
}
