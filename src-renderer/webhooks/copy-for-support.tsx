import { IconCheck, IconClipboard } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { hidePhones } from './body-phones.ts'
import { supportText } from './support-text.ts'

/** Copies a delivery for the platform's support, and says whether phones are in it. */
export function CopyForSupport({ detail, phonesShown }: { detail: DeliveryDetail; phonesShown: boolean }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = window.setTimeout(() => setCopied(false), 1500)
    return () => window.clearTimeout(timer)
  }, [copied])
  const isMasked = !phonesShown && hidePhones(detail.body, detail.row.phone) !== detail.body
  return (
    <IconButton
      bordered
      label={copied ? t('ui.copied') : t(isMasked ? 'webhooks.panel.copyMasked' : 'webhooks.panel.copy')}
      onClick={() => void navigator.clipboard.writeText(supportText(detail, phonesShown)).then(() => setCopied(true))}
    >
      {copied ? <IconCheck size={16} /> : <IconClipboard size={16} />}
    </IconButton>
  )
}
