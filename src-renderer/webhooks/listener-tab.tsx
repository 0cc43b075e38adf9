import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { ListenerStatus } from '../../src-contract/model/webhook.ts'
import { useQuery } from '../bridge/use-query.ts'
import { listenerLooks } from '../shell/listener-state.tsx'
import { go } from '../store/screen-store.ts'
import { agoWords } from '../ui/age.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount, formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDateTime } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { RulesForm } from './rules-form.tsx'

/** The listener itself: its state, the account's addresses, what it turned away, and the rules it receives by. */
export function ListenerTab({ account, status }: { account: AccountView; status: ListenerStatus | null }) {
  const { t } = useTranslation()
  const now = useNow()
  const addresses = useQuery('webhooks.addresses', { accountId: account.id }, { on: ['webhooks', 'accounts', 'tunnel'] })
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel'] }).data
  const urls = addresses.data
  const isStuck = status?.state === 'listening' && status.problem !== null
  const isMissing = addresses.answeredAt !== null && urls === null && status?.state === 'listening' && tunnel !== null
  const why = tunnel?.settings.provider === 'none' ? 'noTunnel' : 'noAddress'
  const rows: readonly (readonly [string, string])[] = urls
    ? account.kind === 'nxlink'
      ? [[t('webhooks.kind.nxlink'), urls.nxlinkUrl]]
      : [
          [t('webhooks.kind.task'), urls.taskCallbackUrl],
          [t('webhooks.kind.order'), urls.orderCallbackUrl],
          [t('webhooks.kind.call'), urls.callCallbackUrl],
        ]
    : []
  return (
    <div className="cb-scroll webhook-listener">
      <PanelSection title={t('webhooks.listener.label')}>
        {status?.problem ? (
          <div className="webhook-space">
            <ErrorPanel compact error={status.problem} />
          </div>
        ) : null}
        {status ? (
          <Facts
            labelWidth={190}
            rows={[
              [
                t('webhooks.listener.state'),
                <StatusLine key="state" look={listenerLooks[isStuck ? 'failed' : status.state]}>
                  {isStuck ? t('tunnel.line.stuck') : t(`status.listener.${status.state}`)}
                </StatusLine>,
              ],
              [t('webhooks.listener.received'), formatCount(status.received)],
              [t('webhooks.listener.waiting'), formatCount(status.waiting)],
              [t('webhooks.listener.last'), status.lastAt === null ? UNKNOWN : agoWords(t, now - status.lastAt)],
              [
                t('webhooks.listener.answer'),
                status.answerMs
                  ? t('webhooks.listener.answerMs', {
                      median: formatDecimal(status.answerMs.median),
                      p99: formatDecimal(status.answerMs.p99),
                    })
                  : UNKNOWN,
              ],
              [t('webhooks.listener.connections'), formatCount(status.connections)],
              ...(status.inboxReplacedAt === null
                ? []
                : [[t('webhooks.listener.replaced'), formatDateTime(status.inboxReplacedAt)] as const]),
            ]}
          />
        ) : null}
      </PanelSection>
      <PanelSection title={t('webhooks.listener.addresses', { account: account.label })}>
        {addresses.error ? <ErrorPanel compact error={addresses.error} /> : null}
        {isMissing ? (
          <Notice
            title={t(`webhooks.listener.${why}`)}
            actions={
              <Button size="xs" variant="default" onClick={() => go({ name: 'tunnel' })}>
                {t(why === 'noTunnel' ? 'webhooks.listener.setUpTunnel' : 'webhooks.listener.openTunnel')}
              </Button>
            }
          >
            {t(account.kind === 'nxlink' ? `webhooks.listener.${why}Nxlink` : `webhooks.listener.${why}Text`)}
          </Notice>
        ) : (
          <>
            <p className="cb-second webhook-space">
              {t(account.kind === 'nxlink' ? 'webhooks.listener.addressNxlink' : 'webhooks.listener.addressText')}
            </p>
            <Facts labelWidth={100} rows={rows.map(([label, url]) => [label, <CopyText key={url} text={url} what={label} />])} />
          </>
        )}
      </PanelSection>
      <PanelSection title={t('webhooks.listener.turnedAway')}>
        <p className="cb-second webhook-space">{t('webhooks.listener.turnedAwayText')}</p>
        {status && (status.turnedAway.length > 0 || status.notKept > 0) ? (
          <Facts
            labelWidth={190}
            rows={[
              ...status.turnedAway.map(({ reason, count }) => [t(`webhooks.turnedAway.${reason}`), formatCount(count)] as const),
              ...(status.notKept > 0 ? [[t('webhooks.listener.notKept'), formatCount(status.notKept)] as const] : []),
            ]}
          />
        ) : (
          <p>{t('webhooks.listener.nobody')}</p>
        )}
      </PanelSection>
      <PanelSection title={t('webhooks.rules.title', { account: account.label })}>
        <RulesForm account={account} />
      </PanelSection>
    </div>
  )
}
