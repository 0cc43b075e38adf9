import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { formatBytes } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { RawText } from '../ui/raw-text.tsx'

/** The body of a delivery; its bytes can be copied exactly as they came. */
export function BodyTab({ detail, shown, onShow }: { detail: DeliveryDetail; shown: boolean; onShow: (shown: boolean) => void }) {
  const { t } = useTranslation()
  const { row, body, bytesBase64 } = detail
  return (
    <PanelSection>
      <RawText
        text={body}
        phone={row.phone}
        shown={shown}
        onShow={onShow}
        lead={t('webhooks.panel.bytes', { bytes: formatBytes(row.bytes) })}
        {...(bytesBase64 === null
          ? { what: t('webhooks.panel.body') }
          : { what: t('webhooks.panel.base64'), copies: bytesBase64, note: t('webhooks.panel.notText') })}
      />
    </PanelSection>
  )
}
