import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src-contract/model/system.ts'
import { useAccounts } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { verdictLooks } from '../ui/batch-status.tsx'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatBytes, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatDate, formatTimeSeconds } from '../ui/time-format.ts'
import { indentJson } from './indent-json.ts'

const tones = { verified: 'green', wrong: 'red', unsigned: 'amber', unchecked: 'violet' } as const

/** One delivery: what the signature check says, where it belongs, and its body as it came. */
export function DeliveryPanel({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { t } = useTranslation()
  const account = useAccounts()?.find(one => one.id === delivery.accountId) ?? null
  const look = verdictLooks[delivery.verdict]
  const { orderID } = delivery
  return (
    <SidePanel
      name="webhooks"
      width={472}
      label={t('webhooks.panel.label')}
      onClose={onClose}
      title={
        <span className="cb-status">
          <StatusGlyph glyph={look.glyph} hue={look.hue} size={14} /> {t(`status.verdict.${delivery.verdict}`)}
        </span>
      }
      subtitle={`${t(`webhooks.kind.${delivery.kind}`)}, ${formatDate(delivery.receivedAt)}, ${formatTimeSeconds(delivery.receivedAt)}`}
      actions={
        account && orderID ? (
          <Button variant="default" onClick={() => go({ name: 'orders', filter: { accountId: account.id, orderIDs: [orderID] } })}>
            {t('webhooks.panel.openOrder')}
          </Button>
        ) : undefined
      }
    >
      <PanelSection title={t('webhooks.panel.proof')}>
        <Notice tone={tones[delivery.verdict]}>{t(`webhooks.verdictText.${delivery.verdict}`)}</Notice>
      </PanelSection>
      <PanelSection>
        <Facts
          rows={[
            [t('webhooks.panel.account'), account?.label ?? t('webhooks.panel.noAccount')],
            [t('webhooks.column.task'), id(delivery.userTaskID, t('webhooks.column.task'))],
            [t('webhooks.column.order'), id(orderID, t('webhooks.column.order'))],
            [t('webhooks.column.request'), id(delivery.requestId, t('webhooks.column.request'))],
          ]}
        />
      </PanelSection>
      <PanelSection
        title={t('webhooks.panel.body')}
        extra={<span className="cb-second">{t('webhooks.panel.bytes', { bytes: formatBytes(delivery.bytes) })}</span>}
      >
        <pre className="cb-body">{indentJson(delivery.body)}</pre>
      </PanelSection>
    </SidePanel>
  )
}

const id = (text: string | null, what: string) =>
  text ? <CopyText text={text} short={text.length > 36 ? shortId(text) : text} what={what} /> : UNKNOWN
