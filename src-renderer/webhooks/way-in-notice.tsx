import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { go } from '../store/screen-store.ts'
import { silentSince } from '../tunnel/tunnel-look.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'
import { Notice } from '../ui/notice.tsx'
import { formatMoment, formatSpan } from '../ui/time-format.ts'

/** Why nothing may be coming in for this account, since when, and what happens meanwhile; nothing while webhooks carry every task. */
export function WayInNotice({ account, tunnel }: { account: AccountView; tunnel: TunnelView }) {
  const { t } = useTranslation()
  const deaf = tunnel.deaf.filter(task => task.accountId === account.id)
  if (isDirect(account, tunnel) || (tunnel.polling === null && deaf.length === 0)) return null
  const every = formatSpan(tunnel.pollMs)
  const since = silentSince(tunnel)
  const actions = (
    <Button size="xs" variant="default" onClick={() => go({ name: 'tunnel' })}>
      {t(tunnel.polling === 'noTunnel' ? 'webhooks.listener.setUpTunnel' : 'webhooks.listener.openTunnel')}
    </Button>
  )
  if (tunnel.polling === null)
    return (
      <Notice inline title={`${t('tunnel.deaf.title', { count: deaf.length })}.`} actions={actions}>
        {t('webhooks.wayIn.deaf', { every })}
      </Notice>
    )
  const title =
    tunnel.polling === 'noTunnel'
      ? t('webhooks.listener.noTunnel')
      : tunnel.polling === 'quota'
        ? t('webhooks.wayIn.quota')
        : since !== null
          ? t('webhooks.wayIn.down', { time: formatMoment(since) })
          : t('webhooks.wayIn.notYet')
  return (
    <Notice inline tone={tunnel.polling === 'down' ? 'red' : 'amber'} title={title} actions={actions}>
      {t(`tunnel.polling.${tunnel.polling}`, { every })}
    </Notice>
  )
}
