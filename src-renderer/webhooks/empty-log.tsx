import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { go } from '../store/screen-store.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'
import { agoWords } from '../ui/age.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Before the first delivery: what will appear here, and whether anything can come in at all. */
export function EmptyLog({
  account,
  tunnel,
  now,
  onTest,
}: {
  account: AccountView
  tunnel: TunnelView | null
  now: number
  onTest: () => void
}) {
  const { t } = useTranslation()
  const state = tunnel?.state
  const isLive = state?.state === 'live'
  const isOpen = tunnel === null || isLive || isDirect(account, tunnel)
  return (
    <EmptyState
      sketch
      title={t('webhooks.empty.title')}
      actions={
        <>
          {isOpen ? null : (
            <Button onClick={() => go({ name: 'tunnel' })}>
              {t(tunnel.settings.provider === 'none' ? 'webhooks.listener.setUpTunnel' : 'webhooks.listener.openTunnel')}
            </Button>
          )}
          <Button variant={isOpen ? 'filled' : 'default'} onClick={onTest}>
            {t('webhooks.sendTest')}
          </Button>
        </>
      }
    >
      {t('webhooks.empty.text')}{' '}
      {isLive && tunnel !== null && !isDirect(account, tunnel)
        ? t('webhooks.empty.live', { ago: agoWords(t, now - state.probedAt) })
        : t(isOpen ? 'webhooks.empty.direct' : 'webhooks.empty.noWay')}
    </EmptyState>
  )
}
