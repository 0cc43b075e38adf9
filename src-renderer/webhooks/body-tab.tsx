import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { formatBytes } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { hidePhones } from './body-phones.ts'
import { indentJson } from './indent-json.ts'

/** The body, indented, its phones hidden until they are asked for; then the bytes can be copied exactly as they came. */
export function BodyTab({ detail, shown, onShow }: { detail: DeliveryDetail; shown: boolean; onShow: (shown: boolean) => void }) {
  const { t } = useTranslation()
  const { row, body, bytesBase64 } = detail
  const masked = hidePhones(body, row.phone)
  const what = t(bytesBase64 === null ? 'webhooks.panel.body' : 'webhooks.panel.base64')
  return (
    <PanelSection>
      <div className="webhook-body-head">
        <span className="cb-second">{t('webhooks.panel.bytes', { bytes: formatBytes(row.bytes) })}</span>
        <span className="cb-spacer" />
        {masked === body ? null : (
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={shown}
            leftSection={shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
            onClick={() => onShow(!shown)}
          >
            {t(shown ? 'webhooks.panel.hidePhones' : 'webhooks.panel.showPhones')}
          </Button>
        )}
        {shown || masked === body ? <CopyText text={bytesBase64 ?? body} short={what} what={what} /> : null}
      </div>
      {bytesBase64 === null ? null : <p className="cb-second">{t('webhooks.panel.notText')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard */}
      <pre className="cb-body" tabIndex={0}>
        {indentJson(shown ? body : masked)}
      </pre>
    </PanelSection>
  )
}
